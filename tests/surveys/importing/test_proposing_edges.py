"""How name and content are weighed, with fields made for the purpose; and the forms that are known by heart."""

from datetime import date

import pytest

from surveys.importing.mapping import declaration
from surveys.importing.proposing import MOST_CODES, Proposed, begun_on, columns_proposed, known_form, name_of
from surveys.importing.recognising import recognise
from surveys.importing.scoring import SURE, Field, is_number, share
from tests.surveys import kobo
from tests.uploading import sketch_of, upload_of_bytes


def numbers(cells: list[str]) -> float:
    return share(cells, is_number)


def column(header: str, *cells: str):
    """A table with this column and another one that nothing fits."""
    return sketch_of([[header, "zzz"], *([cell, "."] for cell in cells)])


def proposed(sketch, *known: Field):
    return columns_proposed(sketch, known)[0]


AGE = Field("age", "อายุ", ("age", "อายุ"), numbers)
BY_CONTENT = Field("age", "อายุ", ("age",), numbers, by_content=85)
TENURE = Field("tenure", "สิทธิ", ("tenure",), None, 0, {"owner": "owner", "เป็นเจ้าของ": "owner", "เช่า": "rent"})


@pytest.mark.parametrize(
    ("cells", "score", "sure"),
    [
        (["1", "2"], 100, True),
        (["1", "ก"], 100, True),
        (["1", "2", "ก", "ข", "ค"], 30, False),
        (["ก"], 30, False),
        ([""], 100, True),
    ],
)
def test_a_name_is_believed_while_half_of_the_cells_agree_or_none_is_filled(cells, score, sure):
    found = proposed(column("age", *cells), AGE)
    assert (found.field, found.score, found.is_sure) == ("age", score, sure)


@pytest.mark.parametrize(
    ("field", "cells", "score"),
    [
        (BY_CONTENT, ["1", "2", "3", "4", "ก"], 85),
        (BY_CONTENT, ["1", "2", "3", "ก"], 0),
        (BY_CONTENT, [""], 0),
        (AGE, ["1", "2"], 0),
    ],
)
def test_content_alone_is_believed_from_four_fifths_and_only_where_it_proves_something(field, cells, score):
    assert proposed(column("xx", *cells), field).score == score


def test_a_reason_tells_name_likeness_content_and_lie_apart():
    reasons = [
        proposed(sketch, BY_CONTENT).reason
        for sketch in (column("age", "1"), column("xx", "1"), column("age", "ก"), column("yy", "ก"))
    ]
    assert len(set(reasons)) == 4
    assert "100%" in reasons[1] and "0%" in reasons[2] and "ตรวจก่อนใช้" in reasons[2]


def test_the_better_column_gets_the_field_and_the_other_none():
    sketch = sketch_of([["g/age", "age"], ["1", "2"]])
    assert [one.field for one in columns_proposed(sketch, (AGE,))] == ["", "age"]


def test_a_column_that_lost_its_first_field_may_take_its_second():
    other = Field("old", "แก่", ("g/age",), numbers)
    sketch = sketch_of([["g/age", "age"], ["1", "2"]])
    assert [one.field for one in columns_proposed(sketch, (AGE, other))] == ["old", "age"]


def test_every_column_is_told_even_when_nothing_is_known():
    found = columns_proposed(sketch_of([["ก", "ข"], ["1", "2"]]), ())
    assert [(one.column, one.field, one.score) for one in found] == [("ก", "", 0), ("ข", "", 0)]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("owner", "owner"),
        ("ownr", "owner"),
        ("เป็นเจ้าข้อง", "owner"),
        ("เช่า", "rent"),
        ("เช่", "rent"),
        ("เช", None),
        ("xowny", None),
    ],
)
def test_a_value_is_read_when_it_is_hardly_misspelt(cell, code):
    found = proposed(column("tenure", cell), TENURE)
    assert found.codes.get(cell) == code
    assert found.unknown == (() if code else (cell,))


@pytest.mark.parametrize(
    ("label", "cell"),
    [
        ("เป็นเจ้าของ", "ไม่เป็นเจ้าของ"),
        ("ไม่เป็นเจ้าของ", "เป็นเจ้าของ"),
        ("น้ำประปาใช้ได้ทุกวัน", "น้ำประปาใช้ไม่ได้ทุกวัน"),
        ("registered", "unregistered"),
    ],
)
def test_a_value_that_denies_an_answer_is_not_taken_for_it_however_alike(label, cell):
    field = Field("tenure", "สิทธิ", ("tenure",), None, 0, {label: "yes"})
    assert proposed(column("tenure", cell), field).unknown == (cell,)


def test_only_the_most_frequent_values_are_asked_about():
    cells = [f"ค่า{n}" for n in range(MOST_CODES + 5)] + ["บ่อย"] * 2
    found = proposed(column("tenure", *cells), TENURE)
    assert len(found.unknown) == MOST_CODES and found.unknown[0] == "บ่อย"


def test_a_likely_name_is_just_sure_enough():
    found = proposed(column("members_livin", "1"), Field("m", "ม", ("members_living",), numbers))
    assert found.is_sure and SURE <= found.score < 97


def form(*left_out: str) -> tuple[str, ...]:
    told = declaration("kobo_2568")
    answers = [answer["column"] for answer in told["answers"].values()]
    columns = [
        told["district"]["column"],
        told["community"]["column"],
        told["begun"],
        told["ended"],
        *answers,
    ]
    return tuple(dict.fromkeys(name for name in columns if name not in left_out))


@pytest.mark.parametrize("part", ["district", "community", "begun", "ended"])
def test_a_known_form_needs_its_place_and_its_moments(part):
    told = declaration("kobo_2568")[part]
    column = told if isinstance(told, str) else told["column"]
    assert known_form(form()) is not None and known_form(form(column)) is None


def test_a_known_form_may_lack_answers_and_keeps_only_those_it_has():
    answers = declaration("kobo_2568")["answers"]
    own = [one["column"] for one in answers.values() if one.get("read") != "day"]
    mapping, told = known_form(form(own[0]))
    assert mapping.name == "kobo_2568"
    assert (
        told["answers"].keys() < answers.keys()
        and {a.question for a in mapping.answers} == told["answers"].keys()
    )
    assert known_form(form(*own)) is None or 2 * (len(answers) - len(own)) >= len(answers)


def test_a_known_form_is_known_with_the_names_of_groups_in_front():
    assert known_form(tuple(f"g/{header}" for header in form())) is not None


@pytest.mark.parametrize(
    ("cells", "dates", "day"),
    [
        (["7/20/2025 8:00", "7/22/2025 8:00", "7/21/2025 8:00"], "month first", date(2025, 7, 21)),
        (["20/7/2568", "ไม่ทราบ"], "day first", date(2025, 7, 20)),
        (["๒๙/๒/๒๕๖๗"], "day first", date(2024, 2, 29)),
        (["2568-07-20"], "day first", date(2025, 7, 20)),
        (["7/20/2025"], "day first", None),
        (["", ""], "day first", None),
    ],
)
def test_a_form_was_begun_on_the_day_in_the_middle(cells, dates, day):
    sketch = column("start", *cells)
    told = columns_proposed(sketch, (Field("begun", "เริ่ม", ("start",)),))
    assert begun_on(sketch, Proposed({"dates": dates}, told, ())) == day


def test_without_a_column_of_moments_no_day_is_told():
    sketch = column("ก", "2025-07-20")
    assert begun_on(sketch, Proposed({"dates": "day first"}, columns_proposed(sketch, ()), ())) is None


@pytest.mark.parametrize(
    ("begun", "round"), [("9/30/2025 23:59", "2568"), ("10/1/2025 0:00", "2569"), ("9/30/2568 8:00", "2568")]
)
def test_the_round_of_a_known_form_is_the_fiscal_year_it_was_begun_in(begun, round):
    text = kobo.text_of({**kobo.row(1), "start": begun, "end": "12/31/2025 8:00"})
    assert recognise(upload_of_bytes(text.encode())).round == round


@pytest.mark.parametrize(
    ("headers", "same"),
    [(["ข", "ก"], True), ([" ก ", "ข\u200b"], True), (["ก", "ข", "ค"], False), (["ก ข", "ค"], False)],
)
def test_a_mapping_is_named_after_its_headers(headers, same):
    first, other = (sketch_of([row, ["แดง"] * len(row)]) for row in (["ก", "ข"], headers))
    assert (name_of(first) == name_of(other)) is same
