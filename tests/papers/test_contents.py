"""Frozen contents go into JSON and come back the same."""

import json
from dataclasses import FrozenInstanceError, replace

import pytest
from tests.papers.samples import FORM, NAME_OF_50, ORDINARY, SLIP

from anju.casework.contents import CONTENT_OF, Content, PaperKind, SlipContent


@pytest.mark.parametrize("kind", PaperKind)
def test_content_comes_back_from_json_unchanged(kind: PaperKind) -> None:
    content = ORDINARY[kind]
    stored = json.loads(json.dumps(content.to_dict(), ensure_ascii=False))
    assert CONTENT_OF[kind].from_dict(stored) == content


@pytest.mark.parametrize(
    "content",
    [
        replace(SLIP, may_apply_from=None, may_apply_note="同城居住，不属于申领范围"),
        replace(SLIP, children=()),
        replace(FORM, work=replace(FORM.work, employed_since=None)),
    ],
)
def test_absent_days_and_empty_lists_come_back_too(content: Content) -> None:
    assert type(content).from_dict(content.to_dict()) == content


def test_content_cannot_be_changed_after_it_was_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        SLIP.clerk = "别人"  # type: ignore[misc]


def test_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="knows no religion"):
        SlipContent.from_dict({**SLIP.to_dict(), "religion": ""})


def test_missing_field_is_refused() -> None:
    stored = SLIP.to_dict()
    del stored["number"]
    with pytest.raises(TypeError, match="number"):
        SlipContent.from_dict(stored)


@pytest.mark.parametrize(
    ("field", "value"),
    [("number", 17), ("issued_on", "2026-02-30"), ("children", "吴小满"), ("holder", None)],
)
def test_misshapen_field_is_refused(field: str, value: object) -> None:
    with pytest.raises((ValueError, TypeError, AttributeError)):
        SlipContent.from_dict({**SLIP.to_dict(), field: value})


def test_the_long_name_of_the_samples_has_fifty_characters() -> None:
    assert len(NAME_OF_50) == 50
