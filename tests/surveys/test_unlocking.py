"""Opening a locked form again: by the head, by the Department, never without a reason."""

import pytest
from django.utils import timezone

from surveys import actions, figures
from surveys.choices import State
from surveys.models import Comment, Survey
from surveys.refusals import Conflict, ReasonRequired, TooLong, WrongState
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def approved(officer, head, slum, round_2570):
    return factories.approved_survey(by=officer, head=head, place=slum)


@pytest.fixture
def accepted(approved, department):
    place = {"round": approved.round, "district": approved.district}
    actions.accept_district(**place, by=department, at=NOW, seen=actions.Seen(0, 1))
    approved.refresh_from_db()
    return approved


def test_an_unlocked_form_goes_back_to_the_officer_with_the_reason_as_a_remark(approved, head):
    actions.unlock(survey=approved, by=head, at=NOW, reason=" ค่าเช่าผิด ")
    found = Survey.objects.get()
    assert (found.state, found.is_editable) == (State.RETURNED, True)
    assert found.moves.get(to_state=State.RETURNED).reason == Comment.objects.get().text == "ค่าเช่าผิด"
    assert figures.differences() == []


def test_a_reopened_form_waits_for_the_head_from_now_on(accepted, department):
    actions.reopen(survey=accepted, by=department, at=NOW, reason="ลงพื้นที่ซ้ำ")
    found = Survey.objects.get()
    assert (found.state, found.submitted_at) == (State.SUBMITTED, NOW)
    assert figures.differences() == []


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_nothing_is_unlocked_without_a_reason(reason, approved, head):
    with pytest.raises(ReasonRequired):
        actions.unlock(survey=approved, by=head, at=NOW, reason=reason)
    assert Survey.objects.get().state == State.APPROVED


def test_nothing_is_reopened_without_a_reason(accepted, department):
    with pytest.raises(ReasonRequired):
        actions.reopen(survey=accepted, by=department, at=NOW, reason=" ")
    assert Survey.objects.get().state == State.ACCEPTED


def test_a_reason_longer_than_is_kept_is_refused_rather_than_cut(approved, head):
    with pytest.raises(TooLong):
        actions.unlock(survey=approved, by=head, at=NOW, reason="ก" * 501)
    assert not Comment.objects.exists()


def test_a_form_that_was_accepted_meanwhile_is_not_for_the_head_to_unlock(accepted, head):
    with pytest.raises(WrongState):
        actions.unlock(survey=accepted, by=head, at=NOW, reason="ค่าเช่าผิด")


def test_what_was_not_read_is_not_unlocked(approved, head):
    with pytest.raises(Conflict):
        actions.unlock(survey=approved, by=head, at=NOW, reason="ก", revision=approved.revision - 1)


def test_the_page_offers_to_unlock_only_to_those_who_may(approved, head, officer, department):
    offers = {
        user.role: factories.client_of(user).get(f"/surveys/{approved.pk}/").context["opening"]
        for user in (head, officer, department)
    }
    assert offers == {"head": f"/surveys/{approved.pk}/unlock/", "officer": "", "department": ""}


def test_the_head_unlocks_on_the_page_and_the_form_says_so(approved, head):
    given = {"revision": approved.revision, "reason": "ค่าเช่าผิด"}
    reply = factories.client_of(head).post(f"/surveys/{approved.pk}/unlock/", given, follow=True)
    assert "ปลดล็อกแล้ว" in str(next(iter(reply.context["messages"])))
    assert Survey.objects.get().state == State.RETURNED


def test_the_department_reopens_on_the_page(accepted, department):
    given = {"revision": accepted.revision, "reason": "ตรวจซ้ำ"}
    factories.client_of(department).post(f"/surveys/{accepted.pk}/reopen/", given)
    assert Survey.objects.get().state == State.SUBMITTED


def test_another_districts_form_cannot_be_unlocked(approved, other_head):
    given = {"revision": approved.revision, "reason": "ก"}
    assert factories.client_of(other_head).post(f"/surveys/{approved.pk}/unlock/", given).status_code == 404
