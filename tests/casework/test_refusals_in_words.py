"""Whatever an act is refused for has its sentence: nobody is told only that it does not go."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories.cast import WU
from tests.factories.lives import ELIGIBLE_ON, applying
from tests.factories.registrations import at, key

import anju.casework
from anju.access.refusals import Refused
from anju.casework.cases.acceptance import accept
from anju.law.text.sentences import every_code, sentence


def codes_of_casework() -> Iterator[str]:
    """The codes of all reasons that stand in the source, without what follows a colon."""
    for path in Path(anju.casework.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Reason"), args=[ast.Constant(value=str(code)), *_]):
                    yield code
                case ast.Call(
                    func=ast.Name(id="Reason"),
                    args=[ast.JoinedStr(values=[ast.Constant(value=str(code)), *_]), *_],
                ):
                    yield code.partition(":")[0]


def test_every_reason_of_an_act_has_a_sentence() -> None:
    assert set(codes_of_casework()) <= every_code()


@pytest.mark.django_db
def test_irrp_9_acceptance_names_each_missing_paper() -> None:
    case = applying(evidence=())
    with pytest.raises(Refused) as refused:
        accept(actor=WU, case_number=case.case_number, request_key=key(), now=at(ELIGIBLE_ON))
    told = [sentence(reason.code) for reason in refused.value.finding.reasons]
    assert len(told) >= 3
    assert all(line.startswith("还缺：") and "_" not in line for line in told)
