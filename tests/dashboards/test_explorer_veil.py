"""The explorer beside the counts a reader knows already: nobody works out a small one by subtraction."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bkkhousing.lib.disclosure import TOTAL
from dashboards.explorer_veil import ALL, veil_over
from surveys.answers import CODED
from surveys.readers.crossing import Crossing
from tests.lib.subtracting import leaks

ONE, OTHER, FLAG, MANY = (CODED[key] for key in ("toilet", "sewage", "overcrowded", "programmes"))
COUNT = st.one_of(st.just(0), st.integers(1, 4), st.integers(5, 60))


def crossing_of(rows, columns, inside: dict, margins: dict | None = None) -> Crossing:
    """A table whose margins are sums; of a question of several answers they are given."""
    cells = {}
    for (row, column), count in inside.items():
        for key in product((row, TOTAL), (column, TOTAL)):
            cells[key] = cells.get(key, 0) + count
    return Crossing(rows, columns, {**cells, **(margins or {})})


def sums_of(rows, columns) -> list:
    """What an attacker knows of a table: each line adds up where a household gives one answer."""
    lines = (
        []
        if columns.several
        else [[(row, one) for one in (*columns.by_code, TOTAL)] for row in (*rows.by_code, TOTAL)]
    )
    if not rows.several:
        lines += [[(one, column) for one in (*rows.by_code, TOTAL)] for column in (*columns.by_code, TOTAL)]
    return [(line[-1], line[:-1]) for line in lines]


@st.composite
def places(draw, rows=ONE, columns=OTHER):
    """The rest of the city and the reader's own district."""
    keys = list(product(rows.by_code, columns.by_code))
    of_others, of_own = ({key: draw(COUNT) for key in keys} for _ in range(2))
    city = {key: of_others[key] + of_own[key] for key in keys}
    return crossing_of(rows, columns, city), crossing_of(rows, columns, of_own)


def others_of(city: Crossing, own: Crossing) -> dict:
    every = product((*city.rows.by_code, TOTAL), (*city.columns.by_code, TOTAL))
    return {key: city.of(*key) - own.of(*key) for key in every}


@given(places(), st.sets(st.sampled_from([answer.name for answer in (*ONE.answers, *OTHER.answers)])))
@settings(max_examples=80, deadline=None)
def test_the_city_without_the_own_district_tells_no_small_count(pair, told):
    city, own = pair
    veil = veil_over(city, own, told)
    others = others_of(city, own)
    learnt = leaks(others, sums_of(ONE, OTHER), veil.hidden)
    assert [key for key in learnt if others[key]] == []  # that nobody answers so is told elsewhere as well
    assert {key for key, count in others.items() if 0 < count < 5} <= veil.hidden


@given(places())
@settings(max_examples=40, deadline=None)
def test_an_answer_is_withheld_alike_in_every_table_in_which_it_stands(pair):
    """Else one table would tell what another hides."""
    city, own = pair
    crossed = veil_over(city, own, ())
    for question, turned in ((ONE, False), (OTHER, True)):
        sums = [{key[::-1] if turned else key: n for key, n in one.cells.items()} for one in pair]
        alone = veil_over(*(Crossing(question, None, cells) for cells in sums), ())
        for code in question.by_code:
            assert alone.hides(code) == crossed.hides(*((TOTAL, code) if turned else (code, TOTAL)))


def test_what_other_pages_withhold_of_the_city_is_withheld_here():
    inside = dict.fromkeys(product(ONE.by_code, OTHER.by_code), 50)
    city, own = crossing_of(ONE, OTHER, inside), crossing_of(ONE, OTHER, {})
    assert veil_over(city, own, ()).hidden == frozenset()
    veil = veil_over(city, own, {"toilet.shared", "toilet.none"})
    assert veil.hides("shared") and veil.hides("none") and not veil.hides("own")


def test_a_count_that_is_small_only_outside_the_own_district_is_withheld():
    inside = dict.fromkeys(product(ONE.by_code, OTHER.by_code), 50)
    key = next(iter(inside))
    veil = veil_over(crossing_of(ONE, OTHER, inside), crossing_of(ONE, OTHER, {key: 48}), ())
    assert veil.hides(*key) and 1 < len(veil.hidden) < 10


def test_of_several_answers_only_small_counts_are_withheld_where_nothing_adds_up():
    codes = list(MANY.by_code)
    margins = {(code, TOTAL): 40 for code in codes} | {(codes[0], TOTAL): 3, ALL: 100}
    alone = veil_over(Crossing(MANY, None, margins), Crossing(MANY, None, {}), ())
    assert alone.hidden == {(codes[0], TOTAL)}


def test_where_the_inside_cannot_be_hidden_beside_published_answers_all_of_it_is():
    (one, two, *_), (first, second, *_) = ONE.by_code, OTHER.by_code
    city = crossing_of(ONE, OTHER, {(one, first): 7, (two, first): 2, (two, second): 9})
    own = crossing_of(ONE, OTHER, {})
    hidden = veil_over(city, own, ()).hidden
    assert hidden == set(product(ONE.by_code, OTHER.by_code))
    told = leaks(others_of(city, own), sums_of(ONE, OTHER), hidden)
    assert {key for key in told if city.of(*key)} == set()


@pytest.mark.parametrize("count", range(1, 5))
def test_where_few_are_surveyed_elsewhere_nothing_is_told(count):
    codes = list(ONE.by_code), list(OTHER.by_code)
    city = crossing_of(ONE, OTHER, {(codes[0][0], codes[1][0]): 20 + count})
    own = crossing_of(ONE, OTHER, {(codes[0][0], codes[1][0]): 20})
    assert veil_over(city, own, ()).hides(*ALL)
