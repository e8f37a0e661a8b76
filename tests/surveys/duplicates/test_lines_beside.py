"""Two forms beside each other: which questions make a line, which lines are folded, who stands with whom."""

import pytest

from surveys.entry import Entry, Row
from surveys.readers import side_by_side as beside
from surveys.readers.sheet import Answer, SheetRow
from surveys.readers.side_by_side import Line

SAME, OTHER = Line("soi", "ซอย", "7", "7"), Line("rent_house", "ค่าเช่า", "1", "2")


def answer(field: str, text: str) -> Answer:
    return Answer(field=field, label=field.upper(), text=text)


def row(field: str) -> SheetRow:
    return SheetRow(title="แถว", answers=(answer(field, "x"),))


def person(number: int, **given) -> Row:
    born = {"birth_date": None, "first_name": {1: "สมชาย", 2: "วิไล"}[number], "last_name": "ใจดี"}
    return Row({**born, "citizen_id": f"{number:013d}", **given})


@pytest.mark.parametrize(
    ("first", "second", "differs"), [("", "", False), ("7", "7", False), ("7", "", True), ("7", "8", True)]
)
def test_a_line_differs_when_the_forms_say_two_things(first, second, differs):
    assert Line("soi", "ซอย", first, second).differs == differs


def test_two_ids_that_look_alike_when_masked_still_differ():
    line = beside._line("citizen_id", "เลขประจำตัว", "1234567890121", "3219876540121")
    assert line.differs and line.first == line.second == "x-xxxx-xxxxx-12-1"


@pytest.mark.parametrize(
    ("always", "shown"),
    [
        (frozenset(), [OTHER]),
        (None, [SAME, OTHER]),
        (frozenset({"soi"}), [SAME, OTHER]),
        (frozenset({"x"}), [OTHER]),
    ],
)
def test_what_agrees_is_folded_unless_people_judge_by_it(always, shown):
    part = beside._part("ส่วน", [SAME, OTHER], always=always)
    assert part.lines == shown and part.lines + part.alike in ([SAME, OTHER], [OTHER, SAME])


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [
        ((), (), []),
        ((answer("soi", "7"),), (), [("soi", "7", "")]),
        ((), (answer("soi", "7"),), [("soi", "", "7")]),
        ((answer("soi", ""),), (answer("soi", ""),), []),
        (
            (answer("a", "1"), answer("b", "2")),
            (answer("b", "3"), answer("c", "4")),
            [("a", "1", ""), ("b", "2", "3"), ("c", "", "4")],
        ),
        ((answer("members-0-age", "5"),), (answer("members-3-age", "6"),), [("age", "5", "6")]),
    ],
)
def test_a_question_that_either_form_answers_is_a_line(first, second, lines):
    assert [(one.key, one.first, one.second) for one in beside._lines(first, second)] == lines


@pytest.mark.parametrize(
    ("field", "is_roster"), [("members-0-age", True), ("debts-0-source", False), ("soi", False)]
)
def test_people_are_matched_and_debts_are_not(field, is_roster):
    assert beside._is_roster((row(field),), ()) == beside._is_roster((), (row(field),)) == is_roster


@pytest.mark.parametrize(("mine", "theirs", "pairs"), [(0, 0, 0), (2, 2, 2), (3, 1, 3), (0, 2, 2)])
def test_debts_stand_in_their_order(mine, theirs, pairs):
    found = beside._in_order((row("debts-0-source"),) * mine, (row("debts-0-source"),) * theirs)
    assert found == [(place, place) for place in range(pairs)]


@pytest.mark.parametrize(("place", "is_there"), [(0, True), (1, False), (None, False)])
def test_a_place_without_a_row_is_empty(place, is_there):
    assert (beside._at((row("soi"),), place) is not None) == is_there


@pytest.mark.parametrize(
    ("mine", "theirs", "pairs"),
    [
        ([], [], []),
        ([1], [1], [(0, 0)]),
        ([1, 2], [2, 1], [(0, 1), (1, 0)]),
        ([1, 2], [2], [(1, 0), (0, None)]),
        ([1], [2], [(0, None), (None, 0)]),
        ([], [1, 2], [(None, 0), (None, 1)]),
    ],
)
def test_one_person_stands_on_one_line_and_the_others_alone(mine, theirs, pairs):
    forms = [Entry(members=[person(number) for number in numbers]) for numbers in (mine, theirs)]
    assert beside._people(*forms) == pairs


@pytest.mark.parametrize(
    ("pair", "title"), [((1, 1), "แถว ↔ แถว"), ((1, 0), "แถว ↔ ไม่มีในแบบนี้"), ((0, 1), "ไม่มีในแบบนี้ ↔ แถว")]
)
def test_a_row_that_one_form_lacks_is_said_to_be_missing(pair, title):
    rows = [row("members-0-age") if there else None for there in pair]
    assert beside._row_part(rows, always=frozenset()).title == title
