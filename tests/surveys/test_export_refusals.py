"""What may never be in a file of an export, and what is left behind when one ends early: nothing."""

import csv
import io
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.db import connection

from jobs.models import Job
from jobs.problems import Cancelled
from jobs.pulse import Pulse, ThreadPulse
from surveys import exporting
from surveys.exporting import making
from surveys.exporting.contents import Contents
from surveys.models import Member, Survey
from tests import factories
from tests.jobs.running import run_waiting
from tests.surveys import exported
from tests.surveys.test_export_book import FORMULAS, free_text, plant

CANARY = "กระต่ายขาวนวล"
LONG = Contents(shape="long")


@pytest.fixture
def survey(round_2570, officer, slum):
    return factories.submitted_survey(by=officer, place=slum)


def tables(path) -> list[list[list[str]]]:
    """Every table of a zip."""
    with ZipFile(path) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist()]
    return [list(csv.reader(io.StringIO(text, newline=""))) for text in texts]


@pytest.mark.parametrize("contents", [Contents(), LONG])
def test_no_text_of_a_member_runs_as_a_formula_from_a_zip(tmp_path, survey, contents):
    for position, formula in enumerate(FORMULAS, 50):
        fields = dict.fromkeys(free_text("member"), formula)
        Member.objects.create(survey=survey, position=position, relation="child", **fields)
    exported.export(tmp_path / "x.zip", full=True, contents=contents)
    cells = [cell for table in tables(tmp_path / "x.zip") for row in table for cell in row]
    told = [formula.replace("\r", "\n") for formula in FORMULAS]
    assert all(cells.count(f"'{formula}") == len(free_text("member")) for formula in told)
    assert not [cell for cell in cells if cell in told]


@pytest.mark.parametrize("contents", [Contents(), LONG])
@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_a_masked_file_of_either_shape_holds_no_personal_text(tmp_path, survey, contents, suffix):
    path = tmp_path / f"x{suffix}"
    plant(survey, CANARY)
    exported.export(path, state="all", contents=contents)
    found = exported.texts(path) if suffix == ".xlsx" else [str(tables(path))]
    assert found and [text for text in found if CANARY in text] == []


def test_what_is_no_number_ends_the_export_and_is_named_by_its_place(tmp_path, survey):
    Survey.objects.filter(pk=survey.pk).update(lat=float("nan"))
    if connection.vendor == "sqlite":  # keeps it as nothing
        assert Survey.objects.get().lat is None
        return
    for suffix in (".xlsx", ".zip", ".csv"):
        with pytest.raises(exporting.ExportProblem, match="แผ่น แบบสำรวจ แถว 2 คอลัมน์ ละติจูด"):
            exported.export(tmp_path / f"x{suffix}", full=True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [".xlsx", ".zip"])
def test_an_export_that_is_cancelled_leaves_nothing_behind(tmp_path, survey, suffix):
    def stop(done: int, total: int) -> None:
        raise Cancelled

    given = {"selection": exporting.Selection(survey.round), "surveys": Survey.objects.all()}
    with pytest.raises(Cancelled):
        exporting.export(tmp_path / f"x{suffix}", **given, by="ก", at=survey.created_at, told=stop)
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_the_rows_of_all_sheets(tmp_path, survey):
    heard = []
    given = {"selection": exporting.Selection(survey.round), "surveys": Survey.objects.all()}
    exporting.export(
        tmp_path / "x.zip", **given, by="ก", at=survey.created_at, told=lambda *news: heard.append(news)
    )
    assert heard == [(1, 6), (5, 6), (6, 6)]


def test_only_a_pulse_with_a_connection_of_its_own_is_told_of_rows():
    told = []
    run = SimpleNamespace(pulse=object.__new__(ThreadPulse), progress=lambda *news: told.append(news))
    making._told(run)(3, 10)
    assert told == [(3, 10, "กำลังเขียนไฟล์")]
    assert making._told(SimpleNamespace(pulse=object.__new__(Pulse))) is None


def test_a_round_that_is_no_more_is_said_plainly(survey, analyst):
    factories.client_of(analyst).post("/exports/", {"round": "2570", "state": "counted"})
    job = Job.objects.get()
    job.parameters["selection"]["round"] = "9999"
    job.save()
    (job,) = run_waiting()
    assert (job.state, job.files.count()) == ("failed", 0) and "ไม่มีแล้ว" in job.problem


def test_the_words_of_the_dashboard_choose_the_same_surveys(tmp_path, survey, head):
    Survey.objects.filter(pk=survey.pk).update(state="accepted")
    assert exported.export(tmp_path / "x.zip", state="passed").surveys == 1
    assert exported.export(tmp_path / "x.zip", state="approved").surveys == 0
