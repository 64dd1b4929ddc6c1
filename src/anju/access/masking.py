"""How a number or a name is shown to somebody who need not know it whole."""

__all__ = ["masked_name", "masked_number", "masked_phone"]

MASK = "*"


def masked_number(number: str) -> str:
    """A citizen number with its first six and last four characters; shorter ones show less.

    What identifies the holder among neighbours, the day of birth, is what is hidden.
    """
    if len(number) >= 18:
        return _middle(number, first=6, last=4)
    return _middle(number, first=1, last=min(4, len(number) // 3))


def masked_phone(phone: str) -> str:
    """A mobile with its first three and last four digits; a shorter number with its last two."""
    if len(phone) >= 11:
        return _middle(phone, first=3, last=4)
    return _middle(phone, first=0, last=2)


def masked_name(name: str) -> str:
    """A name as strangers may see it: the first character, one mark for the rest (张*)."""
    return f"{name[:1]}{MASK}" if name else ""


def _middle(text: str, *, first: int, last: int) -> str:
    """The ends of a text with its middle hidden, keeping its length; too short, all is hidden."""
    hidden = len(text) - first - last
    if hidden < 1:
        return MASK * len(text)
    return text[:first] + MASK * hidden + text[len(text) - last :]
