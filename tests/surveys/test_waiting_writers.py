"""Who waits for another's write sees what it came to: a form that got another editor or household is not gone."""

import time
from threading import Event

import pytest
from django.db import transaction
from django.utils import timezone

from communities.models import Household
from surveys import actions
from surveys.models import Survey
from tests import factories
from tests.surveys.at_once import SECONDS_TO_GATHER, at_once, shared_by_threads

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS_HELD = 0.4


@pytest.fixture
def shared(tmp_path):
    with shared_by_threads(tmp_path):
        yield


@pytest.fixture
def survey(shared, officer, slum, round_2570):
    return factories.submitted_survey(by=officer, place=slum)


@pytest.fixture
def draft(shared, officer, slum, round_2570):
    return factories.saved_survey(by=officer, place=slum)


def while_changing(survey, change, work):
    """What the work comes to that begins while somebody else's transaction changes the survey."""
    begun = Event()

    def hold():
        with transaction.atomic():
            change(survey)
            begun.set()
            time.sleep(SECONDS_HELD)

    def wait():
        assert begun.wait(SECONDS_TO_GATHER)
        return work()

    return at_once(hold, wait)[1]


def by_another(head):
    def change(survey):
        Survey.objects.filter(pk=survey.pk).update(updated_by=head, revision=2)

    return change


def in_another_household(survey):
    other = Household.objects.create(
        district_id=survey.district_id, community=survey.community, created_at=timezone.now()
    )
    Survey.objects.filter(pk=survey.pk).update(household=other, revision=2)


def sent(user, survey, **given):
    body = {**factories.household_of_four(survey.community), "debts": [], **given}
    return factories.client_of(user).put(
        f"/api/v1/surveys/{survey.pk}/", body, content_type="application/json"
    )


@pytest.mark.parametrize("knows", [{"revision": 1}, {}])
def test_a_save_that_waited_for_anothers_is_told_of_the_conflict(knows, draft, officer, head):
    reply = while_changing(draft, by_another(head), lambda: sent(officer, draft, **knows))
    assert (reply.status_code, reply.json()["stored"]["revision"]) == (409, 2)


def test_a_save_that_waited_for_a_merge_is_told_of_the_conflict(draft, officer):
    reply = while_changing(draft, in_another_household, lambda: sent(officer, draft, revision=1))
    assert (reply.status_code, reply.json()["stored"]["revision"]) == (409, 2)


@pytest.mark.parametrize("merged", [True, False])
def test_approving_many_names_the_form_that_changed_meanwhile(merged, survey, head):
    change = in_another_household if merged else by_another(head)
    seen = {survey.pk: survey.revision}

    def approve():
        return actions.approve_many(seen=seen, by=head, at=timezone.now())

    approval = while_changing(survey, change, approve)
    assert ([one.pk for one, _why in approval.refused], approval.gone) == ([survey.pk], 0)
