"""The chart of the explorer, from counts made by hand: which bars, in which order, with which numbers in them."""

from itertools import product

import pytest

from bkkhousing.lib.disclosure import TOTAL
from dashboards.explorer import Look, Show
from dashboards.explorer_drawing import (
    BAR,
    BESIDE,
    CATEGORIES,
    ON_CATEGORIES,
    ROOM,
    drawing_of,
    finding_of,
    is_stacked,
    parts_of,
    unit_of,
)
from dashboards.explorer_veil import Veil
from dashboards.readers.explorer import ExplorerPage
from surveys.answers import CODED
from surveys.readers.crossing import Crossing
from tests.dashboards.seen import overview_of, totals_of

TENURE, TOILET, PROBLEMS = CODED["house_tenure"], CODED["toilet"], CODED["problems"]


class UnlinkedPage(ExplorerPage):
    """Its cells lead nowhere."""

    def _url(self, row: str, column: str) -> str:
        return ""


def page_of(inside: dict, rows=TENURE, columns=TOILET, show=Show.COUNT, hidden=()) -> ExplorerPage:
    """A page of the city with these counts; who reads it sees rows."""
    cells: dict = {}
    for (row, column), count in inside.items():
        for key in product((row, TOTAL), (column, TOTAL)):
            cells[key] = cells.get(key, 0) + count
    if columns is None:
        cells = {key: count for key, count in cells.items() if key[1] == TOTAL}
    seen = overview_of(totals_of(surveys=1))
    look = Look(rows, columns, show)
    return UnlinkedPage(seen, None, look, None, Crossing(rows, columns, cells), Veil(frozenset(hidden)))


FOUR = {("owner", "private"): 50, ("owner", "shared"): 2, ("rent", "private"): 10, ("rent", "shared"): 38}


def values_of(page) -> dict:
    values = drawing_of(page)["desk"]["data"]["values"]
    return {(record["row"], record["part"]): record for record in values}


def test_each_answer_of_the_first_question_is_a_bar_of_the_answers_of_the_second():
    drawn = {key: record["value"] for key, record in values_of(page_of(FOUR)).items()}
    assert drawn == {
        ("เป็นเจ้าของ", "ในบ้าน ใช้เอง"): 50,
        ("เป็นเจ้าของ", "ใช้ร่วมกับผู้อื่น"): 2,
        ("เช่า", "ในบ้าน ใช้เอง"): 10,
        ("เช่า", "ใช้ร่วมกับผู้อื่น"): 38,
    }


def test_a_number_is_written_only_into_a_part_that_has_room_for_it():
    said = {key: record["said"] for key, record in values_of(page_of(FOUR)).items()}
    assert said["เป็นเจ้าของ", "ในบ้าน ใช้เอง"] == "50" and said["เป็นเจ้าของ", "ใช้ร่วมกับผู้อื่น"] == ""


def test_beside_each_other_every_number_but_0_is_written():
    inside = {**FOUR, ("rent", "private"): 0}
    said = {key: record["said"] for key, record in values_of(page_of(inside, show=Show.COLUMN)).items()}
    assert said["เป็นเจ้าของ", "ใช้ร่วมกับผู้อื่น"] == "5%" and said["เช่า", "ในบ้าน ใช้เอง"] == ""


@pytest.mark.parametrize(
    ("columns", "show", "stacked"),
    [(TOILET, Show.COUNT, True), (TOILET, Show.ROW, True), (TOILET, Show.ALL, True),
     (TOILET, Show.COLUMN, False), (PROBLEMS, Show.COUNT, False), (PROBLEMS, Show.ROW, False)],
)  # fmt: skip
def test_parts_stand_in_one_bar_where_they_add_up(columns, show, stacked):
    page = page_of({("owner", next(iter(columns.by_code))): 9}, columns=columns, show=show)
    assert is_stacked(page) == stacked and unit_of(page) == str(show.label)


def test_shares_of_a_row_fill_the_whole_bar():
    drawn = values_of(page_of(FOUR, show=Show.ROW))
    for row in ("เป็นเจ้าของ", "เช่า"):
        assert abs(sum(record["value"] for key, record in drawn.items() if key[0] == row) - 100) < 0.01


def test_a_chart_is_as_high_as_its_rows_on_a_desk_and_on_a_phone():
    stacked, beside = drawing_of(page_of(FOUR)), drawing_of(page_of(FOUR, show=Show.COLUMN))
    assert [stacked[kind]["height"] for kind in ("desk", "phone")] == [
        2 * (BAR + ROOM[above]) for above in (False, True)
    ]
    assert beside["desk"]["height"] == 2 * (2 * BESIDE + ROOM[False])


def test_on_a_phone_the_answers_stand_over_their_bars():
    drawn = drawing_of(page_of(FOUR))
    assert drawn["desk"]["encoding"]["y"]["axis"] and drawn["phone"]["encoding"]["y"]["axis"] is None
    assert drawn["phone"]["layer"][-1]["data"]["values"] == [{"row": "เป็นเจ้าของ"}, {"row": "เช่า"}]


def test_no_more_colours_than_can_be_told_apart_and_ink_that_can_be_read_on_each():
    inside = {("owner", code): 9 - place for place, code in enumerate(TENURE.by_code)}
    parts = parts_of(page_of(inside, rows=TENURE, columns=TENURE))
    assert len(parts) == len(CATEGORIES) == len(ON_CATEGORIES) and len(parts[-1].codes) == 4
    several = page_of({("owner", code): 9 for code in PROBLEMS.by_code}, columns=PROBLEMS)
    assert [len(part.codes) for part in parts_of(several)] == [1] * len(CATEGORIES)


def test_what_is_withheld_is_not_drawn_and_nothing_is_found():
    page = page_of(FOUR, hidden={("owner", "shared"), ("rent", "shared")})
    assert {key[1] for key in values_of(page)} == {"ในบ้าน ใช้เอง"}
    assert finding_of(page) == page.title == "กรุงเทพมหานคร: สถานะการอยู่อาศัย ไขว้กับห้องส้วม"


def test_where_everything_is_withheld_there_is_no_chart():
    assert drawing_of(page_of(FOUR, hidden=FOUR)) is None
    assert drawing_of(page_of({("owner", TOTAL): 3}, columns=None, hidden={("owner", TOTAL)})) is None
    assert drawing_of(page_of({})) is None


def test_the_finding_is_the_commonest_pair_of_given_answers():
    assert finding_of(page_of(FOUR)) == "คู่คำตอบที่พบมากที่สุดคือ “เป็นเจ้าของ” กับ “ในบ้าน ใช้เอง” 50% ของครัวเรือน"
    left_out = {**FOUR, ("no_answer", "no_answer"): 500}
    assert "เป็นเจ้าของ" in finding_of(page_of(left_out))


@pytest.mark.parametrize("inside", [{("owner", "private"): 4}, {("no_answer", "no_answer"): 50}])
def test_of_too_few_or_of_no_answers_nothing_is_found(inside):
    page = page_of(inside)
    assert finding_of(page) == page.title


def test_one_question_is_drawn_as_the_other_pages_draw_it():
    page = page_of(
        {("owner", TOILET.answers[0].code): 60, ("rent", TOILET.answers[0].code): 40}, columns=None
    )
    rows = drawing_of(page)["desk"]["data"]["values"]
    assert [(row["label"], row["value"], row["lit"]) for row in rows] == [
        ("เป็นเจ้าของ", 60, True),
        ("เช่า", 40, False),
    ]
    assert unit_of(page) == "ร้อยละของครัวเรือนทั้งหมด"
