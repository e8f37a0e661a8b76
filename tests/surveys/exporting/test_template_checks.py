"""What Excel is told to check while a template is filled in, and the example that stands above."""

import re

import pytest
from openpyxl import Workbook

from bkkhousing.lib import thai
from surveys.choices import NonAnswer
from surveys.exporting.template_checks import AS_TEXT, DIGITS, Check, Checks
from surveys.exporting.template_example import example_of
from surveys.exporting.template_lists import Lists
from surveys.importing.fields import codes_of
from surveys.importing.template_cells import several
from surveys.questionnaire import every_question, questions

EVERY = [q for _section, q in every_question() if q.kind not in ("round", "community", "subdistrict")]
FREE = [question for question in EVERY if not question.choices]


def named(question) -> str:
    return f"{question.level}.{question.key}"


@pytest.fixture
def book():
    return Workbook()


@pytest.fixture
def checks(book):
    return Checks(Lists(book.active))


def test_the_same_words_are_listed_once_and_others_beside_them(book):
    lists = Lists(book.active)
    first, second = lists.range_of(["ก", "ข"]), lists.range_of(["ค"])
    assert (first, second) == ("'_lists'!$A$1:$A$2", "'_lists'!$B$1:$B$1")
    assert lists.range_of(("ก", "ข")) == first
    assert [[cell.value for cell in column] for column in book.active.columns] == [["ก", "ข"], ["ค", None]]


def test_the_words_for_no_answer_are_listed_first_with_their_codes(book, checks):
    told = {cell.value for cell in book.active["A"]}
    assert told == {word for code, label in NonAnswer.choices for word in (code, str(label))}


@pytest.mark.parametrize("question", EVERY, ids=named)
def test_the_check_of_every_question_names_its_cell_and_says_something(checks, question):
    check = checks.of(question)
    made = check.over("D5", "D5004", str(question.label))
    assert made.type == ("list" if question.choices else "custom") and check.words
    assert ("D5" in made.formula1 and "{" not in made.formula1) or question.choices
    assert str(made.sqref) == "D5:D5004" and made.formula1.count("(") == made.formula1.count(")")


@pytest.mark.parametrize("question", [q for q in FREE if q.kind not in ("text", "long_text")], ids=named)
def test_no_answer_passes_wherever_there_are_no_codes(checks, question):
    assert "COUNTIF('_lists'!$A$1" in checks.of(question).formula
    assert all(str(label) in checks.of(question).words for label in NonAnswer.labels)


@pytest.mark.parametrize(("kind", "refuses"), [("choice", True), ("multi", False)])
def test_one_answer_is_kept_to_the_list_and_several_may_be_typed(checks, kind, refuses):
    check = checks.of(next(q for q in questions().values() if q.kind == kind))
    assert check.over("A5", "A9", "ก").showErrorMessage is refuses


@pytest.mark.parametrize(
    ("kind", "lengths"), [("citizen_id", [13]), ("house_code", [11]), ("phone", [9, 10]), ("digits", [5])]
)
def test_numbers_kept_as_text_are_checked_by_their_length_without_dashes(checks, kind, lengths):
    question = next(q for q in EVERY if q.kind == kind)
    formula = checks.of(question).formula
    assert [int(found) for found in re.findall(r'" ",""\)\)=(\d+)', formula)] == lengths
    assert "/".join(map(str, lengths)) in checks.of(question).words and kind in AS_TEXT


@pytest.mark.parametrize(("key", "least", "most"), [("lat", 13, 15), ("lng", 99, 102)])
def test_a_point_lies_about_bangkok(checks, key, least, most):
    assert f">={least},{{cell}}<={most}" in checks.of(questions()[key]).formula


def test_a_year_is_one_of_the_buddhist_era(checks):
    formula = checks.of(questions()["received_year"]).formula
    assert "{cell}>=2400" in formula and "{cell}<=2700" in formula


@pytest.mark.parametrize("letters", [32, 33, 300])
def test_titles_and_words_are_cut_to_what_excel_shows(letters):
    made = Check("ก" * letters, "TRUE").over("A5", "A9", "ข" * letters)
    assert (len(made.promptTitle), len(made.errorTitle)) == (32, 32)
    assert len(made.prompt) == len(made.error) == min(letters, 255)


def test_a_number_of_a_household_is_its_own_and_a_member_names_one_that_is_there(checks):
    own, other = checks.own_number(99), checks.number_of_household("แบบสำรวจ", 99)
    assert own.formula == "COUNTIF($A$5:$A$99,{cell})=1"
    assert other.formula == "COUNTIF('แบบสำรวจ'!$A$5:$A$99,{cell})>0" and "แบบสำรวจ" in other.words


@pytest.mark.parametrize("question", [q for q in EVERY if q.choices], ids=named)
def test_the_example_of_a_choice_is_one_of_its_answers(question):
    codes = several(example_of(question), codes_of(question))
    assert codes and set(codes) <= set(question.codes)
    assert len(codes) == (2 if question.kind == "multi" else 1)


@pytest.mark.parametrize("question", [q for q in EVERY if q.kind == "date"], ids=named)
def test_the_example_of_a_day_is_one_of_the_buddhist_era(question):
    assert example_of(question).count("/") == 2
    assert thai.parse_date(example_of(question)).year > 1980


@pytest.mark.parametrize("question", [q for q in EVERY if q.kind in DIGITS and example_of(q)], ids=named)
def test_the_example_of_a_number_kept_as_text_is_text_of_the_right_length(question):
    example = example_of(question)
    assert isinstance(example, str) and example.isdigit() and len(example) in DIGITS[question.kind]


@pytest.mark.parametrize("question", [q for q in EVERY if q.kind == "citizen_id"], ids=named)
def test_the_example_of_a_citizens_number_has_its_check_digit(question):
    assert thai.is_citizen_id(example_of(question))


def test_the_words_of_a_check_do_not_hide_the_unit(checks):
    question = questions()["rent_house"]
    assert (
        checks.of(question).words.startswith("จำนวนเต็ม") and str(question.unit) in checks.of(question).words
    )


def test_the_labels_of_a_choice_are_listed_in_the_order_of_the_form(book, checks):
    check = checks.of(questions()["house_tenure"])
    listed = [cell.value for cell in book.active[check.choices.split("$")[1]] if cell.value]
    assert listed == [str(label) for _code, label in questions()["house_tenure"].choices]
