"""The numbers of a home: how far the round is, how far the district is, how many tasks are not shown."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from dashboards.readers.home import HeadHome, Task, TaskList, elapsed
from surveys.models import Round

FIRST = date(2026, 10, 1)
NOTHING = TaskList((), 0)


def head_home(**given) -> HeadHome:
    none = dict.fromkeys(("alike", "waiting", "oldest_days", "communities_in_all", "done", "expected"), 0)
    empty = {"sent_back": (), "communities": (), "quality": (), "returned": NOTHING, "drafts": NOTHING}
    return HeadHome(**{**none, **empty, "due": 0.0, **given})


def round_of(days: int) -> Round:
    return Round(code="2570", opens_on=FIRST, closes_on=FIRST + timedelta(days=days - 1))


@pytest.mark.parametrize(
    ("days", "day", "part"),
    [
        (1, 0, 0.0),
        (1, 1, 1.0),
        (10, 0, 0.0),
        (10, 1, 0.1),
        (10, 5, 0.5),
        (10, 10, 1.0),
        (10, 11, 1.0),
        (10, 500, 1.0),
        (4, -30, 0.0),
    ],
)
def test_the_days_of_a_round_are_counted_with_today(days, day, part):
    """`day` counts from 1, the first of the round."""
    assert elapsed(round_of(days), FIRST + timedelta(days=day - 1)) == pytest.approx(part)


def test_without_a_round_no_day_has_passed():
    assert elapsed(None, FIRST) == 0.0


@pytest.mark.parametrize("days", [1, 2, 7, 365])
def test_the_part_that_has_passed_only_grows(days):
    parts = [elapsed(round_of(days), FIRST + timedelta(days=day)) for day in range(-2, days + 3)]
    assert parts == sorted(parts) and (parts[0], parts[-1]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("done", "expected", "said"),
    [(0, 0, ""), (5, 0, ""), (0, 8, "0.0"), (1, 3, "33.3"), (2, 3, "66.7"), (8, 8, "100.0"), (9, 8, "112.5")],
)
def test_a_district_has_come_so_far(done, expected, said):
    assert head_home(done=done, expected=expected).percent == said


@pytest.mark.parametrize(("due", "said"), [(0.0, "0"), (0.554, "55"), (0.556, "56"), (1.0, "100")])
def test_a_district_should_have_come_so_far(due, said):
    assert head_home(due=due).percent_due == said


def task(number: int) -> Task:
    return Task(UUID(int=number), f"/surveys/{number}/", f"บ้าน {number}", "ร่วมใจ", "")


@pytest.mark.parametrize(
    ("shown", "number", "more", "first"),
    [
        (0, 0, 0, ("", "")),
        (1, 1, 0, ("บ้าน 0", "/surveys/0/")),
        (6, 6, 0, ("บ้าน 0", "/surveys/0/")),
        (6, 41, 35, ("บ้าน 0", "/surveys/0/")),
    ],
)
def test_a_list_of_tasks_names_the_first_and_counts_what_is_not_shown(shown, number, more, first):
    tasks = TaskList(tuple(task(n) for n in range(shown)), number)
    assert (tasks.more, tasks.first) == (more, first)
