"""The answers of the eligibility check and the short code that carries them.

The code holds the answers and nothing else: no name, no number, no address. It stands in the
address of each page, so that no session is needed, and on the result, so that a clerk can open
the intake with the same answers. Its last letter guards against slips of the pen.
"""

from dataclasses import dataclass, fields, replace

__all__ = ["Answers", "answers_of", "code_of", "spaced"]

#: Letters and digits that are not mistaken for each other on paper. Their number is a prime, so
#: that any one wrong letter and any two exchanged ones show in the check letter.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXY"
LOOKALIKES = str.maketrans("OILUZ", "011V2")

#: How many values each answer can have, 0 being "not answered"; the order of the code's digits.
SIZES = {
    "hukou": 1_000_000,
    "residence": 1_000_000,
    "town": 1_000,
    "stay": 16,
    "since": 1_024,
    "grounds": 32,
    "papers": 64,
    "applicant": 8,
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered, each as the small number the code writes; 0 where nothing was yet.

    `hukou` and `residence` are division codes (or a number below 100 for an answer that is no
    place), `town` the last three digits of the town's code, `since` a month counted from 2000,
    `grounds` and `papers` sums of powers of two.
    """

    hukou: int = 0
    residence: int = 0
    town: int = 0
    stay: int = 0
    since: int = 0
    grounds: int = 0
    papers: int = 0
    applicant: int = 0

    def having(self, **answered: int) -> "Answers":
        """The same answers with some given anew."""
        return replace(self, **answered)


def code_of(answers: Answers) -> str:
    """The answers as letters and digits; empty while nothing is answered."""
    number = 0
    for name, size in reversed(SIZES.items()):
        number = number * size + getattr(answers, name)
    if number == 0:
        return ""
    letters = ""
    while number:
        number, at = divmod(number, len(ALPHABET))
        letters = ALPHABET[at] + letters
    return letters + _check_letter(letters)


def answers_of(code: str) -> Answers | None:
    """The answers a code carries, none for an empty code; nothing where the code is not one."""
    letters = "".join(code.upper().split()).replace("-", "").translate(LOOKALIKES)
    if not letters:
        return Answers()
    body, check = letters[:-1], letters[-1]
    if not set(body) <= set(ALPHABET) or not body or _check_letter(body) != check:
        return None
    number = 0
    for letter in body:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    read = {}
    for name, size in SIZES.items():
        number, read[name] = divmod(number, size)
    return None if number else Answers(**read)


def spaced(code: str) -> str:
    """The code in groups of four, to be read out or copied by hand."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def _check_letter(letters: str) -> str:
    weighted = sum((at + 1) * ALPHABET.index(letter) for at, letter in enumerate(letters))
    return ALPHABET[weighted % len(ALPHABET)]


assert set(SIZES) == {one.name for one in fields(Answers)}
