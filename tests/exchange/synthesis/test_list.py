"""The list of `anju synth` is one that `anju import` takes whole."""

from pathlib import Path

from tests.exchange.synthesis.cast import TODAY, five_thousand

from anju.casework.registration_form import FormContext
from anju.codes import townships
from anju.exchange.formats.registrations.column_matching import matched_sheets
from anju.exchange.formats.registrations.rows import rows_of
from anju.exchange.formats.registrations.verdicts import ReportedBy, verdicts_on
from anju.exchange.formats.registrations.wording import Wording
from anju.exchange.outcomes import RowState
from anju.exchange.sheets.sandbox import parsed
from anju.exchange.synthesis.writing import FORMATS

PEOPLE = 400


def test_every_row_of_the_list_is_good(tmp_path: Path) -> None:
    towns = {town.name: town.code("nbs") or "" for town in townships.townships("522601")}
    file = tmp_path / "list.csv"
    file.write_text("".join(FORMATS["csv"](five_thousand()[:PEOPLE])), encoding="utf-8")

    (match,) = matched_sheets(parsed(file))
    rows = list(rows_of(match, Wording(TODAY, towns)))
    verdicts = verdicts_on(
        rows,
        on=TODAY,
        context=FormContext(
            residence_division="522601",
            area="522601",
            townships={code: ("52260101", "") for code in towns.values()},
        ),
        reported_by=ReportedBy(),
    )
    assert len(verdicts) == PEOPLE
    assert [one.problems for one in verdicts if one.state is not RowState.GOOD] == []
