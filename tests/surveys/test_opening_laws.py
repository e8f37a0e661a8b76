"""A form that is opened says what every other way of asking says, whatever was typed into it."""

import uuid
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from django.utils import timezone as clock
from hypothesis import HealthCheck, given, settings

from surveys import actions
from surveys.actions.moving import looked_at
from surveys.entry import Entry, Row
from surveys.models import Comment, Survey
from surveys.readers.opening import _moment, _nearness, _on, _shareable, comments_on, opened
from surveys.surroundings import by_likeness
from tests.factories import household_of_four, saved_survey
from tests.surveys.made_up import payloads

NOON = datetime(2026, 11, 21, 12, 0, 0, 5, tzinfo=UTC)


@given(made=payloads(without=("round", "community")))
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@pytest.mark.django_db
def test_whatever_was_typed_is_opened_as_it_is_stored(made, officer, slum, round_2570):
    typed = {**made, "answers": {**made["answers"], "community": slum.pk}}
    key = uuid.uuid4()
    saved = actions.save(survey_id=key, given=typed, by=officer, at=clock.now())
    form, stored = opened(key, user=officer), Survey.objects.get(pk=key)
    entry, problems = form.look(at=saved.survey.updated_at)
    usual, same = looked_at(stored, at=saved.survey.updated_at)
    assert entry.content() == usual.content() == saved.entry.content()
    assert [one.as_dict() for one in problems] == [one.as_dict() for one in same]


@pytest.mark.django_db
def test_opening_a_form_of_another_day_looks_at_it_with_the_rules_of_that_day(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    days = [clock.now() + timedelta(days) for days in (0, 61)]
    late = [{one.code for one in opened(survey.pk, user=officer).look(at=day)[1]} for day in days]
    assert late[1] - late[0] == {"survey_date_old"}


@pytest.mark.django_db
@pytest.mark.parametrize("day", ["1/1/2543", "1900-01-01", "30/9/2564"])
def test_a_day_before_any_limit_was_set_is_a_problem_and_no_fault(day, officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, survey_date=day)
    found = opened(survey.pk, user=officer).look(at=clock.now())[1]
    assert "survey_date_before_round" in {one.code for one in found}
    assert found == looked_at(survey, at=clock.now())[1]


@pytest.mark.django_db
def test_remarks_of_one_moment_stand_in_the_order_they_were_written(officer, head, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    for text in ("ก", "ข", "ค"):
        Comment.objects.create(survey=survey, text=text, by=head, at=NOON)
    ways = opened(survey.pk, user=officer).comments, comments_on(survey, user=officer)
    assert [[one.text for one in way] for way in ways] == [["ก", "ข", "ค"]] * 2
    assert {one.at for way in ways for one in way} == {NOON}


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["officer", "head", "department", "analyst", "administrator"])
def test_a_form_is_opened_alike_for_everyone_who_may(who, request, officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, payload=household_of_four(slum, house_code="10261234567"))
    form = opened(survey.pk, user=request.getfixturevalue(who))
    assert form.survey == survey and len(form.content["members"]) == 4


# --- the parts ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "moment"),
    [
        (None, None),
        ("2026-11-21 12:00:00.000005", NOON),
        ("2026-11-21T12:00:00.000005+00:00", NOON),
        ("2026-11-21T19:00:00.000005+07:00", NOON.astimezone(timezone(timedelta(hours=7)))),
    ],
)
def test_a_moment_is_read_as_either_database_keeps_it(text, moment):
    assert _moment(text) == moment


@pytest.mark.parametrize(
    ("holders", "found"),
    [
        ([], {}),
        ([["1", "1026"]], {"1": True}),
        ([["1", "1006"]], {"1": False}),
        ([["1", "1006"], ["1", "1026"], ["2", "1006"]], {"1": True, "2": False}),
        ([["1", "1026"], ["1", "1006"]], {"1": True}),
    ],
)
def test_an_id_that_another_form_has_is_near_or_far(holders, found):
    alike = {one: likeness for likeness, one in by_likeness(["1", "2"]).items()}
    stored = [[alike[one], code] for one, code in holders]
    assert _nearness(stored, "1026", ["1", "2", "3", None]) == found


@pytest.mark.parametrize(("day", "value"), [(1, "0.1"), (2, "0.1"), (4, "0.1"), (5, "0.25"), (30, "0.25")])
def test_a_limit_holds_from_its_day_on_and_the_first_before_it_too(day, value):
    limits = [["2026-11-02", "share", 0.1], ["2026-11-05", "share", "0.2500"]]
    found = _on(date(2026, 11, day), limits)
    assert found == {"share": Decimal(value)}


def test_a_limit_has_the_places_of_its_column():
    assert str(_on(date(2026, 11, 2), [["2026-11-02", "share", 0.1]])["share"]) == "0.1000"


def test_what_two_forms_may_share_is_their_house_their_point_and_their_people():
    entry = Entry(
        Row({"house_code": "1", "lat": 13.7, "soi": "9"}), members=[Row(), Row({"citizen_id": "3"})]
    )
    assert _shareable(entry) == ("1", (13.7, None), [None, "3"])
    assert _shareable(Entry()) == ("", (None, None), [])
