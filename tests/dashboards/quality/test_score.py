"""A hundred points less what each weakness costs."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.quality.score import WEAKNESSES, Seen, outstanding, score_of
from surveys.readers.waiting import Waiting
from surveys.readers.work import Work

TODAY = date(2026, 11, 21)
NOBODY_WAITS = Waiting()


def seen(pairs: int | None = 0, waiting: Waiting = NOBODY_WAITS, **work: int) -> Seen:
    return Seen(Work(**{"sent": 100, "asked": 2_000, **work}), waiting, pairs, TODAY)


def test_work_without_a_weakness_has_a_hundred_points():
    assert score_of(seen()) == 100


def test_the_points_of_all_weaknesses_are_a_hundred():
    assert sum(weakness.points for weakness in WEAKNESSES) == 100


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ({"missing": 200}, 85),  # 10 % of 2,000 questions, half of the worst: half of 30 points
        ({"missing": 2_000}, 70),
        ({"soft": 100}, 90),
        ({"proxies": 20}, 85),
        ({"returned": 25}, 92),
        ({"pairs": 5}, 90),
        ({"waiting": Waiting(3, date(2026, 11, 6))}, 95),
        ({"missing": 2_000, "soft": 900, "proxies": 100, "returned": 100, "pairs": 99}, 10),
    ],
)
def test_each_weakness_costs_what_is_told_of_it(given, score):
    assert score_of(seen(**given)) == score


def test_few_forms_have_no_score():
    assert score_of(seen(sent=9)) is None
    assert score_of(seen(sent=10, asked=200)) == 100


def test_what_is_not_known_counts_neither_for_nor_against():
    assert score_of(seen(pairs=None)) == 100
    assert score_of(seen(pairs=None, missing=2_000)) == round(100 - 100 * 30 / 90)


@given(
    st.builds(
        Work,
        **{
            name: st.integers(0, 10_000)
            for name in ("sent", "asked", "missing", "soft", "proxies", "returned")
        },
    ),
    st.integers(0, 500),
)
def test_a_score_lies_between_nothing_and_a_hundred(work, pairs):
    score = score_of(Seen(work, Waiting(), pairs, TODAY))
    assert score is None or 0 <= score <= 100


def test_sums_of_districts_are_those_of_the_city():
    parts = [seen(missing=10, pairs=1), seen(missing=30, pairs=2, waiting=Waiting(2, date(2026, 11, 1)))]
    whole = parts[0] + parts[1]
    assert (whole.work.missing, whole.pairs, whole.waiting) == (40, 3, Waiting(2, date(2026, 11, 1)))


def test_what_is_three_times_the_middle_of_its_peers_stands_out():
    bounds = outstanding([seen(proxies=5), seen(proxies=6), seen(proxies=7), seen(proxies=40)])
    assert bounds["proxies"] == 3 * 6.5
    assert outstanding([seen(), seen()]) == {}


def test_nothing_small_stands_out_where_the_others_have_none():
    assert outstanding([seen(), seen(), seen(), seen(proxies=1)])["proxies"] == pytest.approx(20 / 15)
