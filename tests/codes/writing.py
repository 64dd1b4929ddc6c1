"""How a number looks when an input method was left in its wide form."""

FULL_WIDTH_OFFSET = 0xFEE0


def full_width(text: str) -> str:
    """The same characters in their full-width forms."""
    return "".join(chr(ord(one) + FULL_WIDTH_OFFSET) for one in text)
