"""import_surveys on the real Kobo export of 2568: every form of it, exactly once, and exact figures."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from openpyxl import Workbook, load_workbook

from communities.models import Household
from surveys import figures
from surveys.models import Change, Figure, Move, Survey
from tests.shared_data import shared_data, shared_rows
from tests.surveys.kobo import imported, refused

pytestmark = pytest.mark.django_db

KOBO = "real/community_household_survey_2568_odd_districts.csv"
TENURES = {"owner": 920, "rent": 671, "free_relative": 476, "occupy": 217, "free_work": 25}


ANSWERED = {"_index", "start", "end", "dname", "hhsize", "house_status", "rent_price"}


@pytest.fixture
def export(reference):
    """The real export, with the real register loaded."""
    call_command("import_communities", shared_data("real/bma_communities_2003.csv"), stdout=StringIO())
    return shared_data(KOBO)


def test_every_form_comes_in_and_a_second_run_changes_nothing(export):
    first, second = imported(export, "--unmatched", "outside"), imported(export, "--unmatched", "outside")
    assert (first["rows"], first["created"], first["unchanged"]) == (2309, 2309, 0)
    assert (second["created"], second["updated"], second["unchanged"]) == (0, 0, 2309)
    assert first["matched"] >= 153 and first["unmatched"] == 262 - first["matched"]
    assert Counter(Survey.objects.values_list("house_tenure", flat=True)) == TENURES
    assert Household.objects.count() == Move.objects.count() == Change.objects.count() == 2309
    sums = Figure.objects.filter(state="counted").values_list(
        *(f"house_tenure_{tenure}" for tenure in TENURES)
    )
    assert dict(zip(TENURES, map(sum, zip(*sums, strict=True)), strict=True)) == TENURES
    assert figures.differences() == []


def test_nothing_of_the_file_is_dropped(export):
    imported(export, "--unmatched", "outside")
    stored = {survey.source_key.rpartition("#")[2]: survey for survey in Survey.objects.all()}
    for given in shared_rows(KOBO):
        survey = stored[given["_index"]]
        others = {key: cell for key, cell in given.items() if cell and key not in ANSWERED}
        assert {key: survey.extra.get(key) for key in others} == others
        assert survey.members_living == (int(given["hhsize"] or 0) or None)
        assert survey.rent_house == (int(given["rent_price"]) if given["rent_price"] else None)
        assert survey.district_id == given["dname"] == survey.community.district_id


def test_a_dry_run_counts_the_same_and_writes_nothing(export):
    dry = imported(export, "--unmatched", "outside", "--dry-run")
    assert not Survey.objects.exists() and not Figure.objects.exists() and not Household.objects.exists()
    assert imported(export, "--unmatched", "outside") == dry


def test_without_a_decision_the_names_are_listed_and_nothing_is_written(export, tmp_path):
    said, counts = refused(export, "--report", str(tmp_path / "r.xlsx"))
    assert counts["unmatched"] <= 109 and counts["created"] == 0
    assert "--unmatched outside" in said
    assert "ไม่พบชุมชน “ชุมชนสินทวีวินล่า” เขตจอมทอง (24 แถว) ใกล้เคียง: สินทวีวิลล่า" in said
    names = load_workbook(tmp_path / "r.xlsx")["ชื่อชุมชนที่ไม่พบ"]
    assert names.max_row == counts["unmatched"] + 1
    assert all(row[6] for row in names.iter_rows(min_row=2, values_only=True))


def test_skipping_leaves_out_the_rows_of_unknown_names(export):
    counts = imported(export, "--unmatched", "skip")
    assert counts["created"] == 2309 - counts["unmatched_rows"] == 2309 - counts["skipped"]
    assert not Survey.objects.filter(community__is_outside=True).exists()
    assert figures.differences() == []


def test_the_workbook_of_the_same_export_is_the_same(export, tmp_path):
    rows, book = shared_rows(KOBO), Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row.values()])
    book.save(tmp_path / "kobo.xlsx")
    imported(export, "--unmatched", "outside")
    assert imported(tmp_path / "kobo.xlsx", "--unmatched", "outside")["unchanged"] == 2309
