"""The sheets of members and debts, row by row, and which rows of a template are filled in."""

import pytest

from bkkhousing.lib.sheets import SheetContent, SheetProblem
from bkkhousing.lib.upload_cells import FLAWS, FlawedCell
from surveys.importing import template_layout as layout
from surveys.importing.template_cells import AnswerCells
from surveys.importing.template_rosters import Roster, household_number

HEADERS = ("number", "first_name", "sex", "welfare", "ของเดิม")


@pytest.fixture
def cells(reference) -> AnswerCells:
    return AnswerCells()


def roster(cells, *rows: list, headers=HEADERS) -> Roster:
    """A sheet of members whose rows stand below the example."""
    numbered = enumerate(map(list, rows), start=layout.EXAMPLE_ROW + 1)
    made = Roster("member", SheetContent(headers, numbered, layout.MEMBERS, ""), cells)
    list(made.fill())
    return made


@pytest.mark.parametrize(
    ("number", "row", "filled"),
    [
        (layout.THAI_ROW, ["1", "ก"], False),
        (layout.ENGLISH_ROW, ["1", "ก"], False),
        (layout.EXAMPLE_ROW, ["1", "ก"], True),
        (layout.EXAMPLE_ROW, ["ตัวอย่าง", "ก"], False),
        (99, ["ตัวอย่าง", "ก"], False),
        (99, [" Example ", "ก"], False),
        (99, ["1", ""], False),
        (99, ["", "ก"], True),
        (99, ["1", "0"], True),
    ],
)
def test_headings_examples_and_bare_numbers_are_no_rows(number, row, filled):
    assert layout.is_filling(number, row) is filled


@pytest.mark.parametrize(
    ("cell", "number"), [("๑๒", "12"), (" 12 ", "12"), ("12", "12"), ("บ้าน 1", "บ้าน 1"), ("", "")]
)
def test_the_number_of_a_household_is_the_same_in_thai_digits(cell, number):
    assert household_number(cell) == number


def test_rows_gather_under_their_household_in_the_order_of_the_sheet(cells):
    found = roster(cells, ["๑", "ก", "", "", ""], ["2", "ข", "", "", ""], ["1", "ค", "", "", ""])
    assert [row["first_name"] for row in found.answers("1", "1026")] == ["ก", "ค"]
    assert (found.numbers("1"), found.numbers("2"), found.numbers("3")) == ((5, 7), (6,), ())
    assert found.answers("3", "1026") == ()


def test_only_questions_that_are_answered_are_told_and_labels_become_codes(cells):
    (row,) = roster(cells, ["1", "", "หญิง", "บัตรทอง; state_card", "เก่า"]).answers("1", "1026")
    assert row["sex"] == "female" and "first_name" not in row and "ของเดิม" not in row
    assert row["welfare"].split(",")[-1] == "state_card"


def test_a_sheet_without_the_numbers_says_which_one(cells):
    with pytest.raises(SheetProblem, match=layout.MEMBERS):
        roster(cells, headers=("first_name", "sex"))


def test_a_cell_that_cannot_be_relied_on_is_told_at_its_place(cells):
    flawed = FlawedCell("#REF!", next(iter(FLAWS)))
    found = roster(cells, ["1", flawed, "", "", ""], ["2", "ข", "", "", ""])
    (flaw,) = found.flaws("1")
    assert (flaw.sheet, flaw.row, flaw.column, flaw.header, flaw.code) == (
        layout.MEMBERS,
        5,
        2,
        "first_name",
        flawed.code,
    )
    assert list(found.flaws("2")) == []


@pytest.mark.parametrize(("key", "column", "header"), [("sex", 3, "sex"), ("birth_date", 0, ""), ("", 0, "")])
def test_a_problem_stands_at_the_column_of_its_answer_or_at_the_row(cells, key, column, header):
    problem = roster(cells, ["1", "ก", "", "", ""]).problem(5, key, "bad", "ผิด", refuses=False)
    assert (problem.column, problem.header, problem.refuses) == (column, header, False)


@pytest.mark.parametrize(("households", "left"), [((), 2), (("1",), 1), (("1", "2"), 0), (("01",), 2)])
def test_rows_of_no_household_are_left_over(cells, households, left):
    found = roster(cells, ["1", "ก", "", "", ""], ["2", "ข", "", "", ""])
    assert [problem.code for problem in found.left_over(households)] == ["no_such_household"] * left
