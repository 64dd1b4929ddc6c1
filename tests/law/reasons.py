"""What stands in the way, by its codes; each must rest on a paragraph there is."""

from anju.law.finding import Finding
from anju.law.text.instruments import paragraph
from anju.law.text.sentences import sentence

__all__ = ["codes"]


def codes(finding: Finding[object]) -> list[str]:
    """The codes of a finding's reasons, each with a sentence and true citations."""
    for reason in finding.reasons:
        assert reason.cites
        assert all(paragraph(cite) is not None for cite in reason.cites), reason
        assert sentence(reason.code)
    return [reason.code for reason in finding.reasons]
