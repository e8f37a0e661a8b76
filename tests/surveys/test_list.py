"""The list of surveys."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys.models import Survey
from tests import factories

pytestmark = pytest.mark.django_db


def listed(client, address="/surveys/"):
    """Keys on every page from an address on, in the order shown."""
    found = []
    while address:
        context = client.get(address).context
        found += [line.pk for line in context["lines"]]
        place = context["page"].next
        address = f"/surveys/?after={place}" if place else ""
    return found


def search(client, words):
    return client.post("/surveys/", {"q": words}, follow=True)


def names(reply):
    return [line.name for line in reply.context["lines"]]


def test_a_hundred_and_twenty_surveys_are_each_listed_once_newest_first(officer, slum, round_2570):
    now = timezone.now()
    for back in range(6):
        factories.listed_surveys(20, by=officer, place=slum, updated_at=now - timedelta(hours=back))
    found = listed(factories.client_of(officer))
    newest = Survey.objects.newest_first().values_list("pk", flat=True)
    assert found == list(newest) and len(set(found)) == 120


def test_another_districts_surveys_are_not_listed(officer, other_officer, slum, other_slum, round_2570):
    own = factories.saved_survey(by=officer, place=slum)
    factories.saved_survey(by=other_officer, place=other_slum)
    assert listed(factories.client_of(officer)) == [own.pk]


@pytest.mark.parametrize("role", ["department", "analyst", "admin"])
def test_citywide_roles_list_every_district(role, officer, other_officer, slum, other_slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    factories.saved_survey(by=other_officer, place=other_slum)
    assert len(listed(factories.client_of(factories.person(role)))) == 2


def test_a_partner_may_not_enter(partner):
    assert factories.client_of(partner).get("/surveys/").status_code == 403


@pytest.mark.parametrize(
    "query", ["state=submitted", "round=2569", "community={other}", "state=submitted&round=2570"]
)
def test_a_filter_leaves_out_what_it_should(query, officer, slum, round_2570):
    factories.open_round("2569")
    factories.saved_survey(by=officer, place=slum)
    other = factories.community("1026", "เก้าพัฒนา")
    reply = factories.client_of(officer).get(f"/surveys/?{query.format(other=other.pk)}")
    assert names(reply) == [] and reply.context["is_filtered"]


@pytest.mark.parametrize(
    "query", ["state=draft", "round=2570", "community={own}", "state=nonsense", "district=1006"]
)
def test_a_filter_keeps_what_it_should_and_nonsense_filters_nothing(query, officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    reply = factories.client_of(officer).get(f"/surveys/?{query.format(own=slum.pk)}")
    assert len(names(reply)) == 1


def test_the_department_filters_by_district(department, officer, other_officer, slum, other_slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    other = factories.saved_survey(by=other_officer, place=other_slum)
    reply = factories.client_of(department).get("/surveys/?district=1006")
    assert [line.pk for line in reply.context["lines"]] == [other.pk]


@pytest.mark.parametrize(
    "words", ["12/3", "๑๒/๓", " 12 / 3 ", "สมชาย", "สมชายใจดี", "ร่วมใจ พัฒนา", "ร่วมใจพัฒนา"]
)
def test_a_search_finds_house_head_and_community(words, officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum, house_no="12/3")
    factories.listed_surveys(1, by=officer, place=factories.community("1026", "เก้าพัฒนา"))
    assert names(search(factories.client_of(officer), words)) == ["12/3 · สมชาย ใจดี"]


def test_the_searched_words_stay_out_of_the_address(officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    reply = search(factories.client_of(officer), "สมชาย")
    assert reply.redirect_chain == [("/surveys/?search=1", 302)] and reply.context["words"] == "สมชาย"


def test_the_list_without_a_search_shows_everything_again(officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    client = factories.client_of(officer)
    search(client, "ไม่มีใครชื่อนี้")
    assert len(names(client.get("/surveys/"))) == 1 and names(client.get("/surveys/?search=1")) == []


def test_who_sees_no_names_cannot_find_out_by_searching(analyst, officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    client = factories.client_of(analyst)
    assert names(search(client, "สมชาย")) == [] and len(names(search(client, "ร่วมใจ"))) == 1


@pytest.mark.parametrize(
    ("role", "name"), [("department", "สม… ใ…"), ("analyst", "สม… ใ…"), ("admin", "12/3 · สมชาย ใจดี")]
)
def test_names_are_masked_for_those_who_may_not_see_them(role, name, officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum, house_no="12/3")
    reply = factories.client_of(factories.person(role)).get("/surveys/")
    assert names(reply) == [name] and ("ใจดี" in reply.content.decode()) == (role == "admin")


def queries_of(user, address):
    client = factories.client_of(user)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_ten_rows_take_as_many_queries_as_sixty(officer, slum, round_2570):
    factories.listed_surveys(10, by=officer, place=slum)
    few = queries_of(officer, "/surveys/")
    factories.listed_surveys(50, by=officer, place=slum)
    assert queries_of(officer, "/surveys/") == few == 8


def test_an_empty_list_says_what_would_be_here(officer, round_2570):
    assert "ยังไม่มีแบบสำรวจ" in factories.client_of(officer).get("/surveys/").content.decode()


def test_a_search_without_result_says_so(officer, round_2570):
    assert "ไม่พบแบบสำรวจตามที่ค้นหา" in search(factories.client_of(officer), "ก").content.decode()
