"""Every file taken from elsewhere is listed with its licence and has not been changed."""

import hashlib
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = (ROOT / "src" / "anju" / "web", ROOT / "tests" / "vendor")
LISTED = [
    (folder, entry)
    for folder in FOLDERS
    for entry in tomllib.loads((folder / "vendor.toml").read_text(encoding="utf-8"))["file"]
]


@pytest.mark.parametrize(("folder", "entry"), LISTED, ids=lambda one: str(one)[:40])
def test_listed_file_is_unchanged(folder: Path, entry: dict[str, str]) -> None:
    content = (folder / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"], entry["file"]
    assert (folder / entry["licence_file"]).stat().st_size > 100


def test_every_script_and_style_under_vendor_is_listed() -> None:
    listed = {folder / entry["file"] for folder, entry in LISTED}
    kept = {
        path
        for folder in (FOLDERS[0] / "static" / "vendor", FOLDERS[1])
        for path in folder.rglob("*")
        if path.suffix in {".js", ".css", ".svg"}
    }
    assert kept <= listed


def test_base_style_was_compiled_from_the_source_as_it_stands() -> None:
    source = (FOLDERS[0] / "styles" / "base.scss").read_bytes()
    compiled = (FOLDERS[0] / "static" / "web" / "base.css").read_text(encoding="utf-8")
    assert hashlib.sha256(source).hexdigest() in compiled[:400]


def test_icons_stay_small() -> None:
    assert (FOLDERS[0] / "static" / "web" / "icons.svg").stat().st_size <= 8192
