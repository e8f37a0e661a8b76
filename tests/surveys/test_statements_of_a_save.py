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
STATES = ("draft", "returned", "returned again", "unlocked")


@pytest.fixture
def made(slum):
    return factories.household_of_four(slum, number=6)


@pytest.fixture
def forms(made, officer, head, slum, round_2570):
    """The same form as a draft, given back, opened again after an approval, and given back after that."""
    at = timezone.now()
    survey = factories.saved_survey(by=officer, place=slum, payload=made)

    def given_back() -> Survey:
        sent = actions.submit(survey=survey, by=officer, at=at)
        return actions.send_back(survey=sent, by=head, at=at, comments=[("soi", "ซอยผิด")])

    def opened() -> Survey:
        sent = actions.submit(survey=survey, by=officer, at=at)
        approved = actions.approve(survey=sent, by=head, at=at)
        return actions.unlock(survey=approved, by=head, at=at, reason="ซอยผิด")

    ways = ([], [given_back], [opened, given_back], [opened])
    steps = dict(zip(STATES, ways, strict=True))
    return lambda state: [survey, *(step() for step in steps[state])][-1]


def asked(send, survey: Survey, body: dict) -> int:
    """The number of statements of one save."""
    body = {**body, "revision": Survey.objects.get(pk=survey.pk).revision}
    with CaptureQueriesContext(connection) as queries:
        reply = send(f"/api/v1/surveys/{survey.pk}/", body, content_type="application/json")
    assert reply.status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


@pytest.mark.parametrize("state", STATES)
def test_saving_the_whole_form_while_typing_stays_within_its_statements(state, forms, made, officer):
    client, survey = factories.client_of(officer), forms(state)
    for soi, rent in (("แรก", 2_000), ("สอง", 2_500)):
        answers = {**made["answers"], "soi": soi, "rent_house": rent}
        found = asked(client.put, survey, {**made, "answers": answers})
    assert found <= MOST


@pytest.mark.parametrize("state", STATES)
def test_saving_what_changed_stays_within_its_statements(state, forms, officer):
    client, survey = factories.client_of(officer), forms(state)
    asked(client.patch, survey, {"answers": {"rent_house": 2_000}})
    head_of_household = {"members": {"0": {"first_name": "สมศรี"}}}
    debt = {"debts": {"0": {"source": "informal", "balance": 7_000}}}
    for changed in ({"answers": {"rent_house": 2_500}}, head_of_household, debt):
        assert asked(client.patch, survey, changed) <= MOST


@pytest.mark.parametrize("state", ["returned", "unlocked"])
def test_looking_back_to_the_first_approval_costs_no_statement(state, forms, officer):
    client, survey = factories.client_of(officer), forms(state)
    found = [asked(client.patch, survey, {"answers": {"soi": soi}}) for soi in ("แรก", "สอง")]
    assert found[-1] == 12
