"""How findings and days are written in an answer."""

from datetime import date
from typing import TypeVar

from anju.law.finding import Finding, Reason

__all__ = ["iso", "supported", "written_reasons"]

T = TypeVar("T")


def iso(day: date | None) -> str | None:
    """A day in ISO form."""
    return None if day is None else day.isoformat()


def supported(fields: dict[str, object], finding: Finding[T]) -> dict[str, object]:
    """The fields of an answer, with what the finding rests on."""
    return {
        **fields,
        "cites": list(finding.cites),
        "version": finding.version,
        "warnings": list(finding.warnings),
    }


def written_reasons(reasons: tuple[Reason, ...]) -> list[dict[str, object]]:
    """What stands in the way, as codes with their places of law."""
    return [{"code": reason.code, "cites": list(reason.cites)} for reason in reasons]
