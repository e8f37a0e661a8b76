"""While a form is filled in: households that look like it, from the own district alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessRecord
from surveys import actions
from surveys.models import Decision, Merge, Survey
from tests import factories
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db


def asked(user, content: dict, survey_id=None, action: str = "candidates"):
    address = f"/api/v1/surveys/{survey_id or twins.new_id()}/{action}/"
    return factories.client_of(user).post(address, content, content_type="application/json")


def candidates(user, content: dict, survey_id=None) -> list[dict]:
    reply = asked(user, content, survey_id)
    assert (reply.status_code, reply.json()["elsewhere"]) == (200, False)
    return reply.json()["candidates"]


@pytest.fixture
def known(officer, slum, round_2570):
    """A submitted form: its traits are kept from that moment on."""
    return factories.submitted_survey(by=officer, place=slum, payload=twins.family_form(slum))


def test_a_form_that_is_not_saved_yet_finds_its_like(known, officer, slum):
    (found,) = candidates(officer, twins.family_form(slum))
    assert (found["survey"], found["household"]) == (str(known.pk), str(known.household_id))
    assert (found["name"], found["joinable"]) == ("สมชาย ใจดี", False)
    assert "เลขบัตรตรงกัน 4 คน" in found["reasons"] and "71/3" in found["address"]


def test_a_head_alone_is_found_by_name_and_birth_year_though_misspelt(known, officer, slum):
    person = {"relation": "head", "first_name": "นายสมชัยย์", "last_name": "ใจดี", "birth_date": "29/02/2527"}
    content = {"answers": {"community": slum.pk, "house_no": "71/3"}, "members": [person]}
    assert [one["survey"] for one in candidates(officer, content)] == [str(known.pk)]


def test_nothing_is_said_about_another_district(known, other_officer, other_slum):
    assert candidates(other_officer, twins.family_form(other_slum)) == []


def test_a_form_does_not_find_itself_nor_its_household(known, officer, slum):
    assert candidates(officer, twins.family_form(slum), known.pk) == []
    assert candidates(officer, {**twins.family_form(slum), "household": str(known.household_id)}) == []


def test_neighbours_in_the_same_house_are_not_named(known, officer, slum):
    content = twins.family_form(slum)
    content["members"] = [factories.member(900, first_name="บุญเกิด", last_name="ทองสุก", birth_date="3/4/2501")]
    assert candidates(officer, content) == []


def test_an_empty_form_asks_for_nothing(known, officer):
    assert candidates(officer, {"answers": {}, "members": []}) == []


def test_seeing_candidates_is_written_down(known, officer, slum):
    candidates(officer, twins.family_form(slum))
    assert AccessRecord.objects.get(by=officer, subject="candidates").rows == 1


def test_an_earlier_round_offers_its_household(officer, slum, round_2570):
    now = factories.saved_survey(by=officer, place=slum, payload=twins.family_form(slum))
    earlier = twins.earlier_form(now, by=officer)
    twins.call_command("find_duplicates")
    (found,) = candidates(officer, twins.family_form(slum), now.pk)
    assert (found["survey"], found["round"], found["joinable"]) == (str(earlier.pk), "2569", True)
    reply = asked(officer, {"household": found["household"]}, now.pk, "join")
    assert (reply.status_code, reply.json()["household"]) == (200, str(earlier.household_id))
    assert Survey.objects.filter(household=earlier.household).count() == 2


def test_an_officer_does_not_join_a_household_with_a_form_in_this_round(known, officer, slum):
    draft = factories.saved_survey(by=officer, place=slum)
    reply = asked(officer, {"household": str(known.household_id)}, draft.pk, "join")
    assert (reply.status_code, reply.json()["code"]) == (409, "not_joinable")
    assert not Merge.objects.exists()


def test_an_officer_does_not_join_another_districts_household(known, other_officer, other_slum):
    draft = factories.saved_survey(by=other_officer, place=other_slum)
    assert asked(other_officer, {"household": str(known.household_id)}, draft.pk, "join").status_code == 404


def test_told_apart_while_typing_is_not_offered_again(known, officer, slum):
    draft = factories.saved_survey(by=officer, place=slum, payload=twins.family_form(slum))
    assert asked(officer, {"survey": str(known.pk)}, draft.pk, "apart").status_code == 204
    assert candidates(officer, twins.family_form(slum), draft.pk) == []
    twins.call_command("find_duplicates")
    assert not twins.Pair.objects.exists() and Decision.objects.get().by == officer


def test_a_deleted_form_is_found_no_more(known, officer, head, slum):
    actions.send_back(survey=known, by=head, at=timezone.now(), comments=[("phone", "ผิด")])
    actions.delete(survey=known, by=officer, at=timezone.now(), reason="กรอกซ้ำ")
    assert candidates(officer, twins.family_form(slum)) == []


def test_asking_costs_a_fixed_number_of_queries(known, officer, slum):
    client, content = factories.client_of(officer), twins.family_form(slum)
    with CaptureQueriesContext(connection) as queries:
        client.post(f"/api/v1/surveys/{twins.new_id()}/candidates/", content, content_type="application/json")
    assert len(queries) == 11, [one["sql"][:90] for one in queries]


def test_nonsense_is_refused_as_such(known, officer):
    assert asked(officer, {"survey": str(known.pk)}, known.pk, "apart").status_code == 400
    for content in ({"answers": []}, {"household": "12"}):
        assert asked(officer, content).status_code == 400
    assert asked(officer, {"answers": {"round": "9999"}}).status_code == 422
