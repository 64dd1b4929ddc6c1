"""What a file is by its first bytes, whatever its name says."""

from enum import StrEnum

__all__ = ["Kind", "kind_of"]

HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
#: A PDF may begin after other bytes; readers look this far for its mark.
PDF_WITHIN = 1_024


class Kind(StrEnum):
    """The kinds that are taken."""

    JPEG = "jpeg"
    PNG = "png"
    HEIF = "heif"
    PDF = "pdf"


def kind_of(content: bytes) -> Kind | None:
    """The kind of a file; nothing where it is none of those taken."""
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content[4:8] == b"ftyp" and content[8:12] in HEIF_BRANDS:
        return Kind.HEIF
    if b"%PDF-" in content[:PDF_WITHIN]:
        return Kind.PDF
    return None
