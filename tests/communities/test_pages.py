"""The registers of communities and households."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessRecord
from communities.models import Community, CommunityAlias, Household
from tests import factories

pytestmark = pytest.mark.django_db


def communities(client, query=""):
    return [row.community.name for row in client.get(f"/communities/{query}").context["rows"]]


def households(reply):
    return [name for _household, name in reply.context["rows"]]


def same_answer(client, there, nowhere):
    """Whether two addresses get the same answer, to the letter."""
    replies = [client.get(address) for address in (there, nowhere)]
    assert [reply.status_code for reply in replies] == [404, 404]
    return replies[0].content == replies[1].content


def queries_of(user, address):
    client = factories.client_of(user)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def many(number, district="1026", start=0):
    made = (Community(name=f"ชุมชนที่ {start + n}", district_id=district).fill_keys() for n in range(number))
    return Community.objects.bulk_create(made)


def test_communities_stand_in_the_order_of_the_thai_dictionary(officer):
    for name in ("ขาวสะอาด", "แฟลต 10", "เก้าพัฒนา", "แฟลต 2", "ชุมชนไทรทอง"):
        factories.community("1026", name)
    found = communities(factories.client_of(officer))
    assert [name for name in found if name != "นอกชุมชนจดทะเบียน"] == [
        "เก้าพัฒนา", "ขาวสะอาด", "ชุมชนไทรทอง", "แฟลต 2", "แฟลต 10",
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["แฟลต๑", "แฟลต 1", "แฟลต1", "ดินแดงแฟลต ๑", "แดง แฟลต"])
def test_a_community_is_found_however_digits_and_spaces_are_typed(words, officer):
    factories.community("1026", "ดินแดง แฟลต 1")
    assert communities(factories.client_of(officer), f"?q={words}") == ["ดินแดง แฟลต 1"]


def test_a_hundred_and_twenty_communities_are_each_listed_once(officer):
    many(120)
    client, found, query = factories.client_of(officer), [], ""
    while query is not None:
        page = client.get(f"/communities/{query}").context["page"]
        found += [row.pk for row in page.rows]
        query = f"?after={page.next}" if page.next else None
    assert len(found) == len(set(found)) == 121


def test_other_districts_are_seen_by_citywide_roles_only(officer, department, slum, other_slum):
    assert other_slum.name not in communities(factories.client_of(officer), "?q=คลองลำเจียก")
    assert communities(factories.client_of(department), "?district=1006&q=ลำเจียก") == [other_slum.name]


def test_the_list_shows_done_of_expected(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    factories.saved_survey(by=officer, place=slum)
    [row] = factories.client_of(officer).get("/communities/?q=ร่วมใจ").context["rows"]
    assert (row.done, row.expected, row.left) == (1, 100, 99)


@pytest.mark.parametrize("address", ["/communities/", "/households/"])
def test_ten_rows_take_as_many_queries_as_sixty(address, officer, slum, round_2570):
    factories.listed_surveys(10, by=officer, place=slum)
    many(8)
    few = queries_of(officer, address)
    factories.listed_surveys(50, by=officer, place=slum)
    many(50, start=8)
    assert queries_of(officer, address) == few == {"/communities/": 9, "/households/": 7}[address]


def test_a_community_shows_facts_other_names_figures_and_surveys(officer, slum, round_2570):
    CommunityAlias.objects.create(community=slum, name="ร่วมใจ (เก่า)")
    survey = factories.submitted_survey(by=officer, place=slum)
    reply = factories.client_of(officer).get(f"/communities/{slum.pk}/")
    figures = reply.context["figures"]
    assert (figures.done, figures.people, figures.rent) == (1, 4, 3000)
    assert [line.pk for line in reply.context["lines"]] == [survey.pk]
    assert "ร่วมใจ (เก่า)" in reply.content.decode()


def test_a_new_survey_starts_from_the_community(officer, department, slum, round_2570):
    link = f"/surveys/new/?community={slum.pk}"
    assert link in factories.client_of(officer).get(f"/communities/{slum.pk}/").content.decode()
    assert link not in factories.client_of(department).get(f"/communities/{slum.pk}/").content.decode()


def test_another_districts_community_answers_like_none(other_officer, slum):
    client = factories.client_of(other_officer)
    assert same_answer(client, f"/communities/{slum.pk}/", "/communities/987654/")


def test_another_districts_household_answers_like_none(officer, other_officer, slum, round_2570):
    household = factories.saved_survey(by=officer, place=slum).household
    client = factories.client_of(other_officer)
    assert same_answer(client, f"/households/{household.pk}/", f"/households/{uuid.uuid4()}/")


@pytest.mark.parametrize("words", ["๑๒/๓", "สมชายใจดี", "12345678901"])
def test_a_household_is_found_by_house_code_or_head(words, officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum, house_no="12/3", house_code="1234-567890-1")
    factories.listed_surveys(1, by=officer, place=slum)
    reply = factories.client_of(officer).post("/households/", {"q": words}, follow=True)
    assert households(reply) == ["12/3 · สมชาย ใจดี"]
    assert reply.redirect_chain == [("/households/?search=1", 302)]


@pytest.mark.parametrize("role", ["department", "analyst"])
def test_citywide_readers_see_masked_heads_and_cannot_search_them(role, officer, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    client = factories.client_of(factories.person(role))
    reply = client.post("/households/", {"q": "ไม่มีใคร"}, follow=True)
    assert households(reply) == ["สม… ใ…"] and "ใจดี" not in reply.content.decode()


def test_a_hundred_and_twenty_households_are_each_listed_once(officer, slum, round_2570):
    factories.listed_surveys(120, by=officer, place=slum)
    Household.objects.update(sort_key="")
    client, found, query = factories.client_of(officer), [], ""
    while query is not None:
        page = client.get(f"/households/{query}").context["page"]
        found += [row.pk for row in page.rows]
        query = f"?after={page.next}" if page.next else None
    assert len(found) == len(set(found)) == 120


def test_a_household_shows_its_surveys_across_rounds(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    reply = factories.client_of(officer).get(f"/households/{survey.household_id}/")
    assert [line.pk for line in reply.context["lines"]] == [survey.pk] and not reply.context["may_start"]


def test_a_household_without_a_survey_in_this_round_can_start_one(officer, analyst, slum, round_2570):
    household = Household.objects.create(district_id="1026", community=slum, created_at=timezone.now())
    address, link = f"/households/{household.pk}/", f"/surveys/new/?household={household.pk}"
    assert link in factories.client_of(officer).get(address).content.decode()
    assert link not in factories.client_of(analyst).get(address).content.decode()


@pytest.mark.parametrize(("role", "records"), [("officer", 1), ("analyst", 0)])
def test_opening_a_household_leaves_a_trace_when_people_can_be_seen(role, records, officer, slum, round_2570):
    household = factories.saved_survey(by=officer, place=slum).household
    user = officer if role == "officer" else factories.person(role)
    factories.client_of(user).get(f"/households/{household.pk}/")
    assert AccessRecord.objects.filter(subject="household", subject_id=str(household.pk)).count() == records


def test_no_personal_data_stands_in_a_masked_household(analyst, officer, slum, round_2570):
    household = factories.saved_survey(by=officer, place=slum, house_no="77/8").household
    body = factories.client_of(analyst).get(f"/households/{household.pk}/").content.decode()
    assert "77/8" not in body and "ใจดี" not in body


@pytest.mark.parametrize("address", ["/communities/", "/households/"])
def test_a_partner_may_not_enter(address, partner):
    assert factories.client_of(partner).get(address).status_code == 403


def test_nothing_found_says_what_to_try(officer):
    body = factories.client_of(officer).get("/communities/?q=ไม่มีชื่อนี้").content.decode()
    assert "ไม่พบชุมชนตามที่ค้นหา" in body
