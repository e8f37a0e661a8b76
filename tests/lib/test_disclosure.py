"""No withheld count can be worked out by who subtracts published ones."""

import random
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bkkhousing.lib.disclosure import TOTAL, _Table, table_sums, with_margins, withheld
from tests.lib.subtracting import leaks

FEW = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 40))


@st.composite
def tables(draw, axes=(5, 5)):
    """Counts of a table with margins, rich in zeros and small ones."""
    sizes = [draw(st.integers(1, most)) for most in axes]
    names = [range(size) for size in sizes]
    inner = {key: draw(FEW) for key in with_margins({}, names)[0] if TOTAL not in key}
    return with_margins(inner, names)


@given(tables())
@settings(max_examples=150, deadline=None)
def test_nothing_withheld_in_a_table_can_be_worked_out(table):
    cells, sums = table
    assert leaks(cells, sums, withheld(cells, sums)) == {}


@given(tables(axes=(3, 3, 3)))
@settings(max_examples=60, deadline=None)
def test_nor_in_a_table_of_three_axes(table):
    cells, sums = table
    assert leaks(cells, sums, withheld(cells, sums)) == {}


@given(tables(), st.data())
@settings(max_examples=60, deadline=None)
def test_nor_beside_counts_that_are_withheld_in_any_case(table, data):
    cells, sums = table
    also = data.draw(st.sets(st.sampled_from(list(cells))))
    hidden = withheld(cells, sums, also=also)
    assert {key for key in also if cells[key]} <= hidden
    assert leaks(cells, sums, hidden) == {}


@given(tables())
@settings(max_examples=60, deadline=None)
def test_every_small_count_is_withheld_and_no_zero(table):
    cells, sums = table
    hidden = withheld(cells, sums)
    assert {key for key, count in cells.items() if 0 < count < 5} <= hidden
    assert all(cells[key] for key in hidden)


@given(tables())
@settings(max_examples=40, deadline=None)
def test_the_same_table_is_always_withheld_in_the_same_way(table):
    cells, sums = table
    assert withheld(cells, sums) == withheld(dict(cells), list(sums))


def small(seed):
    chance = random.Random(seed)
    inner = {(row, column): chance.choice([0, 1, 3, 6, 12, 25]) for row in range(4) for column in range(4)}
    return with_margins(inner, [range(4), range(4)])


def test_the_attacker_finds_leaks_when_only_small_counts_are_withheld():
    found = 0
    for seed in range(20):
        cells, sums = small(seed)
        found += bool(leaks(cells, sums, {key for key, count in cells.items() if 0 < count < 5}))
    assert found == 20


def test_the_attacker_finds_leaks_when_lines_are_settled_one_by_one(monkeypatch):
    monkeypatch.setattr(_Table, "_told", lambda table: [])
    found = [seed for seed in range(60) if leaks(*small(seed), withheld(*small(seed)))]
    assert found


def test_two_small_counts_alone_do_not_hide_each_other():
    cells = {"a": 1, "b": 2, "c": 30, "d": 50, "all": 83}
    assert withheld(cells, [("all", ["a", "b", "c", "d"])]) == {"a", "b", "c"}


def test_small_counts_that_are_many_together_need_no_other():
    cells = {"a": 3, "b": 4, "c": 30, "all": 37}
    assert withheld(cells, [("all", ["a", "b", "c"])]) == {"a", "b"}


def test_totals_are_kept_where_parts_suffice():
    cells, sums = with_margins({(0, 0): 3, (0, 1): 40, (1, 0): 50, (1, 1): 60}, [range(2), range(2)])
    assert withheld(cells, sums) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_total_goes_where_one_count_alone_makes_it():
    cells = {"a": 3, "b": 0, "all": 3, "rest": 90, "city": 93, "more": 70, "both": 163}
    sums = [("all", ["a", "b"]), ("city", ["all", "rest"]), ("both", ["city", "more"])]
    assert withheld(cells, sums) == {"a", "all", "rest"}


def test_what_is_left_of_a_containing_count_is_protected_as_a_cell_of_its_own():
    cells = {"crowded": 58, "not": 2, "all": 60}
    assert withheld(cells, [("all", ["crowded", "not"])]) == {"crowded", "not"}


def test_a_table_without_small_counts_is_published_whole():
    cells, sums = with_margins({(0, 0): 5, (0, 1): 0, (1, 0): 6, (1, 1): 7}, [range(2), range(2)])
    assert withheld(cells, sums) == frozenset()


def test_fewest_is_a_choice():
    cells = {"a": 7, "b": 30, "c": 40, "all": 77}
    assert withheld(cells, [("all", ["a", "b", "c"])], fewest=10) == {"a", "b"}


def test_a_total_that_is_not_the_sum_of_its_parts_is_refused():
    with pytest.raises(ValueError, match="2 parts"):
        withheld({"a": 3, "b": 4, "all": 8}, [("all", ["a", "b"])])


def test_a_count_in_no_sum_stands_for_itself():
    assert withheld({"a": 3, "b": 9}, []) == {"a"}


def test_the_sums_of_a_table_name_its_margins():
    assert table_sums(["r"], ["x", "y"]) == [
        (("r", TOTAL), [("r", "x"), ("r", "y")]),
        ((TOTAL, TOTAL), [(TOTAL, "x"), (TOTAL, "y")]),
        ((TOTAL, "x"), [("r", "x")]),
        ((TOTAL, "y"), [("r", "y")]),
        ((TOTAL, TOTAL), [("r", TOTAL)]),
    ]


def spread(sizes, most, seed=1):
    chance = random.Random(seed)
    axes = [range(size) for size in sizes]
    inner = {key: int(chance.expovariate(1 / most)) for key in with_margins({}, axes)[0] if TOTAL not in key}
    return with_margins(inner, axes)


@pytest.mark.parametrize("most", [100, 20, 3])
def test_the_city_by_type_and_answer_takes_less_than_two_seconds(most):
    cells, sums = spread((50, 8, 12), most)
    started = thread_time()
    withheld(cells, sums)
    assert thread_time() - started < 2


def test_a_table_of_twelve_by_twelve_takes_less_than_twenty_milliseconds():
    tables = [spread((12, 12), most, seed) for most in (4, 20, 100) for seed in range(3)]
    started = thread_time()
    for cells, sums in tables:
        withheld(cells, sums)
    assert (thread_time() - started) / len(tables) < 0.02
