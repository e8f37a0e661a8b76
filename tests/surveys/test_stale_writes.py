"""Every action that changes a stored form refuses the revision that somebody else has already replaced."""

import inspect

import pytest
from django.utils import timezone

from surveys import actions, figures
from surveys.choices import State
from surveys.models import Change, Comment, DeletedSurvey, Move, Survey
from surveys.refusals import Conflict, DistrictChanged
from tests import factories

pytestmark = pytest.mark.django_db

# They touch no answer: a photograph has its own key, and a household its own record of merging.
WITHOUT = {"add_photo", "remove_photo", "join", "tell_forms_apart"}
GIVEN = {
    "submit": (State.DRAFT, {}),
    "approve": (State.SUBMITTED, {}),
    "send_back": (State.SUBMITTED, {"comments": [("soi", "ซอยใด")]}),
    "unlock": (State.APPROVED, {"reason": "ตรวจซ้ำ"}),
    "reopen": (State.ACCEPTED, {"reason": "ตรวจซ้ำ"}),
    "delete": (State.DRAFT, {"reason": "กรอกซ้ำ"}),
    "move_community": (State.DRAFT, {}),
    "answer": (State.RETURNED, {"text": "แก้แล้ว"}),
    "remark": (State.RETURNED, {"field": "soi", "text": "ซอยใด"}),
    "settle": (State.RETURNED, {}),
}


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.saved_survey(by=officer, place=slum)


def put_in(survey: Survey, state: str) -> Survey:
    with figures.kept([survey.pk]):
        Survey.objects.filter(pk=survey.pk).update(state=state, submitted_at=timezone.now())
    survey.refresh_from_db()
    return survey


def everything() -> list:
    tables = [Survey, Move, Change, Comment, DeletedSurvey]
    return [list(table.objects.order_by("pk").values()) for table in tables]


def given_to(name: str, survey: Survey, head) -> dict:
    if name == "move_community":
        return {"to": factories.community("1026", "อีกชุมชนหนึ่ง")}
    if name in ("answer", "settle"):
        now = timezone.now()
        made = {"survey": survey, "field": "soi", "text": "ซอยใด", "by": head, "at": now}
        return {**GIVEN[name][1], "thread": Comment.objects.create(**made).pk}
    return GIVEN[name][1]


def of_one_form() -> set[str]:
    """The actions that take one stored form."""
    functions = {name: getattr(actions, name) for name in actions.__all__}
    return {
        name
        for name, action in functions.items()
        if inspect.isfunction(action) and "survey" in inspect.signature(action).parameters
    }


def test_every_action_on_a_stored_form_is_walked_over():
    assert of_one_form() - WITHOUT == set(GIVEN)


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_an_older_revision_is_refused_and_changes_nothing(name, survey, officer, head):
    put_in(survey, GIVEN[name][0])
    given = given_to(name, survey, head)
    before = everything()
    with pytest.raises(Conflict):
        getattr(actions, name)(
            survey=survey, by=head, at=timezone.now(), revision=survey.revision - 1, **given
        )
    assert everything() == before and figures.differences() == []


@pytest.mark.parametrize("name", sorted(GIVEN))
def test_the_revision_that_is_stored_is_accepted(name, survey, head):
    put_in(survey, GIVEN[name][0])
    given = given_to(name, survey, head)
    getattr(actions, name)(survey=survey, by=head, at=timezone.now(), revision=survey.revision, **given)
    assert figures.differences() == []


def test_saving_an_older_revision_is_refused(survey, officer):
    given = factories.household_of_four(survey.community, number=7, soi="ใหม่")
    with pytest.raises(Conflict):
        actions.save(survey_id=survey.pk, given={**given, "revision": 0}, by=officer, at=timezone.now())


def test_a_bulk_approval_leaves_what_changed_and_names_it(survey, head):
    put_in(survey, State.SUBMITTED)
    result = actions.approve_many(seen={survey.pk: survey.revision - 1}, by=head, at=timezone.now())
    assert [one.pk for one, _why in result.refused] == [survey.pk]
    assert Survey.objects.get().state == State.SUBMITTED


@pytest.mark.parametrize("name", ["accept_district", "send_back_district"])
def test_a_district_is_not_decided_on_older_numbers(name, survey, department):
    put_in(survey, State.APPROVED)
    given = {"round": survey.round, "district": survey.district, "by": department, "at": timezone.now()}
    reason = {"reason": "ตรวจซ้ำ"} if name == "send_back_district" else {}
    with pytest.raises(DistrictChanged):
        getattr(actions, name)(**given, seen=actions.Seen(0, 2), **reason)
    assert Survey.objects.get().state == State.APPROVED


DOORS = {
    "submit": ("officer", State.DRAFT, {}),
    "return": ("head", State.SUBMITTED, {"reason": "ซอยใด"}),
    "approve": ("head", State.SUBMITTED, {}),
    "unlock": ("head", State.APPROVED, {"reason": "ตรวจซ้ำ"}),
    "reopen": ("department", State.ACCEPTED, {"reason": "ตรวจซ้ำ"}),
    "comments": ("head", State.RETURNED, {"field": "soi", "text": "ซอยใด"}),
}


@pytest.mark.parametrize("verb", DOORS)
def test_the_api_answers_an_older_revision_with_both_versions(verb, survey, officer, head, department):
    role, state, given = DOORS[verb]
    put_in(survey, state)
    user = {"officer": officer, "head": head, "department": department}[role]
    body = {**given, "revision": survey.revision - 1}
    reply = factories.client_of(user).post(
        f"/api/v1/surveys/{survey.pk}/{verb}/", body, content_type="application/json"
    )
    assert (reply.status_code, reply.json()["code"]) == (409, "conflict")
    assert reply.json()["stored"]["revision"] == survey.revision


def test_deleting_an_older_revision_through_the_api_is_a_conflict(survey, officer):
    body = {"reason": "กรอกซ้ำ", "revision": survey.revision - 1}
    reply = factories.client_of(officer).delete(
        f"/api/v1/surveys/{survey.pk}/", body, content_type="application/json"
    )
    assert (reply.status_code, reply.json()["code"]) == (409, "conflict") and Survey.objects.exists()


@pytest.mark.parametrize(("door", "who"), [("approve", "head"), ("return", "head")])
def test_the_pages_of_review_answer_an_older_revision_with_409(door, who, survey, head):
    put_in(survey, State.SUBMITTED)
    given = {"revision": survey.revision - 1, "reason": "ซอยใด"}
    reply = factories.client_of(head).post(f"/review/{survey.pk}/{door}/", given)
    assert reply.status_code == 409 and Survey.objects.get().state == State.SUBMITTED
