"""`manage.py export_surveys`: what it writes, says and refuses."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from surveys.models import Survey
from tests import factories
from tests.surveys import exported


@pytest.fixture
def surveys(round_2570, officer, other_officer, slum, other_slum):
    factories.saved_survey(by=officer, place=slum)
    factories.submitted_survey(by=officer, place=slum, phone="0812345678")
    return factories.submitted_survey(by=other_officer, place=other_slum)


def run(path, *arguments) -> dict:
    """Run the command and read its last line."""
    told = StringIO()
    call_command("export_surveys", "--round", "2570", "--output", str(path), *arguments, stdout=told)
    return json.loads(told.getvalue().splitlines()[-1])


def ids(rows) -> set[str]:
    return {row["รหัสแบบสำรวจ"] for row in rows}


def test_it_writes_what_has_been_sent_in(tmp_path, surveys):
    told = run(tmp_path / "x.xlsx")
    assert {"surveys": 2, "members": 8, "written": 2}.items() <= told.items()
    assert told["seconds"] >= 0 and 10 < told["peak_mib"] < 2_000
    sent = Survey.objects.counted().values_list("pk", flat=True)
    assert ids(exported.sheet(tmp_path / "x.xlsx")) == {str(key) for key in sent}


def test_a_csv_holds_the_same_surveys(tmp_path, surveys):
    assert run(tmp_path / "x.csv")["written"] == 2
    run(tmp_path / "x.xlsx")
    assert (tmp_path / "x.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert ids(exported.table(tmp_path / "x.csv")) == ids(exported.sheet(tmp_path / "x.xlsx"))


@pytest.mark.parametrize(("state", "rows"), [("all", 3), ("draft", 1), ("submitted", 2), ("approved", 0)])
def test_a_state_narrows_it(tmp_path, surveys, state, rows):
    assert run(tmp_path / "x.csv", "--state", state)["written"] == rows


def test_a_district_narrows_it(tmp_path, surveys):
    run(tmp_path / "x.csv", "--district", "1006")
    assert ids(exported.table(tmp_path / "x.csv")) == {str(surveys.pk)}


def test_personal_data_is_masked_unless_asked_for(tmp_path, surveys):
    run(tmp_path / "masked.csv")
    run(tmp_path / "full.csv", "--full")
    assert "0812345678" not in (tmp_path / "masked.csv").read_text("utf-8-sig")
    assert "0812345678" in (tmp_path / "full.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--round", "9999"], "ไม่มีรอบสำรวจ 9999"),
        (["--district", "9999"], "ไม่มีเขตรหัส 9999"),
        (["--state", "lost"], "ไม่มีสถานะ lost"),
    ],
)
def test_what_does_not_exist_is_refused_in_thai_and_leaves_no_file(tmp_path, surveys, arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        run(tmp_path / "x.xlsx", *arguments)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["x.xls", "x", "none/x.xlsx", "folder.xlsx"])
def test_a_file_that_cannot_be_written_is_refused(tmp_path, surveys, name):
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(CommandError):
        run(tmp_path / name)
    assert [found.name for found in tmp_path.iterdir()] == ["folder.xlsx"]


def test_a_refused_cell_ends_the_command_without_telling_the_value(tmp_path, surveys, monkeypatch):
    monkeypatch.setattr("bkkhousing.lib.workbook_cells.MOST_DIGITS", 20_000)
    with pytest.raises(CommandError) as refused:
        run(tmp_path / "x.xlsx")
    assert "แผ่น แบบสำรวจ แถว 2" in str(refused.value) and "21000" not in str(refused.value)
    assert list(tmp_path.iterdir()) == []
