"""Every state × every action: the move that is allowed, or a refusal that changes nothing."""

import pytest
from django.utils import timezone

from surveys import actions, figures
from surveys.choices import State
from surveys.models import Change, Comment, DeletedSurvey, Move, Round, Survey
from surveys.refusals import Conflict, Deleted, HasProblems, Locked, Refused, RoundClosed, WrongState
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def elsewhere(reference):
    return factories.community("1026", "อีกชุมชนหนึ่ง")


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.saved_survey(by=officer, place=slum)


@pytest.fixture
def act(officer, head, elsewhere):
    """The actions by name, as their people do them."""
    return {
        "save": lambda one: actions.save(survey_id=one.pk, given=changed(one), by=officer, at=NOW),
        "submit": lambda one: actions.submit(survey=one, by=officer, at=NOW),
        "approve": lambda one: actions.approve(survey=one, by=head, at=NOW),
        "send_back": lambda one: actions.send_back(survey=one, by=head, at=NOW, comments=[("soi", "ซอยผิด")]),
        "move_community": lambda one: actions.move_community(survey=one, to=elsewhere, by=officer, at=NOW),
        "delete": lambda one: actions.delete(survey=one, by=officer, at=NOW, reason="กรอกซ้ำ"),
    }


def changed(survey: Survey) -> dict:
    made = factories.household_of_four(survey.community, number=99, soi="ใหม่")
    return {**made, "revision": survey.revision}


def put_in(survey: Survey, state: str) -> Survey:
    with figures.kept([survey.pk]):
        Survey.objects.filter(pk=survey.pk).update(state=state)
    survey.refresh_from_db()
    return survey


def everything() -> list:
    tables = [Survey, Move, Change, Comment, DeletedSurvey]
    return [list(table.objects.order_by("pk").values()) for table in tables]


DRAFT, SUBMITTED, RETURNED, APPROVED, ACCEPTED = State.values
ALLOWED = {
    "save": {DRAFT: DRAFT, RETURNED: RETURNED},
    "submit": {DRAFT: SUBMITTED, RETURNED: SUBMITTED, SUBMITTED: SUBMITTED},
    "approve": {SUBMITTED: APPROVED},
    "send_back": {SUBMITTED: RETURNED},
    "move_community": {DRAFT: DRAFT, RETURNED: RETURNED},
    "delete": {DRAFT: None, RETURNED: None},
}
REFUSAL = dict.fromkeys(("save", "move_community", "delete"), Locked) | dict.fromkeys(
    ("submit", "approve", "send_back"), WrongState
)
CELLS = [(name, state) for name in ALLOWED for state in State.values]
FORBIDDEN = [(name, state) for name, state in CELLS if state not in ALLOWED[name]]


@pytest.mark.parametrize(("name", "state"), [cell for cell in CELLS if cell not in FORBIDDEN])
def test_an_allowed_move_ends_in_its_state_and_the_figures_follow(name, state, act, survey):
    act[name](put_in(survey, state))
    found = Survey.objects.filter(pk=survey.pk).first()
    assert (found and found.state) == ALLOWED[name][state]
    assert figures.differences() == []


@pytest.mark.parametrize(("name", "state"), FORBIDDEN)
def test_a_forbidden_move_is_refused_and_changes_nothing(name, state, act, survey):
    put_in(survey, state)
    before = everything()
    with pytest.raises(Refused) as refusal:
        act[name](survey)
    assert type(refusal.value) is REFUSAL[name]
    assert everything() == before
    assert figures.differences() == []


@pytest.mark.parametrize("name", ["submit", "approve", "send_back", "move_community", "delete", "save"])
def test_a_form_that_somebody_just_deleted_is_gone(name, act, survey, officer):
    put_in(survey, SUBMITTED if name in ("approve", "send_back") else DRAFT)
    seen = Survey.objects.get(pk=survey.pk)
    put_in(survey, DRAFT)
    actions.delete(survey=survey, by=officer, at=NOW, reason="กรอกซ้ำ")
    with pytest.raises(Deleted):
        act[name](seen)


@pytest.mark.parametrize(
    ("name", "state", "to"),
    [("submit", DRAFT, SUBMITTED), ("approve", SUBMITTED, APPROVED), ("send_back", SUBMITTED, RETURNED)],
)
def test_every_move_says_who_when_from_where_to_where(name, state, to, act, survey, officer, head):
    act[name](put_in(survey, state))
    (move,) = Move.objects.all()
    assert (move.from_state, move.to_state, move.at) == (state, to, NOW)
    assert move.by == (officer if name == "submit" else head)


def test_submitting_twice_is_one_move(act, survey):
    act["submit"](survey)
    act["submit"](survey)
    assert Move.objects.count() == 1


@pytest.mark.parametrize("name", ["submit", "approve", "send_back"])
def test_a_decision_on_an_older_revision_is_a_conflict(name, survey, officer):
    put_in(survey, DRAFT if name == "submit" else SUBMITTED)
    given = {"comments": [("soi", "ผิด")]} if name == "send_back" else {}
    before = everything()
    with pytest.raises(Conflict):
        getattr(actions, name)(survey=survey, by=officer, at=NOW, revision=survey.revision + 1, **given)
    assert everything() == before


def test_a_form_with_a_problem_is_not_submitted_and_stays_a_draft(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, members_living=9)
    before = everything()
    with pytest.raises(HasProblems) as refusal:
        actions.submit(survey=survey, by=officer, at=NOW)
    assert "members_living_differs" in {problem.code for problem in refusal.value.problems}
    assert everything() == before


def test_a_form_of_a_round_that_has_closed_is_not_submitted(act, survey):
    Round.objects.filter(pk="2570").update(closes_on=survey.round.opens_on)
    with pytest.raises(RoundClosed):
        act["submit"](Survey.objects.get(pk=survey.pk))
    assert Survey.objects.get().state == DRAFT


def test_a_head_reviews_after_the_round_has_closed(act, survey):
    put_in(survey, SUBMITTED)
    Round.objects.filter(pk="2570").update(closes_on=survey.round.opens_on)
    assert act["approve"](survey).state == APPROVED


@pytest.mark.parametrize("comments", [[], [("soi", "   ")], [("", "")]])
def test_a_form_is_not_sent_back_without_a_word(comments, survey, head):
    put_in(survey, SUBMITTED)
    with pytest.raises(Refused):
        actions.send_back(survey=survey, by=head, at=NOW, comments=comments, reason=" ")
    assert Survey.objects.get().state == SUBMITTED and not Comment.objects.exists()


def test_comments_wait_for_the_head_when_the_form_comes_in_again_and_close_with_its_approval(act, survey):
    act["send_back"](put_in(survey, SUBMITTED))
    assert Comment.objects.get().answered_at is None
    act["submit"](survey)
    found = Comment.objects.get()
    assert (found.answered_at, found.settled_at) == (NOW, None)
    act["approve"](survey)
    assert Comment.objects.get().settled_at == NOW


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_form_is_not_deleted_without_a_reason(reason, survey, officer):
    with pytest.raises(Refused):
        actions.delete(survey=survey, by=officer, at=NOW, reason=reason)
    assert Survey.objects.exists() and not DeletedSurvey.objects.exists()


def test_a_form_does_not_move_to_another_district(survey, officer, other_slum):
    before = everything()
    with pytest.raises(Refused):
        actions.move_community(survey=survey, to=other_slum, by=officer, at=NOW)
    assert everything() == before


def test_moving_to_the_same_community_changes_nothing(survey, officer):
    before = everything()
    actions.move_community(survey=survey, to=survey.community, by=officer, at=NOW)
    assert everything() == before


def test_moving_takes_the_household_along_and_leaves_a_trace(survey, act, elsewhere):
    old = survey.community_id
    act["move_community"](survey)
    found = Survey.objects.get()
    assert (found.community, found.household.community, found.revision) == (elsewhere, elsewhere, 2)
    assert Change.objects.get(revision=2).fields == {"community": [old, elsewhere.pk]}
