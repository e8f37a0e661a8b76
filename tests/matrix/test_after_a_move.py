"""Who moved, and what moved, is out of reach at the next request: in pages, lists, searches, the API and the cache."""

import re

import pytest
from django.urls import reverse

from accounts.models import User
from communities.models import Household
from surveys.models import Survey
from tests import factories
from tests.matrix.cast import CANARIES, SIGHTS
from tests.matrix.watching import read_out, seen_in

pytestmark = pytest.mark.django_db
WORDS = CANARIES["own"]
LISTS = (
    "survey_list",
    "household_list",
    "community_list",
    "home",
    "outbox",
    "api-surveys-list",
    "api-households-list",
)


def looks(cast, client) -> dict[str, object]:
    """Every way in which a person meets the family of the own district."""
    rows = {name: cast.rows[name, "own"] for name in ("draft", "households", "communities")}
    paths = {
        "page": reverse("survey_detail", args=[rows["draft"]]),
        "history": reverse("survey_history", args=[rows["draft"]]),
        "household": reverse("household_detail", args=[rows["households"]]),
        "document": reverse("api-surveys-detail", args=[rows["draft"]]),
        "row": reverse("api-households-detail", args=[rows["households"]]),
        **{name: reverse(name) for name in LISTS},
    }
    found = {name: read_out(client.get(path)) for name, path in paths.items()}
    sought = {"data": {"q": WORDS.house_no}, "content_type": "application/json"}
    found["search"] = read_out(client.post(reverse("api-households-search"), **sought))
    return found


def told(found: dict[str, object]) -> set[str]:
    """Where something of the family is told; the word that was searched for comes back by itself."""
    return {name for name, reply in found.items() if seen_in(reply, SIGHTS["own"])}


@pytest.mark.parametrize("person", ["officer", "head"])
def test_a_person_who_moved_meets_nothing_of_their_former_district(person, cast):
    """F08: signed in before the move, with everything looked at once."""
    client = cast.clients[person]
    assert {"document", "api-households-list", "household", "search"} <= told(looks(cast, client))
    User.objects.filter(pk=cast.users[person].pk).update(district="1006")
    found = looks(cast, client)
    assert told(found) == set()
    assert {found[name].status_code for name in ("page", "history", "household", "document", "row")} == {404}


def test_a_family_that_moved_is_out_of_reach_of_its_former_officers(cast):
    """F13: moved by an administrator; the officer's next request."""
    client = cast.clients["officer"]
    assert "document" in told(looks(cast, client))
    there = cast.places["other"]
    key = {"district": "1006", "community": there}
    Household.objects.filter(pk=cast.rows["households", "own"]).update(**key)
    Survey.objects.filter(household=cast.rows["households", "own"]).update(**key)
    found = looks(cast, client)
    assert {found[name].status_code for name in ("page", "history", "household", "document", "row")} == {404}
    assert not any(sight.search(reply.told.decode()) for reply in found.values() for sight in names())


def names() -> list[re.Pattern]:
    """The people of the family; the name of the community stays, which did not move."""
    return [re.compile(re.escape(word)) for word in (WORDS.first_name, WORDS.last_name, WORDS.citizen_id)]


@pytest.mark.parametrize("tag", ["If-None-Match", "If-Modified-Since"])
def test_a_copy_in_the_browser_is_not_confirmed_to_who_may_not_read_it_any_more(tag, cast):
    """F13: 304 would say that what was read before still stands."""
    client, path = cast.clients["officer"], reverse("api-surveys-detail", args=[cast.rows["draft", "own"]])
    first = client.get(path)
    User.objects.filter(pk=cast.users["officer"].pk).update(district="1006")
    known = {"If-None-Match": first.get("ETag", "*"), "If-Modified-Since": "Sun, 21 Nov 2090 00:00:00 GMT"}[
        tag
    ]
    assert client.get(path, headers={tag: known}).status_code == 404


WARM = (
    "dashboard",
    "dashboard_needs",
    "dashboard_progress",
    "survey_list",
    "household_list",
    "home",
    "review_queue",
)


@pytest.mark.parametrize("order", [("head", "other"), ("other", "head")])
@pytest.mark.parametrize("name", WARM)
def test_a_page_that_one_person_warmed_up_tells_another_nothing(name, order, cast):
    """F14: the same address, both orders, the cache kept in between."""
    clients = {"head": cast.clients["head"], "other": factories.client_of(factories.person("head", "1006"))}
    forbidden = {"head": SIGHTS["other"], "other": SIGHTS["own"]}
    for person in (*order, *order):
        reply = read_out(clients[person].get(reverse(name)))
        assert reply.status_code == 200
        assert seen_in(reply, forbidden[person]) == []
        assert "no-store" in reply["Cache-Control"]
