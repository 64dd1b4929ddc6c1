"""What is shown of a number, and files that only open as what they are."""

from pathlib import Path
from typing import Any

import pytest

from anju.access.masking import masked_name, masked_number, masked_phone
from anju.access.objects import keep_object, read_object
from anju.kit.secrets import SecretUnreadable


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("990101199001010019", "990101********0019"),
        ("E12345678", "E*****678"),
        ("12", "1*"),
        ("", ""),
    ],
)
def test_a_number_shows_its_ends(number: str, shown: str) -> None:
    assert masked_number(number) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [("13800001234", "138****1234"), ("8223045", "*****45"), ("12", "**"), ("", "")],
)
def test_a_telephone_shows_its_ends(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown


def test_a_name_shows_its_first_character() -> None:
    assert masked_name("欧阳小明") == "欧*"
    assert masked_name("") == ""


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.ANJU_DATA = tmp_path
    return tmp_path


def test_a_kept_object_is_read_back_and_lies_encrypted(data: Path) -> None:
    kept = keep_object("photo", b"a face")
    assert read_object("photo", kept.ref) == b"a face"
    (file,) = (path for path in data.rglob("*") if path.is_file())
    assert b"face" not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert keep_object("photo", b"a face").digest == kept.digest


def test_an_object_passes_for_no_other_kind_or_reference(data: Path) -> None:
    kept, other = keep_object("photo", b"a face"), keep_object("photo", b"another")
    with pytest.raises(SecretUnreadable):
        read_object("evidence", kept.ref)
    place = data / "objects" / kept.ref[:2] / kept.ref
    (data / "objects" / other.ref[:2] / other.ref).write_bytes(place.read_bytes())
    with pytest.raises(SecretUnreadable):
        read_object("photo", other.ref)


@pytest.mark.parametrize("ref", ["../../etc/passwd", "", "A" * 32, "0" * 31])
def test_a_reference_is_no_path(data: Path, ref: str) -> None:
    with pytest.raises(ValueError, match="not a reference"):
        read_object("photo", ref)


@pytest.mark.django_db
def test_a_number_pasted_into_another_persons_row_does_not_open() -> None:
    """The owner copies the sealed number and its digest together from one row to another."""
    from tests.records import rows

    from anju.access.scope import scoped
    from anju.access.secrets import blind_index, seal
    from anju.reading import cells
    from anju.reading.masking import masked_document
    from anju.records.people.models import IdentityDocument

    number = "990101199001010019"
    digest = blind_index("111", number).value
    with scoped(rows.clerk()):
        victim, other = rows.person(), rows.person()
        sealed = seal(number, cells.document(victim.pk, digest))
        for person in (victim, other):
            IdentityDocument.objects.create(
                person=person,
                area=person.area,
                kind="111",
                number_encrypted=sealed,
                blind_index=digest,
                **rows.two_axes(),
            )
        assert masked_document(victim.pk) == "990101********0019"
        with pytest.raises(SecretUnreadable):
            masked_document(other.pk)
