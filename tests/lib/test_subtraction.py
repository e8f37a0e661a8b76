"""What can be worked out of sums: exactly, and within bounds."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bkkhousing.lib.subtraction import Line, bounds, is_told, solved
from tests.lib.subtracting import eliminated, narrowed

FACTORS = st.dictionaries(st.integers(0, 6), st.sampled_from([1, -1]), min_size=1, max_size=4)


@given(st.lists(FACTORS, max_size=7))
@settings(max_examples=300, deadline=None)
def test_the_same_unknowns_are_solved_as_by_fractions(lines):
    rows = [({key: Fraction(factor) for key, factor in line.items()}, Fraction(0)) for line in lines]
    assert solved(lines) == {next(iter(row)) for row, _ in eliminated(rows) if len(row) == 1}


@given(st.lists(FACTORS, max_size=4), st.lists(st.integers(0, 9), min_size=7, max_size=7))
@settings(max_examples=150, deadline=None)
def test_bounds_hold_the_truth_and_are_those_of_the_attacker(known, truth):
    lines = [Line(line, -sum(factor * truth[key] for key, factor in line.items())) for line in known]
    found = bounds(lines)
    assert all(low <= truth[key] <= high for key, (low, high) in found.items())
    rows = [
        ({key: Fraction(factor) for key, factor in line.factors.items()}, Fraction(-line.rest))
        for line in lines
    ]
    assert found == narrowed(rows)


def test_one_unknown_in_a_sum_is_solved():
    assert solved([{0: 1}, {1: 1, 2: 1}]) == {0}


def test_two_sums_together_solve_what_neither_does():
    assert solved([{0: 1, 1: 1}, {0: 1, 1: -1}]) == {0, 1}


def test_a_square_of_unknowns_is_solved_by_none():
    assert solved([{0: 1, 1: 1}, {2: 1, 3: 1}, {0: 1, 2: 1}, {1: 1, 3: 1}]) == set()


def test_an_unknown_total_and_its_only_unknown_part_hide_each_other():
    assert solved([{0: -1, 1: 1}]) == set()


def test_nothing_is_solved_of_nothing():
    assert solved([]) == set()
    assert bounds([]) == {}


def test_what_is_left_of_a_total_bounds_its_parts():
    assert bounds([Line({0: 1, 1: 1}, -7)]) == {0: (0, 7), 1: (0, 7)}


def test_an_unknown_total_has_no_upper_bound():
    assert bounds([Line({0: 1, 1: -1}, 3)]) == {0: (0, math.inf), 1: (3, math.inf)}


def test_bounds_of_one_sum_narrow_those_of_another():
    found = bounds([Line({0: 1, 1: 1}, -9), Line({1: 1, 2: 1}, -4)])
    assert found[0] == (5, 9)


@pytest.mark.parametrize(
    ("pair", "told"),
    [((0, 4), True), ((1, 4), True), ((7, 7), True), ((0, 5), False), ((3, math.inf), False)],
)
def test_a_count_is_told_by_one_number_or_by_less_than_five(pair, told):
    assert is_told(pair, 5) is told
