"""Laws of the pace that hold for any days and any numbers."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.readers import Pace, pace_of

START = date(2026, 10, 1)
# A machine that runs the whole suite at once draws slowly.
lawful = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
numbers = st.integers(1, 5_000)
days = st.integers(0, 400)


@st.composite
def asked(draw) -> dict:
    first = START + timedelta(days=draw(days))
    return {"households": draw(numbers), "days": (first, first + timedelta(days=draw(days)))}


@lawful
@given(asked(), days, days)
def test_what_is_due_never_shrinks_as_days_pass(one, earlier, later):
    before, after = (START + timedelta(days=day) for day in sorted((earlier, later)))
    assert pace_of(**one, done=0, today=before).due <= pace_of(**one, done=0, today=after).due


@lawful
@given(asked(), st.integers(0, 9_000), days)
def test_no_number_leaves_its_bounds(one, done, day):
    pace = pace_of(**one, done=done, today=START + timedelta(days=day))
    assert 0 <= pace.due <= pace.expected and 0 <= pace.counted <= pace.expected
    assert pace.left == pace.expected - pace.counted and not (pace.behind and pace.ahead)


@lawful
@given(asked())
def test_nothing_is_due_on_the_first_day_and_all_after_the_last(one):
    first, last = one["days"]
    assert pace_of(**one, done=0, today=first).due == 0
    assert pace_of(**one, done=0, today=last + timedelta(days=1)).due == one["households"]


@lawful
@given(asked(), days)
def test_days_left_shrink_to_none_when_the_last_is_over(one, day):
    first, last = one["days"]
    today = START + timedelta(days=day)
    left = pace_of(**one, done=0, today=today).days_left
    assert (left == 0) == (today > last) and left <= (last - first).days + 1


@lawful
@given(st.lists(asked(), min_size=1, max_size=5), days)
def test_several_places_add_up(places, day):
    today = START + timedelta(days=day)
    parts = [pace_of(**one, done=7, today=today) for one in places]
    together = Pace.together(parts)
    for name in ("done", "expected", "due", "counted"):
        assert getattr(together, name) == sum(getattr(part, name) for part in parts)
    assert together.starts_on == min(one["days"][0] for one in places)


@lawful
@given(asked(), days)
def test_a_place_alone_is_what_it_is_together(one, day):
    pace = pace_of(**one, done=3, today=START + timedelta(days=day))
    assert Pace.together([pace]) == pace
