"""Forms of one batch see each other as forms that were stored one after another would."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from surveys import payload
from surveys.batch_surroundings import BatchSurroundings, Remembered
from surveys.entry import Entry, Row
from surveys.models import Limit, limits_on
from surveys.rules import Neighbours, problems
from surveys.surroundings import context_for
from tests.factories import household_of_four, saved_survey

POINT = {"lat": 13.7651, "lng": 100.5541}
CODE, OTHER = "10261234567", "10260000001"
SHARED = {"house_code_shared", "citizen_id_elsewhere", "point_crowded"}


def a_form(code: str = "", point: dict | None = None, people: tuple[str, ...] = ()) -> Entry:
    """A form of which only what others may have too was answered."""
    told = {**({"house_code": code} if code else {}), **(point or {})}
    return Entry(survey=Row(told), members=[Row({"citizen_id": one}) for one in people])


def told_to(remembered: Remembered, entry: Entry, district: str = "1026", **found) -> Neighbours:
    """What a form hears of earlier batches, beside what is stored."""
    known = {"house_codes": set(), "citizen_ids": {}, "points": Counter(), **found}
    neighbours = Neighbours(**known)
    remembered.tell(neighbours, [entry], district=district)
    return neighbours


# --- what is remembered from batch to batch -------------------------------------------------------
def test_a_form_hears_only_of_what_it_has_itself():
    remembered = Remembered()
    remembered.add(a_form(CODE, POINT, ("1", "2")), district="1026")
    found = told_to(remembered, a_form(OTHER, {"lat": 13.8, "lng": 100.6}, ("3",)))
    assert found == Neighbours(set(), {}, Counter())


def test_a_form_hears_that_its_code_point_and_people_were_there_before():
    remembered = Remembered()
    for _ in range(3):
        remembered.add(a_form(CODE, POINT, ("1",)), district="1026")
    found = told_to(remembered, a_form(CODE, POINT, ("1", "2")))
    assert found == Neighbours({CODE}, {"1": True}, Counter({tuple(POINT.values()): 3}))


@pytest.mark.parametrize(
    ("added", "stored", "is_near"),
    [
        (["1026"], {}, True),
        (["1006"], {}, False),
        (["1006", "1026"], {}, True),
        (["1026", "1006"], {}, True),
        (["1006"], {"1": True}, True),
        (["1006"], {"1": False}, False),
        (["1026"], {"1": False}, True),
    ],
)
def test_a_person_seen_anywhere_in_the_own_district_is_near(added, stored, is_near):
    remembered = Remembered()
    for district in added:
        remembered.add(a_form(people=("1",)), district=district)
    assert told_to(remembered, a_form(people=("1",)), citizen_ids=dict(stored)).citizen_ids == {"1": is_near}


def test_what_is_stored_at_a_point_and_what_is_remembered_are_added_up():
    remembered, point = Remembered(), tuple(POINT.values())
    remembered.add(a_form(point=POINT), district="1026")
    assert told_to(remembered, a_form(point=POINT), points=Counter({point: 9})).points[point] == 10


@pytest.mark.parametrize("entry", [a_form(), a_form(people=("", None)), a_form(point={"lng": 100.5})])
def test_a_form_without_anything_to_share_is_not_remembered(entry):
    remembered = Remembered()
    remembered.add(entry, district="1026")
    assert remembered == Remembered()


# --- one batch ------------------------------------------------------------------------------------
@pytest.fixture
def batch(slum, other_slum, round_2570):
    """Forms of two districts, of which some share something with those before them."""
    same = {"house_code": CODE, **POINT}
    made = [
        (slum, household_of_four(slum, 1, **same)),
        (slum, household_of_four(slum, 1, **same)),
        (other_slum, household_of_four(other_slum, 1, house_code=OTHER)),
        (slum, household_of_four(slum, 4, house_code=OTHER)),
        (other_slum, household_of_four(other_slum, 5, **same)),
        (slum, {"answers": {}, "members": []}),
    ]
    return [(place, given, payload.read(given, round_2570)) for place, given in made]


def around(batch, round, **given) -> BatchSurroundings:
    entries = [(place.district_id, entry) for place, _given, entry in batch]
    return BatchSurroundings(entries, round=round, **{"excluding": [], **given})


def shared(entry: Entry, context) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in problems(entry, context) if one.code in SHARED]


@pytest.mark.django_db
def test_a_batch_finds_what_storing_one_after_another_finds(
    batch, officer, other_officer, round_2570, monkeypatch
):
    monkeypatch.setattr("surveys.rules.location.CROWDED_POINT", 2)
    together, today = around(batch, round_2570), timezone.localdate()
    found, usual = [], []
    for place, _given, entry in batch:
        where = {"district": place.district, "community": place, "today": today}
        found.append(shared(entry, together.context(entry, **where)))
        together.remember(entry, district=place.district_id)
    for place, given, entry in batch:
        where = {"district": place.district, "community": place, "today": today}
        usual.append(shared(entry, context_for(entry, round=round_2570, **where)))
        saved_survey(by=officer if place.district_id == "1026" else other_officer, place=place, payload=given)
    assert found == usual
    assert [len(one) for one in found] == [0, 5, 4, 1, 2, 0]


@pytest.mark.django_db
def test_a_stored_form_that_the_batch_replaces_is_no_neighbour(batch, officer, round_2570):
    place, given, entry = batch[0]
    survey = saved_survey(by=officer, place=place, payload=given)
    where = {"district": place.district, "community": place, "today": timezone.localdate()}
    alone = around(batch[:1], round_2570, excluding=[survey.pk]).context(entry, **where)
    beside = around(batch[:1], round_2570).context(entry, **where)
    assert shared(entry, alone) == [] and len(shared(entry, beside)) == 5


@pytest.mark.django_db
def test_what_one_batch_remembers_the_next_is_told(batch, round_2570):
    remembered = Remembered()
    place, _given, entry = batch[0]
    around(batch[:1], round_2570, remembered=remembered).remember(entry, district=place.district_id)
    later = around(batch[1:2], round_2570, remembered=remembered)
    where = {"district": place.district, "community": place, "today": timezone.localdate()}
    assert len(shared(batch[1][2], later.context(batch[1][2], **where))) == 5


@pytest.mark.django_db
def test_limits_are_those_of_the_day_of_each_form(slum, round_2570):
    today = timezone.localdate()
    for days, value in ((3, "0.3"), (1, "0.1"), (2, "0.2")):
        Limit.objects.create(key="rent_alert_share", since=today - timedelta(days), value=value)
    surroundings = BatchSurroundings([], round=round_2570, excluding=[])
    for days in range(5):
        day = today - timedelta(days)
        assert surroundings._limits_of(day) == limits_on(day)
    assert surroundings._limits_of(today)["rent_alert_share"] == limits_on(today)["rent_alert_share"]


@pytest.mark.django_db
def test_a_form_without_a_day_is_held_to_the_limits_of_today(slum, round_2570):
    today = timezone.localdate()
    Limit.objects.create(key="rent_alert_share", since=today, value="0.9")
    entry = payload.read({"answers": {}}, round_2570)
    found = BatchSurroundings([("1026", entry)], round=round_2570, excluding=[])
    context = found.context(entry, district=slum.district, community=slum, today=today)
    assert str(context.limit("rent_alert_share")) == "0.9000"


@pytest.mark.django_db
def test_the_statements_do_not_follow_the_forms(batch, round_2570, django_assert_num_queries):
    around(batch, round_2570)
    for some in (batch[:1], [batch[0]] * 20):
        with django_assert_num_queries(4):
            around(some, round_2570)
