"""The template can be read back as what it is a template for."""

from datetime import date

from anju.exchange.formats.registrations.column_matching import matched_sheets
from anju.exchange.formats.registrations.columns import all_columns
from anju.exchange.formats.registrations.template_file import write_template
from anju.exchange.sheets.sandbox import parsed
from anju.exchange.sheets.table import Workbook


def test_the_template_names_every_column_and_is_understood(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path, date(2026, 7, 1))
    read = parsed(path)
    match = matched_sheets(Workbook(read.kind, read.sheets[:1]))[0]
    assert len(match.columns) == len(all_columns())
