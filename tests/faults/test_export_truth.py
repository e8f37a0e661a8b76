"""Everything the database holds is in the workbook, cell for cell, at the sizes where others lost rows.

Two readers that have nothing in common with the writer read every workbook back; what must stand in a cell is
worked out from the models alone.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bkkhousing.lib.workbooks import ROWS_PER_SHEET, Column, Sheet, write_workbook
from districts.models import District
from surveys import exporting
from surveys.exporting import layout
from surveys.exporting.contents import EVERYTHING, Contents
from surveys.models import Debt, Member, Round, Survey
from surveys.questionnaire import questions
from surveys.readers.figures import By, figures_by, states_of
from tests import factories
from tests.surveys import exported
from tests.surveys.cells import stored_cells
from tests.surveys.checksums import sums_in, sums_of

SOFFICE = shutil.which("soffice")
MOST = 100_000
SIZES = (0, 1, 29_999, 30_000, 30_001, 65_536, MOST)
READ_BY_OPENPYXL = (0, 1, 30_001)
NARROW = Contents(parts=frozenset("AEH"), rows=frozenset())
"""What openpyxl reads of the largest workbook: it takes a hundred times as long as calamine."""
LEVELS = {
    exported.SURVEYS: (Survey, "survey"),
    exported.MEMBERS: (Member, "member"),
    exported.DEBTS: (Debt, "debt"),
}


@pytest.fixture(scope="module")
def city(django_db_setup, django_db_blocker) -> Iterator[Round]:
    """A hundred thousand demo surveys in one round, written once for all sizes and removed afterwards."""
    with django_db_blocker.unblock():
        round = factories.open_round("2570")
        call_command("seed_demo", surveys=MOST, seed=7, round=round.pk, stdout=StringIO())
        yield round
        call_command("flush", interactive=False, verbosity=0)
        factories.load_reference()


def first(number: int) -> QuerySet:
    """The first so many surveys by their keys."""
    ordered = Survey.objects.order_by("pk")
    if number >= MOST:
        return Survey.objects.all()
    last = ordered.values_list("pk", flat=True)[number]
    return Survey.objects.filter(pk__lt=last)


def through_calamine(path: Path) -> Callable[[str], Iterable]:
    book = CalamineWorkbook.from_path(path)
    return lambda name: book.get_sheet_by_name(name).iter_rows()


def through_openpyxl(path: Path) -> Callable[[str], Iterable]:
    book = openpyxl.load_workbook(path, read_only=True)
    return lambda name: book[name].iter_rows(values_only=True)


def plain(value: object) -> object:
    """A cell whichever reader read it: nothing is None, a day a day, a number a number."""
    if value == "":
        return None
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value


def rows_by_key(rows: Iterable) -> Iterator[tuple[tuple, dict]]:
    """The rows of a sheet by survey and position, as cells by title."""
    rows = iter(rows)
    titles = [*next(rows)]
    for row in rows:
        cells = dict(zip(titles, map(plain, [*row, *[None] * (len(titles) - len(row))]), strict=True))
        yield (cells["รหัสแบบสำรวจ"], cells.get("ลำดับ")), cells


def stored_rows(model, chosen: QuerySet) -> Iterator[tuple[tuple, object]]:
    """The rows of the database by survey and position, in the order of the file."""
    if model is Survey:
        found = chosen.order_by(*exporting.parts.IN_ORDER)
        return (((str(row.pk), None), row) for row in found.iterator(2_000))
    found = model.objects.filter(survey__in=chosen).order_by(*exporting.parts.ROWS_IN_ORDER)
    return (((str(row.survey_id), row.position + 1), row) for row in found.iterator(2_000))


def differences(rows_of: Callable[[str], Iterable], chosen: QuerySet, contents=EVERYTHING) -> Iterator[str]:
    """What the file says otherwise than the database, or has too much or too little."""
    for name, (model, level) in LEVELS.items():
        if level != "survey" and f"{level}s" not in contents.rows:
            continue
        asked = layout.survey_questions(contents) if level == "survey" else questions(level).values()
        pairs = zip(rows_by_key(rows_of(name)), stored_rows(model, chosen), strict=True)
        for (key, cells), (stored_key, stored) in pairs:
            if key != stored_key:
                yield f"{name}: {key} where {stored_key} should be"
            for question in asked:
                expected = stored_cells(stored, question)
                yield from (
                    f"{name} {key} {title}"
                    for title, value in expected.items()
                    if cells[title] != as_read(value)
                )


def as_read(value: object) -> object:
    """Numbers of a workbook are floats where they have places."""
    return float(value) if type(value).__name__ == "Decimal" else value


@pytest.mark.django_db
@pytest.mark.parametrize("number", SIZES)
def test_every_cell_of_every_row_is_in_the_workbook(city, tmp_path, number):
    path, chosen = tmp_path / "x.xlsx", first(number)
    written = exported.export(path, surveys=chosen, state="all", full=True)
    assert written.surveys == number
    assert list(differences(through_calamine(path), chosen)) == []
    if number in READ_BY_OPENPYXL:
        assert list(differences(through_openpyxl(path), chosen)) == []
    told = sums_in(path)
    assert len(told) == 3 and sums_of(path, told) == told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "word"), [("counted", "counted"), ("passed", "approved"), ("draft", "draft")]
)
def test_the_same_filters_give_the_same_number_on_the_dashboard_and_in_the_file(
    city, tmp_path, department, state, word
):
    places = figures_by(by=By.DISTRICT, round="2570", states=states_of(word))[:3]
    client = factories.client_of(department)
    for place in places:
        address = f"/api/v1/figures/?round=2570&by=district&district={place.place}&state={word}"
        (row,) = (one for one in client.get(address).json()["results"] if one["place"] == place.place)
        district = District.objects.get(pk=place.place)
        visible = Survey.objects.visible_to(department)
        written = exported.export(tmp_path / "x.zip", surveys=visible, district=district, state=state)
        assert written.surveys == place.surveys == row["surveys"]
        assert written.members == place.measures["members.all"]


def test_a_row_more_than_excel_holds_goes_on_in_a_second_tab(tmp_path):
    path, rows = tmp_path / "x.xlsx", ROWS_PER_SHEET + 1
    sheet = Sheet("แถว", [Column("ลำดับ", "integer")], ((number,) for number in range(rows)))
    write_workbook(path, [sheet], author="ทดสอบ", created=timezone.now())
    book = CalamineWorkbook.from_path(path)
    found = {name: book.get_sheet_by_name(name).to_python()[1:] for name in book.sheet_names}
    assert [len(part) for part in found.values()] == [ROWS_PER_SHEET, 1]
    assert [row[0] for part in found.values() for row in part] == list(range(rows))


@pytest.mark.django_db
@pytest.mark.skipif(
    SOFFICE is None, reason="no LibreOffice on this machine: apt install libreoffice-calc-nogui"
)
def test_libreoffice_opens_it_and_sees_the_same(city, tmp_path):
    path, chosen = tmp_path / "x.xlsx", first(2_000)
    exported.export(path, surveys=chosen, state="all", full=True)
    command = [
        SOFFICE,
        "--headless",
        f"-env:UserInstallation=file://{tmp_path}/office",
        "--convert-to",
        "ods",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=600
    )
    assert list(differences(through_calamine(tmp_path / "x.ods"), chosen)) == []
