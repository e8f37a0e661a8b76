"""Communities and households through the API."""

import gzip
import json
import uuid

import pytest

from audit.models import AccessRecord
from bkkhousing.lib.api_pages import KeysetPages
from tests.factories import client_of, community, saved_survey

pytestmark = pytest.mark.django_db


def names(reply) -> list[str]:
    return [row["name"] for row in reply.json()["results"]]


def search(user, text, **asked):
    path = "/api/v1/households/search/" + (f"?cursor={asked['cursor']}" if asked else "")
    return client_of(user).post(path, {"q": text}, content_type="application/json")


def test_the_list_of_communities_comes_packed(officer, reference):
    for number in range(60):
        community("1026", f"ชุมชนริมคลองแสนแสบ {number}")
    reply = client_of(officer).get("/api/v1/communities/?district=1026", headers={"Accept-Encoding": "gzip"})
    assert reply["Content-Encoding"] == "gzip" and len(reply.content) < 4_000
    assert len(json.loads(gzip.decompress(reply.content))["results"]) == 61


def test_communities_come_in_thai_dictionary_order_page_by_page(officer, reference, monkeypatch):
    monkeypatch.setattr(KeysetPages, "size", 2)
    for name in ("ขาวสะอาด", "เก้าเส้ง", "ซอย 10", "ซอย 2"):
        community("1026", name)
    client = client_of(officer)
    first = client.get("/api/v1/communities/")
    second = client.get("/api/v1/communities/", {"cursor": first.json()["next"]})
    assert names(first) == ["เก้าเส้ง", "ขาวสะอาด"]
    assert names(second) == ["ซอย 2", "ซอย 10"]


def test_communities_are_found_however_the_name_is_typed(officer, slum, reference):
    community("1026", "ซอย 10")
    client = client_of(officer)
    assert names(client.get("/api/v1/communities/", {"q": "ร่วม ใจ"})) == ["ร่วมใจพัฒนา"]
    assert names(client.get("/api/v1/communities/", {"q": "๑๐"})) == ["ซอย 10"]


def test_another_districts_community_is_not_there(officer, other_slum, department, reference):
    client = client_of(officer)
    theirs, nobodys = (
        client.get(f"/api/v1/communities/{other_slum.pk}/"),
        client.get("/api/v1/communities/999999/"),
    )
    assert theirs.status_code == nobodys.status_code == 404 and theirs.content == nobodys.content
    assert other_slum.name not in names(client.get("/api/v1/communities/", {"district": "1006"}))
    found = client_of(department).get("/api/v1/communities/", {"district": "1006"})
    assert other_slum.name in names(found)


def test_a_number_no_database_holds_is_not_found(officer, reference):
    assert client_of(officer).get(f"/api/v1/communities/{10**40}/").status_code == 404


def test_households_are_listed_with_their_names_in_the_district(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, house_no="12/9")
    (row,) = client_of(officer).get("/api/v1/households/", {"community": slum.pk}).json()["results"]
    assert (row["id"], row["house_no"], row["head_name"]) == (str(survey.household_id), "12/9", "สมชาย ใจดี")


@pytest.mark.parametrize("role", ["department", "analyst"])
def test_citywide_readers_see_households_masked(role, request, officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, house_no="12/9")
    client = client_of(request.getfixturevalue(role))
    for row in (
        client.get("/api/v1/households/").json()["results"][0],
        client.get(f"/api/v1/households/{survey.household_id}/").json(),
    ):
        assert (row["house_no"], row["head_name"]) == ("", "สม… ใ…")


def test_households_are_searched_by_a_text_in_the_body(officer, other_officer, slum, other_slum, round_2570):
    saved_survey(by=officer, place=slum, house_no="12/9")
    saved_survey(by=officer, place=slum, house_no="55")
    saved_survey(by=other_officer, place=other_slum, house_no="12/9")
    found = search(officer, "๑๒/๙").json()["results"]
    assert [row["house_no"] for row in found] == ["12/9"] and found[0]["district"] == "1026"
    assert len(search(officer, "สมชาย").json()["results"]) == 2


def test_a_search_pages_like_a_list(officer, slum, round_2570, monkeypatch):
    monkeypatch.setattr(KeysetPages, "size", 1)
    for number in (1, 2):
        saved_survey(by=officer, place=slum, house_no=f"8{number}")
    first = search(officer, "สมชาย").json()
    second = search(officer, "สมชาย", cursor=first["next"]).json()
    assert [page["results"][0]["house_no"] for page in (first, second)] == ["81", "82"]
    assert "สมชาย" not in first["next"] and second["next"] is None


@pytest.mark.parametrize("body", [{}, {"q": ""}, {"q": "ก" * 101}, {"q": ["a"]}, []])
def test_a_search_for_nothing_is_refused(body, officer, reference):
    reply = client_of(officer).post("/api/v1/households/search/", body, content_type="application/json")
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid")


def test_who_sees_no_names_does_not_search_for_them(analyst, department, reference):
    assert {search(person, "สมชาย").status_code for person in (analyst, department)} == {403}


def test_another_districts_household_is_not_there(officer, other_officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    client = client_of(other_officer)
    theirs = client.get(f"/api/v1/households/{survey.household_id}/")
    nobodys = client.get(f"/api/v1/households/{uuid.uuid4()}/")
    assert theirs.status_code == 404 and theirs.content == nobodys.content
    assert client.get("/api/v1/households/").json()["results"] == []


def test_opening_a_household_is_recorded(officer, analyst, slum, round_2570):
    key = saved_survey(by=officer, place=slum).household_id
    for person in (officer, analyst):
        client_of(person).get(f"/api/v1/households/{key}/")
    assert [(one.by, one.subject, one.subject_id) for one in AccessRecord.objects.all()] == [
        (officer, "household", str(key))
    ]


@pytest.mark.parametrize(("path", "number"), [("communities", 3), ("households", 4)])
def test_a_list_costs_the_same_for_any_number_of_rows(
    path, number, officer, slum, round_2570, django_assert_num_queries
):
    for _ in range(4):
        saved_survey(by=officer, place=slum)
    client = client_of(officer)
    with django_assert_num_queries(number):
        client.get(f"/api/v1/{path}/")


def test_nothing_is_written_here(officer, slum, reference):
    client = client_of(officer)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(f"/api/v1/communities/{slum.pk}/").status_code == 405
