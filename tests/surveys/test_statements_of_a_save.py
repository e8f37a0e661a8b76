"""What a save asks of the database: an officer's browser saves while typing, so every statement counts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys import actions
from surveys.models import Survey
from tests import factories

pytestmark = pytest.mark.django_db
MOST = 15
OF_THE_HISTORY = {"draft": 0, "returned": 1, "unlocked": 2}
"""Whoever looks back to the first approval asks when it was, and then what changed since."""


@pytest.fixture
def made(slum):
    return factories.household_of_four(slum, number=6)


@pytest.fixture
def forms(made, officer, head, slum, round_2570):
    """The same form as a draft, given back, and opened again after an approval."""
    given = {"survey": factories.saved_survey(by=officer, place=slum, payload=made), "at": timezone.now()}

    def in_state(state: str) -> Survey:
        if state == "draft":
            return given["survey"]
        survey = actions.submit(**given, by=officer)
        if state == "returned":
            return actions.send_back(survey=survey, by=head, at=given["at"], comments=[("soi", "ซอยผิด")])
        survey = actions.approve(survey=survey, by=head, at=given["at"])
        return actions.unlock(survey=survey, by=head, at=given["at"], reason="ซอยผิด")

    return in_state


def saved(client, survey: Survey, made: dict, **answers) -> int:
    """The number of statements of one save."""
    revision = Survey.objects.get(pk=survey.pk).revision
    body = {**made, "answers": {**made["answers"], **answers}, "revision": revision}
    with CaptureQueriesContext(connection) as queries:
        reply = client.put(f"/api/v1/surveys/{survey.pk}/", body, content_type="application/json")
    assert reply.status_code == 200
    return sum(query["sql"].startswith(("SELECT", "INSERT", "UPDATE", "DELETE")) for query in queries)


@pytest.mark.parametrize("state", OF_THE_HISTORY)
def test_saving_while_typing_stays_within_its_statements(state, forms, made, officer):
    client, survey = factories.client_of(officer), forms(state)
    saved(client, survey, made, soi="แรก")
    assert saved(client, survey, made, soi="สอง", rent_house=2_500) <= MOST + OF_THE_HISTORY[state]
