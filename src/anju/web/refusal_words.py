"""A refusal in words: what stands in the way, and the article it rests on."""

from dataclasses import dataclass

from anju.access.refusals import Conflict, Refused
from anju.law.finding import Reason
from anju.law.text.citation_words import citation_in_words
from anju.law.text.sentences import every_code, sentence
from anju.web.punctuation import full_width

__all__ = ["RefusalLine", "refusal_lines"]

NOT_ALLOWED = "按规定现在不能这样办"


@dataclass(frozen=True, slots=True)
class RefusalLine:
    """One thing that stands in the way; `basis` names the articles, empty for a conflict."""

    sentence: str
    basis: tuple[str, ...] = ()
    code: str = ""

    def __str__(self) -> str:
        return f"{self.sentence}（{'、'.join(self.basis)}）" if self.basis else self.sentence


def refusal_lines(refusal: Refused | Conflict) -> tuple[RefusalLine, ...]:
    """What a clerk and a person are told, one line a reason."""
    if isinstance(refusal, Conflict):
        return (RefusalLine(refusal.sentence),)
    finding = refusal.finding
    reasons = finding.reasons or (Reason("", finding.cites),)
    return tuple(_line(reason) for reason in reasons)


def _line(reason: Reason) -> RefusalLine:
    basis = tuple(dict.fromkeys(citation_in_words(cite) for cite in reason.cites))
    known = reason.code.partition(":")[0] in every_code()
    words = full_width(sentence(reason.code)).rstrip("。") if known else NOT_ALLOWED
    return RefusalLine(words, basis, reason.code)
