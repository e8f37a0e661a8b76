"""Which cells of a workbook are days, by the number of their format, however odd that number is."""

import re
from datetime import date
from zipfile import ZipFile

import pytest

from bkkhousing.lib import uploads
from bkkhousing.lib.workbooks import Column, Sheet
from tests.lib.test_workbooks import write


@pytest.fixture
def days(tmp_path):
    """A workbook of one day, its format given this number."""

    def make(number: str):
        write(
            tmp_path / "x.xlsx",
            Sheet("ก", [Column("ชื่อ", "text"), Column("วัน", "date")], [("ก", date(2024, 2, 29))]),
        )
        with ZipFile(tmp_path / "x.xlsx") as book:
            parts = {name: book.read(name) for name in book.namelist()}
        styles = re.sub("<numFmts.*</numFmts>", "", parts["xl/styles.xml"].decode())
        parts["xl/styles.xml"] = styles.replace('numFmtId="165"', f'numFmtId="{number}"').encode()
        with ZipFile(tmp_path / "y.xlsx", "w") as book:
            for name, content in parts.items():
                book.writestr(name, content)
        return tmp_path / "y.xlsx"

    return make


@pytest.mark.parametrize("number", ["14", "22", "27", "58", "81"])
def test_a_built_in_format_of_days_makes_a_day(days, number):
    assert "2024" in shown(days(number))


@pytest.mark.parametrize("number", ["0", "13", "23", "²", "๑๔", "-14", "1" * 5_000, ""])
def test_any_other_number_of_a_format_leaves_a_number(days, number):
    assert shown(days(number)) == "45351"


def shown(path) -> str:
    return uploads.inspect(path, name=path.name).sheets[0].sample[0][1]
