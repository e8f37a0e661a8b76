"""Lists of surveys, rounds and figures through the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bkkhousing.lib.api_pages import KeysetPages
from surveys.models import RoundExtension, Survey
from tests.factories import approved_survey, client_of, community, open_round, saved_survey, submitted_survey

pytestmark = pytest.mark.django_db


def listed(user, **asked):
    return client_of(user).get("/api/v1/surveys/", asked).json()


def keys(found) -> list[str]:
    return [row["id"] for row in found["results"]]


def test_a_list_pages_through_every_form_once_newest_first(officer, slum, round_2570, monkeypatch):
    monkeypatch.setattr(KeysetPages, "size", 3)
    made = [str(saved_survey(by=officer, place=slum).pk) for _ in range(7)]
    same_moment = Survey.objects.filter(pk__in=made[2:6])
    same_moment.update(updated_at=timezone.now())
    pages, cursor = [], None
    while cursor or not pages:
        pages.append(listed(officer, **({"cursor": cursor} if cursor else {})))
        cursor = pages[-1]["next"]
    assert [len(page["results"]) for page in pages] == [3, 3, 1]
    assert sorted(key for page in pages for key in keys(page)) == sorted(made)


def test_a_form_written_meanwhile_moves_no_row_of_the_next_page(officer, slum, round_2570, monkeypatch):
    monkeypatch.setattr(KeysetPages, "size", 2)
    made = [str(saved_survey(by=officer, place=slum).pk) for _ in range(4)]
    first = listed(officer)
    saved_survey(by=officer, place=slum)
    assert keys(first) + keys(listed(officer, cursor=first["next"])) == made[::-1]


@pytest.mark.parametrize("cursor", ["x", "1_2", "9" * 400 + "_a", "\0", "_", "ก"])
def test_a_cursor_that_no_list_gave_out_is_refused(cursor, officer, round_2570):
    for path in ("surveys", "communities", "households"):
        reply = client_of(officer).get(f"/api/v1/{path}/", {"cursor": cursor})
        assert (reply.status_code, reply.json()["code"]) == (400, "bad_cursor")


def test_a_district_lists_its_own_forms(officer, other_officer, department, slum, other_slum, round_2570):
    own = str(saved_survey(by=officer, place=slum).pk)
    other = str(saved_survey(by=other_officer, place=other_slum).pk)
    assert keys(listed(officer)) == [own]
    assert keys(listed(officer, district="1006")) == []
    assert keys(listed(department)) == [other, own]
    assert keys(listed(department, district="1026")) == [own]


def test_a_list_is_cut_by_state_community_and_round(officer, head, slum, round_2570):
    draft = str(saved_survey(by=officer, place=community("1026", "อื่น")).pk)
    sent = str(submitted_survey(by=officer, place=slum).pk)
    done = str(approved_survey(by=officer, head=head, place=slum).pk)
    assert keys(listed(officer, state="draft")) == [draft]
    assert keys(listed(officer, state="approved")) == [done]
    assert set(keys(listed(officer, state="counted"))) == {sent, done}
    assert set(keys(listed(officer, community=slum.pk))) == {sent, done}
    assert keys(listed(officer, round="2568")) == []


@pytest.mark.parametrize(
    "asked", [{"state": "lost"}, {"community": "x"}, {"community": "1e99"}, {"round": "\0"}]
)
def test_a_filter_nobody_knows_is_refused(asked, officer, round_2570):
    reply = client_of(officer).get("/api/v1/surveys/", asked)
    assert (reply.status_code, reply.json()["code"]) == (400, "invalid")


def test_names_are_listed_only_for_those_who_see_them(officer, analyst, slum, round_2570):
    saved_survey(by=officer, place=slum, house_no="77/7")
    own, citywide = listed(officer)["results"][0], listed(analyst)["results"][0]
    assert (own["house_no"], own["head_name"]) == ("77/7", "สมชาย ใจดี")
    assert {"house_no", "head_name"}.isdisjoint(citywide)
    assert citywide["community_name"] == "ร่วมใจพัฒนา"


def test_a_list_costs_the_same_for_any_number_of_rows(officer, slum, round_2570, django_assert_num_queries):
    client = client_of(officer)
    for _ in range(5):
        saved_survey(by=officer, place=slum)
    with django_assert_num_queries(4):
        client.get("/api/v1/surveys/")


def test_a_round_says_when_it_closes_for_the_reader(officer, other_officer, reference):
    yesterday = timezone.localdate() - timedelta(days=1)
    later = yesterday + timedelta(days=8)
    round = open_round("2570", closes_on=yesterday)
    RoundExtension.objects.create(round=round, district_id="1026", closes_on=later)
    own = client_of(officer).get("/api/v1/rounds/2570/").json()
    other = client_of(other_officer).get("/api/v1/rounds/2570/").json()
    assert (own["closes_on"], own["is_open"]) == (later.isoformat(), True)
    assert (other["closes_on"], other["is_open"]) == (yesterday.isoformat(), False)


def test_a_round_lists_the_questions_it_asks(officer, round_2570):
    rounds = {one["code"]: one for one in client_of(officer).get("/api/v1/rounds/").json()}
    assert {"rent_house", "members.first_name", "debts.rate"} <= set(rounds["2570"]["questions"])
    assert "members.first_name" not in rounds["2568"]["questions"]


def figures(user, **asked):
    return client_of(user).get("/api/v1/figures/", asked)


def test_the_figures_are_those_of_the_places(officer, department, slum, round_2570):
    submitted_survey(by=officer, place=slum)
    found = {row["place"]: row for row in figures(department, by="district").json()["results"]}
    assert len(found) == 50 and found["1026"]["surveys"] == 1
    assert found["1026"]["measures"]["house_tenure.rent"] == 1
    assert figures(department, by="city", state="draft").json()["results"][0]["surveys"] == 0


def test_communities_are_counted_for_their_own_district(officer, other_officer, slum, other_slum, round_2570):
    submitted_survey(by=officer, place=slum)
    submitted_survey(by=other_officer, place=other_slum)
    assert [row["name"] for row in figures(officer, by="community").json()["results"]] == ["ร่วมใจพัฒนา"]
    assert figures(officer, by="community", district="1006").status_code == 404
    assert len(figures(officer, by="district").json()["results"]) == 50


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"by": "street"}, 400),
        ({"state": "x"}, 400),
        ({"round": "1999"}, 404),
        ({"by": "city", "district": "1026"}, 400),
    ],
)
def test_figures_of_nothing_are_refused(asked, status, department, round_2570):
    assert figures(department, **asked).status_code == status


def test_partners_read_none_of_these(partner, round_2570):
    paths = ("surveys", "rounds", "figures", "communities", "households", "districts")
    client = client_of(partner)
    assert {client.get(f"/api/v1/{path}/").status_code for path in paths} == {403}
