"""Shares, averages and coverage at their edges: never of fewer than five, never of those who were not asked."""

import pytest

from dashboards import indicators
from dashboards.indicators import (
    COVERAGE,
    CROWDED,
    FEWEST,
    INSECURE,
    LOW_INCOME,
    NO_INTERVIEW,
    Average,
    Indicator,
    Totals,
    choices_of,
    share,
)
from surveys.measures import BY_NAME
from surveys.readers.figures import Sums

ALL = [one for one in vars(indicators).values() if isinstance(one, Indicator)]


def totals(surveys: int = 0, expected: int = 0, outside: int = 0, **measures) -> Totals:
    named = {name.replace("__", "."): number for name, number in measures.items()}
    return Totals(Sums(surveys, outside, named), expected)


@pytest.mark.parametrize(
    ("part", "base", "found"),
    [(0, 5, 0), (1, 5, 20), (5, 5, 100), (1, 4, None), (0, 0, None), (4, 4, None), (1, 3_000, 100 / 3_000)],
)
def test_a_share_speaks_of_five_or_more(part, base, found):
    assert share(part, base) == found


def test_the_fewest_are_five():
    assert FEWEST == 5


@pytest.mark.parametrize(
    ("surveys", "outside", "expected", "found"),
    [
        (50, 0, 100, 50),
        (50, 10, 100, 40),
        (0, 0, 100, 0),
        (120, 0, 100, 120),
        (10, 10, 0, None),
        (0, 0, 0, None),
    ],
)
def test_coverage_leaves_out_what_lies_outside_communities(surveys, outside, expected, found):
    assert COVERAGE.of(totals(surveys, expected, outside)) == found


@pytest.mark.parametrize("result", NO_INTERVIEW)
def test_households_that_were_not_interviewed_are_not_asked(result):
    found = Totals(Sums(10, 0, {result: 4, "overcrowded": 3}))
    assert found.interviewed == 6 and CROWDED.of(found) == 50


def test_too_few_interviews_are_not_spoken_of():
    found = Totals(Sums(10, 0, {"visit_result.vacant": 6, "overcrowded": 4}))
    assert found.interviewed == 4 and CROWDED.of(found) is None


@pytest.mark.parametrize(("known", "low", "found"), [(10, 5, 50), (5, 5, 100), (4, 4, None), (0, 0, None)])
def test_low_income_is_a_share_of_known_incomes(known, low, found):
    one = totals(100, household_income__count=known, target_groups__low_income=low)
    assert LOW_INCOME.of(one) == found


@pytest.mark.parametrize("tenure", ["encroach", "dispute", "verbal"])
def test_insecure_land_has_three_kinds(tenure):
    found = Totals(Sums(20, 0, {f"land_tenure.{tenure}": 5, "land_tenure.title": 5}))
    assert INSECURE.of(found) == 50


@pytest.mark.parametrize("tenure", ["title", "cooperative", "lease", "permitted"])
def test_other_rights_to_land_are_secure(tenure):
    assert INSECURE.of(Totals(Sums(20, 0, {f"land_tenure.{tenure}": 10}))) == 0


def test_a_refusal_is_no_answer_and_not_knowing_is_one():
    names = choices_of("land_tenure")
    assert "land_tenure.refused" not in names and "land_tenure.unknown" in names


@pytest.mark.parametrize("question", ["land_tenure", "house_tenure", "dwelling", "want"])
def test_the_answers_of_a_question_are_measured(question):
    names = choices_of(question)
    assert names and set(names) <= set(BY_NAME) and all(name.startswith(f"{question}.") for name in names)


def test_an_average_is_over_the_households_interviewed():
    average = Average("score", "คะแนน", "want", part=("vulnerability.sum",), unit="")
    assert average.of(Totals(Sums(10, 0, {"vulnerability.sum": 250}))) == 25
    assert average.of(Totals(Sums(4, 0, {"vulnerability.sum": 250}))) is None


@pytest.mark.parametrize("indicator", ALL, ids=lambda one: one.key)
def test_every_indicator_reads_measures_that_exist(indicator):
    assert set(indicator.needs) <= set(BY_NAME) and str(indicator.label)


@pytest.mark.parametrize("indicator", ALL, ids=lambda one: one.key)
def test_no_indicator_speaks_of_an_empty_place(indicator):
    assert indicator.of(Totals()) is None


def test_the_totals_of_places_add_up():
    one, other = totals(3, 10, 1, overcrowded=2), totals(4, 20, 0, overcrowded=1, debt_stressed=5)
    both = Totals.together([one, other])
    assert (both.surveys, both.expected, both.sums.outside) == (7, 30, 1)
    assert (both.count("overcrowded"), both.count("debt_stressed"), both.count("none.such")) == (3, 5, 0)
    assert both.count("overcrowded", "debt_stressed") == 8


def test_the_totals_of_nothing_are_nothing():
    empty = Totals.together([])
    assert (empty.surveys, empty.expected, empty.coverage, empty.interviewed) == (0, 0, None, 0)
