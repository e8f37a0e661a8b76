"""Laws of reading a payload: whatever was typed stands in one place, and only what is shown counts."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bkkhousing.lib import thai
from surveys import payload, reading
from surveys.entry import Entry, Row
from surveys.questionnaire import conditions, questions
from surveys.reading import YEARS, Unreadable, reader_of
from surveys.skipping import holds
from tests.surveys.made_up import payloads

ALL = SimpleNamespace(questions=[])
few = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
made_up = payloads(without=("subdistrict",))
PARTS = ("values", "not_answered", "hidden", "raw")
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def rows_of(entry: Entry) -> list[tuple[str, str, Row]]:
    """Every row with its level and the beginning of its fields."""
    people = [("member", f"members-{n}-", row) for n, row in enumerate(entry.members)]
    debts = [("debt", f"debts-{n}-", row) for n, row in enumerate(entry.debts)]
    return [("survey", "", entry.survey), *people, *debts]


def shown_by(entry: Entry, row: Row):
    own = questions("member")
    return lambda key: row.answer(key) if row is not entry.survey and key in own else entry.survey.answer(key)


@given(made=made_up)
@few
def test_an_answer_stands_in_one_place_only(made):
    for _level, _prefix, row in rows_of(payload.read(made, ALL)):
        keys = [key for part in PARTS for key in getattr(row, part)]
        assert len(keys) == len(set(keys))


@given(made=made_up)
@few
def test_what_counts_is_shown_and_what_is_hidden_is_not(made):
    entry = payload.read(made, ALL)
    for level, _prefix, row in rows_of(entry):
        rules, answer = conditions(level), shown_by(entry, row)
        for key in {*row.values, *row.not_answered}:
            assert holds(rules.get(key), answer), key
        assert not any(holds(rules[key], answer) for key in row.hidden)


@given(made=made_up)
@few
def test_nothing_sensitive_is_kept_aside(made):
    for level, _prefix, row in rows_of(payload.read(made, ALL)):
        assert not any(questions(level)[key].sensitive for key in row.hidden)


@given(made=made_up)
@few
def test_each_answer_that_cannot_be_read_is_reported_once_at_its_place(made):
    entry = payload.read(made, ALL)
    kept = [f"{prefix}{key}" for _level, prefix, row in rows_of(entry) for key in row.raw]
    assert sorted(problem.field for problem in entry.unreadable) == sorted(kept)
    assert all(problem.blocks for problem in entry.unreadable)


@given(made=made_up)
@few
def test_reading_leaves_the_payload_as_it_came(made):
    before = repr(made)
    payload.read(made, ALL)
    assert repr(made) == before


@given(made=made_up, left_out=st.sampled_from(("rent_house", "members.income_month", "debts.rate")))
@few
def test_a_question_that_the_round_does_not_ask_is_only_kept_aside(made, left_out):
    asked = [key for key in payload.asked_by(ALL) if key != left_out]
    entry = payload.read(made, SimpleNamespace(questions=asked))
    level, _dot, key = left_out.rpartition(".")
    rows = {"": [entry.survey], "members": entry.members, "debts": entry.debts}[level]
    assert not any(row.has(key) for row in rows)
    assert not any(problem.field.endswith(key) for problem in entry.unreadable)


# --- both eras ------------------------------------------------------------------------------------
def read(key: str, value: object, level: str = "survey"):
    return reader_of(questions(level)[key])(value)


def in_thai_digits(text: str) -> str:
    return text.translate(THAI_DIGITS)


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
@few
def test_a_day_is_the_same_day_however_it_is_written(day):
    ways = [day.isoformat(), thai.format_date(day), thai.format_date_numeric(day)]
    ways += [in_thai_digits(way) for way in ways] + [thai.format_date_numeric(day).replace("/", "-")]
    assert {read("survey_date", way) for way in ways} == {day}


@given(year=st.integers(1857, 2199))
@few
def test_a_year_is_the_same_year_in_either_era(year):
    ways = (year, year + 543, str(year), str(year + 543), in_thai_digits(str(year + 543)), float(year))
    assert {read("birth_year", way, "member") for way in ways} == {year}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(1839, None), (1840, 1840), (2199, 2199), (2200, None), (2399, None), (2400, 1857), (2742, 2199), (2743, None)],
)  # fmt: skip
def test_a_year_has_its_first_and_its_last(typed, stored):
    try:
        assert read("birth_year", typed, "member") == stored
    except Unreadable as refusal:
        assert (refusal.code, stored) == ("bad_year", None)
    assert stored is None or stored in YEARS


@given(amount=st.integers(-reading.MONEY_CEILING, reading.MONEY_CEILING))
@few
def test_an_amount_is_the_same_however_it_is_written(amount):
    ways = [amount, str(amount), f"{amount:,}", in_thai_digits(f"{amount:,}"), f" {amount} "]
    assert {read("rent_house", way) for way in ways} == {amount}


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("write", [int, str, "{:,}".format])
def test_the_greatest_amount_is_what_its_column_holds(more, sign, write):
    amount = sign * (reading.MONEY_CEILING + more)
    try:
        assert read("rent_house", write(amount)) == amount and not more
    except Unreadable as refusal:
        assert (refusal.code, more) == ("too_large", 1)


@given(text=st.text(st.sampled_from("กเแโ่้ำํา ๐9-\u200b\x00"), max_size=20))
@few
def test_reading_words_again_changes_nothing_more(text):
    once = read("soi", text)
    assert read("soi", once) == once and "\x00" not in once
