"""A form that is opened is read in one statement, and holds what the usual ways of asking give."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from surveys import actions
from surveys.actions.moving import looked_at
from surveys.entry import entry_of
from surveys.models import Limit, Member, Survey, limits_on
from surveys.readers.opening import comments_on, opened
from surveys.rules import Neighbours
from tests.factories import citizen_id, household_of_four, open_round, saved_survey, submitted_survey

pytestmark = pytest.mark.django_db
POINT = {"lat": 13.7651, "lng": 100.5541}
CODE = "10261234567"
DEBTS = [
    {"source": "bank", "balance": 66000, "pay_month": 711, "rate": 0.99},
    {"source": "informal", "balance": "refused"},
]


def saved(by, place, number: int, **answers) -> Survey:
    payload = {**household_of_four(place, number=number, **answers), "debts": DEBTS}
    return saved_survey(by=by, place=place, payload=payload)


def looks(survey: Survey, user) -> list[list[dict]]:
    """The problems of a form as it is opened, and as the other doors see them."""
    now, again = timezone.now(), Survey.objects.get(pk=survey.pk)
    found = opened(survey.pk, user=user).look(at=now)[1], looked_at(again, at=now)[1]
    return [[problem.as_dict() for problem in side] for side in found]


def test_a_form_is_opened_by_those_who_may_see_it(officer, other_officer, analyst, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    seen = [opened(survey.pk, user=user) for user in (officer, other_officer, analyst)]
    assert [form and form.survey for form in seen] == [survey, None, survey]
    assert opened(uuid.uuid4(), user=officer) is None


def test_opening_is_one_statement(officer, slum, round_2570, django_assert_num_queries):
    survey = saved(officer, slum, 1, **POINT, house_code=CODE)
    opened(survey.pk, user=officer).look(at=timezone.now())
    with django_assert_num_queries(1):
        form = opened(survey.pk, user=officer)
        assert len(form.look(at=timezone.now())[0].members) == 4 and form.comments == []


def test_the_content_is_that_of_the_stored_rows(officer, slum, round_2570):
    survey = saved(officer, slum, 1, **POINT)
    Member.objects.filter(survey=survey, position=2).update(
        income_month=None, raw_answers={"income_month": "มาก"}, hidden_answers={"disability": ["sight"]}
    )
    stored = entry_of(Survey.objects.get(), survey.members.all(), survey.debts.all())
    assert opened(survey.pk, user=officer).content == stored.content()
    assert stored.debts[1].not_answered == {"balance": "refused"}


def test_a_form_without_people_is_opened(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, payload={"answers": {"community": slum.pk}})
    content = opened(survey.pk, user=officer).content
    assert (content["members"], content["debts"]) == ([], [])


def test_what_others_share_is_seen(officer, slum, round_2570):
    survey = saved(officer, slum, 1, **POINT, house_code=CODE)
    for number in (2, 3):
        saved(officer, slum, number, **POINT, house_code=CODE)
    Member.objects.filter(position=1).update(citizen_id=citizen_id(11))
    form = opened(survey.pk, user=officer)
    seen = form.context(form.look(at=timezone.now())[0], today=timezone.localdate()).neighbours
    assert seen == Neighbours(frozenset([CODE]), {citizen_id(11): True}, {tuple(POINT.values()): 2})
    found, usual = looks(survey, officer)
    assert found == usual
    assert {"house_code_shared", "citizen_id_elsewhere"} <= {one["code"] for one in found}


def test_an_id_of_another_district_is_told_apart(officer, other_officer, slum, other_slum, round_2570):
    survey = saved(officer, slum, 1)
    saved(other_officer, other_slum, 2)
    Member.objects.filter(position=1).update(citizen_id=citizen_id(11))
    likeness = Member._meta.get_field("citizen_id").seal.blinded(citizen_id(11))
    assert opened(survey.pk, user=officer).survey.other_holders == [[likeness, "1006"]]
    found, usual = looks(survey, officer)
    assert found == usual


def test_what_a_form_of_another_round_holds_is_no_matter(officer, slum, round_2570):
    before = saved(officer, slum, 1, **POINT, house_code=CODE)
    Survey.objects.filter(pk=before.pk).update(round=open_round("2571", fiscal_year=2571))
    survey = saved(officer, slum, 2, **POINT, house_code=CODE)
    Member.objects.filter(position=1).update(citizen_id=citizen_id(11))
    form = opened(survey.pk, user=officer).survey
    assert (form.shares_house, form.at_point, form.other_holders or []) == (False, None, [])
    assert looks(survey, officer)[0] == looks(survey, officer)[1]


def test_answers_that_became_readable_are_compared_too(officer, slum, round_2570):
    """The stored column is empty, so what was read beside it says nothing about the code."""
    saved(officer, slum, 1, house_code=CODE)
    survey = saved(officer, slum, 2)
    Survey.objects.filter(pk=survey.pk).update(house_code="", raw_answers={"house_code": CODE})
    found, usual = looks(survey, officer)
    assert found == usual and any("house_code" in problem["field"] for problem in found)


def test_limits_are_those_of_the_day(officer, slum, round_2570):
    today = timezone.localdate()
    survey = saved_survey(by=officer, place=slum, survey_date=today.isoformat())
    for days, value in ((0, "0.1234"), (30, "0.9")):
        Limit.objects.create(key="afford_alert_share", since=today + timedelta(days), value=value)
    form = opened(survey.pk, user=officer)
    context = form.context(form.look(at=timezone.now())[0], today=today)
    assert dict(context.limits) == limits_on(today)
    assert str(context.limits["afford_alert_share"]) == str(limits_on(today)["afford_alert_share"])


def test_remarks_come_with_their_writers(officer, head, slum, round_2570):
    survey = submitted_survey(by=officer, place=slum)
    said = [{"field": "members_living", "text": "นับใหม่"}, {"field": "", "text": "ดูทั้งแบบ"}]
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=said, reason="ไม่ครบ")
    found, usual = opened(survey.pk, user=officer).comments, comments_on(survey, user=officer)
    told = ("pk", "parent_id", "field", "text", "at", "answered_at", "settled_at")
    assert [[getattr(one, name) for name in told] for one in found] == [
        [getattr(one, name) for name in told] for one in usual
    ]
    assert [one.by.display_name for one in found] == [one.by.display_name for one in usual]
