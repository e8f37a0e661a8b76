"""The table of the explorer as a workbook and as CSV: the same numbers, withheld alike, and what they are."""

import csv
import io

import pytest
from django.core.cache import cache
from openpyxl import load_workbook

from dashboards.explorer_drawing import CATEGORIES, drawing_of
from dashboards.explorer_files import HEAD_ROW
from surveys.answers import CODED
from surveys.models import Round
from tests import factories
from tests.dashboards.exploring import few_surveys, page_of, shown

pytestmark = pytest.mark.django_db
CROSSED = "rows=house_tenure&columns=toilet"


@pytest.fixture
def surveyed(officer, other_officer, slum, other_slum, round_2570):
    few_surveys(officer, slum, seed=1, number=40)
    few_surveys(other_officer, other_slum, seed=2, number=90)


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


def taken(user, query: str):
    reply = factories.client_of(user).get(f"/dashboard/explorer/table/?{query}")
    assert reply.status_code == 200
    return reply


def sheet_of(user, query: str):
    return load_workbook(io.BytesIO(taken(user, query).content)).active


def numbers_in(sheet) -> list[list]:
    rows = sheet.iter_rows(min_row=HEAD_ROW + 1, min_col=2, values_only=True)
    return [[cell for cell in row if cell is not None] for row in rows if row[0] is not None]


@pytest.mark.parametrize("who", ["department", "officer"])
def test_the_workbook_holds_the_shown_numbers(who, surveyed, request):
    user = request.getfixturevalue(who)
    page = page_of(user, CROSSED)
    shown_rows = [
        [cell.said if cell.value is None else cell.value for cell in line.cells] for line in page.lines
    ]
    assert numbers_in(sheet_of(user, CROSSED)) == shown_rows
    assert any("ปกปิด" in row for row in shown_rows) == (who == "officer")


def test_shares_are_numbers_that_excel_writes_in_per_cent(surveyed, department):
    sheet = sheet_of(department, f"{CROSSED}&show=row")
    assert sheet.cell(HEAD_ROW + 1, 2).number_format == "0.0%"
    assert all(abs(sum(row[:-1]) - 1) < 0.001 and row[-1] == 1 for row in numbers_in(sheet) if row[0] != "–")


def test_one_question_has_its_counts_and_shares(surveyed, department):
    sheet = sheet_of(department, "rows=toilet")
    assert [cell.value for cell in sheet[HEAD_ROW]] == ["ห้องส้วม", "จำนวนครัวเรือน", "ร้อยละ"]
    assert numbers_in(sheet)[-1] == [130, 1]


@pytest.mark.parametrize(
    ("query", "series", "grouping"),
    [("rows=toilet", 1, "clustered"), (CROSSED, 4, "stacked"), (f"{CROSSED}&show=column", 4, "clustered")],
)
def test_the_chart_is_excels_own_and_points_at_the_cells(query, series, grouping, surveyed, department):
    sheet = sheet_of(department, query)
    [chart] = sheet._charts
    assert (len(chart.series), chart.grouping) == (series, grouping)
    assert chart.series[0].val.numRef.f.startswith(f"'{sheet.title}'!$B${HEAD_ROW + 1}:")


def test_the_workbook_says_what_it_is(surveyed, officer):
    sheet = sheet_of(officer, CROSSED)
    said = "\n".join(str(sheet.cell(row, 1).value) for row in range(1, HEAD_ROW))
    assert "สถานะการอยู่อาศัย ไขว้กับห้องส้วม" in said and "แบบสำรวจรอบ 2570" in said
    assert "นับครัวเรือนที่ให้คำตอบทั้งสองข้อ" in said and "“ปกปิด” คือ" in said


def test_csv_holds_the_same_table_and_opens_in_excel(surveyed, officer):
    reply = taken(officer, f"{CROSSED}&file=csv")
    rows = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig"))))
    page = page_of(officer, CROSSED)
    assert reply.content.startswith(b"\xef\xbb\xbf") and rows[0][1:] == list(page.heads)
    assert [row[1:] for row in rows[1 : len(page.lines) + 1]] == [
        [cell.said.replace(",", "") for cell in line.cells] for line in page.lines
    ]
    assert [row[0] for row in rows[-4:]] == ["ที่มา", "แสดงเป็น", "นิยาม", "หมายเหตุ"]


def test_a_file_is_named_after_its_round_place_and_questions(surveyed, department):
    name = taken(department, f"{CROSSED}&district=1026")["Content-Disposition"]
    assert name == 'attachment; filename="bkkhousing_2570_1026_house_tenure_toilet.xlsx"'


@pytest.mark.parametrize("query", ["file=pdf", "rows=nonsense", "group=central", "district=1006"])
def test_no_file_where_there_is_no_table(query, surveyed, officer):
    assert factories.client_of(officer).get(f"/dashboard/explorer/table/?{query}").status_code == 404


def test_nor_before_the_first_round(reference, department):
    Round.objects.all().delete()
    assert factories.client_of(department).get("/dashboard/explorer/table/").status_code == 404


def drawn(user, query: str) -> dict:
    return drawing_of(page_of(user, query))


def test_bars_in_parts_where_the_parts_add_up_else_side_by_side(surveyed, department):
    stacked, beside = drawn(department, CROSSED)["desk"], drawn(department, f"{CROSSED}&show=column")["desk"]
    assert stacked["layer"][0]["encoding"]["x"]["stack"] == "zero"
    assert "stack" not in beside["layer"][0]["encoding"]["x"] and "yOffset" in beside["layer"][0]["encoding"]


def test_the_drawing_holds_each_shown_number_once(surveyed, department):
    values = drawn(department, CROSSED)["phone"]["data"]["values"]
    assert sum(record["value"] for record in values) == 130
    assert len({(record["row"], record["part"]) for record in values}) == len(values)


def test_many_answers_are_drawn_as_six_of_which_the_last_is_the_rest(department, officer, slum, round_2570):
    for owner in list(CODED["land_owner"].by_code)[:8]:
        factories.listed_surveys(2, by=officer, place=slum, state="submitted", land_owner=owner)
    values = drawn(department, "rows=house_tenure&columns=land_owner")["desk"]["data"]["values"]
    assert len({record["part"] for record in values}) == len(CATEGORIES)
    assert values[-1]["part"].startswith("อื่น ๆ รวม") and sum(record["value"] for record in values) == 16


def test_a_withheld_number_is_not_drawn(surveyed, officer):
    page = page_of(officer, CROSSED)
    values = drawing_of(page)["desk"]["data"]["values"]
    said = [cell for (row, column), cell in shown(page).items() if "*" not in (row, column)]
    assert len(values) == len([cell for cell in said if cell != "ปกปิด"]) < len(said)
    assert drawing_of(page)["title"] == page.title


def test_the_finding_names_the_commonest_pair(surveyed, department):
    assert drawn(department, CROSSED)["title"].startswith("คู่คำตอบที่พบมากที่สุดคือ “เป็นเจ้าของ” กับ “ในบ้าน ใช้เอง”")
    assert drawn(department, "rows=toilet")["title"].startswith("คำตอบที่พบมากที่สุดคือ “ในบ้าน ใช้เอง”")
