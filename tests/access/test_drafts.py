"""Drafts: kept encrypted, read back, forgotten when used or old."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from anju.access.objects import forget_draft, forget_old_drafts, keep_draft, read_draft
from anju.kit.clock import now
from anju.kit.secrets import SecretUnreadable


@pytest.fixture(autouse=True)
def data(settings: Any, tmp_path: Path) -> Path:
    settings.ANJU_DATA = tmp_path
    return tmp_path


def test_a_draft_is_encrypted_and_read_back_under_its_kind(data: Path) -> None:
    ref = keep_draft("list", "周阿妹".encode())
    assert read_draft("list", ref) == "周阿妹".encode()
    (place,) = (data / "drafts").glob("??/*")
    assert "周阿妹".encode() not in place.read_bytes()
    with pytest.raises(SecretUnreadable):
        read_draft("other", ref)


def test_a_forgotten_draft_is_gone_and_forgetting_twice_is_no_fault() -> None:
    ref = keep_draft("list", b"x")
    forget_draft(ref)
    forget_draft(ref)
    assert read_draft("list", ref) is None


def test_only_old_drafts_are_forgotten() -> None:
    ref = keep_draft("list", b"x")
    assert forget_old_drafts(now()) == 0
    assert forget_old_drafts(now() + timedelta(hours=9)) == 1
    assert read_draft("list", ref) is None


def test_what_is_no_reference_opens_nothing() -> None:
    with pytest.raises(ValueError, match="not a reference"):
        read_draft("list", "../../etc/passwd")
