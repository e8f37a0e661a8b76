"""Who asks for costly things too often waits; who works never notices."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection
from django.test import RequestFactory
from django.urls import get_resolver

from bkkhousing import limits
from bkkhousing.lib.client_addresses import address_of
from bkkhousing.limits import COSTLY, FAMILIES, Accounts
from bkkhousing.models import Spent
from tests import factories

pytestmark = pytest.mark.django_db

A_MINUTE = {"times": 20, "seconds": 60}


@pytest.fixture
def limited(settings, monkeypatch):
    """Limits as they are set, with room for three of each kind."""
    kinds = ("search", "export", "reveal", "heavy", "api", "strangers")
    settings.RATE_LIMITS = dict.fromkeys(kinds, (3, 3600))
    monkeypatch.setattr(limits, "accounts", Accounts())
    monkeypatch.setattr(limits.time, "time", lambda: 7_200.0)


def statuses(client, address: str, times: int = 5, **given) -> list[int]:
    return [client.get(address, **given).status_code for _time in range(times)]


def test_the_fourth_of_three_waits_and_is_told_so_in_thai(limited, department):
    client = factories.client_of(department)
    assert statuses(client, "/dashboard/", 4) == [200, 200, 200, 429]
    reply = client.get("/dashboard/")
    assert reply["Retry-After"] == "3600" and "no-store" in reply["Cache-Control"]
    assert "ส่งคำขอถี่เกินไป" in reply.content.decode() and "รออีก 3600 วินาที" in reply.content.decode()
    assert department.username not in reply.content.decode()


def test_the_api_says_it_in_json(limited, officer):
    client = factories.client_of(officer)
    assert statuses(client, "/api/v1/rounds/", 4) == [200, 200, 200, 429]
    reply = client.get("/api/v1/districts/")
    assert reply.json()["code"] == "too_many" and "รอสักครู่" in reply.json()["sentence"]
    assert reply["Retry-After"] == "3600"


def test_each_person_has_an_account_of_their_own_and_each_kind_of_cost_too(limited, department, analyst):
    client, other = factories.client_of(department), factories.client_of(analyst)
    assert statuses(client, "/dashboard/")[-1] == 429
    assert other.get("/dashboard/").status_code == 200
    assert client.get("/api/v1/rounds/").status_code == 200


def test_searching_is_counted_and_looking_at_the_list_is_not(limited, officer):
    client = factories.client_of(officer)
    assert set(statuses(client, "/surveys/", 8)) == {200}
    found = [client.post("/surveys/", {"q": "ร่วมใจ"}).status_code for _time in range(5)]
    assert found[-1] == 429 and 429 not in found[:3]


def test_saving_is_never_counted(limited, officer, slum, round_2570):
    client, forms = (
        factories.client_of(officer),
        [factories.household_of_four(slum, number=n) for n in range(1, 7)],
    )
    asked = {"content_type": "application/json"}
    sent = [client.put(f"/api/v1/surveys/{uuid.uuid4()}/", form, **asked) for form in forms]
    assert {reply.status_code for reply in sent} == {200} and not Spent.objects.exists()


def test_a_later_period_begins_anew(limited, department, monkeypatch):
    client = factories.client_of(department)
    assert statuses(client, "/dashboard/")[-1] == 429
    monkeypatch.setattr(limits.time, "time", lambda: 10_800.0)
    assert client.get("/dashboard/").status_code == 200


def test_strangers_are_counted_by_their_address_and_no_address_is_kept(limited, client):
    assert statuses(client, "/api/v1/rounds/")[-1] == 429
    assert client.get("/api/v1/rounds/", REMOTE_ADDR="192.0.2.7").status_code == 401
    assert client.get("/accounts/login/").status_code == 200
    assert [row.asker for row in Spent.objects.all() if "127.0.0.1" in row.asker] == []


def test_two_processes_count_together():
    first, second = Accounts(), Accounts()
    waits = [process.spend("p", at=60.0, **A_MINUTE) for _time in range(11) for process in (first, second)]
    assert waits[:18] == [0] * 18 and 0 < waits[-1] <= 60
    assert first.spend("someone else", at=60.0, **A_MINUTE) == 0


def test_a_tenth_of_a_limit_costs_one_statement(django_assert_num_queries):
    accounts = Accounts()
    with django_assert_num_queries(10):
        for _time in range(200):
            accounts.spend("p", times=100, seconds=60, at=60.0)


def test_the_first_requests_of_a_person_cost_no_statement(officer, settings, django_assert_num_queries):
    settings.RATE_LIMITS = {"heavy": (240, 60), "api": (1_200, 60)}
    accounts = Accounts()
    with django_assert_num_queries(0):
        assert accounts.spend("heavy 1", times=240, seconds=60, at=60.0) == 0


def test_each_process_counts_alone_while_the_database_is_away(monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    accounts = Accounts()
    waits = [accounts.spend("p", at=60.0, **A_MINUTE) for _time in range(25)]
    assert waits[:20] == [0] * 20 and all(waits[20:])


def test_askers_beyond_counting_use_no_memory_without_end(monkeypatch):
    monkeypatch.setattr(limits, "MOST_ASKERS", 100)
    accounts = Accounts()
    for number in range(1_000):
        accounts.spend(str(number), times=100, seconds=60, at=60.0)
    assert len(accounts.of) <= 100 and not Spent.objects.exists()


def test_threads_of_one_process_lose_no_count():
    accounts = Accounts()
    accounts._told = lambda asker, period, taken: 0
    with ThreadPoolExecutor(8) as threads:
        waits = list(
            threads.map(lambda _n: accounts.spend("p", times=1_000, seconds=60, at=60.0), range(1_100))
        )
    assert sum(wait > 0 for wait in waits) == 100


def test_every_route_with_a_limit_exists_and_every_kind_is_set(settings):
    assert set(COSTLY) | limits.NEVER <= reverse_names()
    kinds = {limit for limit, _methods in [*COSTLY.values(), *FAMILIES.values()]}
    assert kinds <= {"search", "export", "reveal", "heavy", "api"}


def reverse_names(patterns=None, space: str = "") -> set[str]:
    """The names of all routes, as a request knows them."""
    found = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        inner = getattr(pattern, "url_patterns", None)
        below = f"{pattern.namespace}:" if getattr(pattern, "namespace", None) else space
        found |= reverse_names(inner, below) if inner is not None else {f"{space}{pattern.name or ''}"}
    return found


def in_a_family(name: str) -> bool:
    return any(family.match(name) for family in FAMILIES)


def test_whatever_hands_out_files_or_hidden_numbers_has_a_limit():
    """A new address of these kinds is named in the table, or fails here."""
    telling = ("export", "reveal", "job_file", "privacy_copy", "search")
    names = {name for name in reverse_names() if any(word in name for word in telling)}
    assert names and {name for name in names if name not in COSTLY and not in_a_family(name)} == set()


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
        (2, "10.9.9.9, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "<script>", ""),
        (1, "2001:db8::0:1", "2001:db8::1"),
    ],
)
def test_only_what_our_own_proxies_say_of_an_address_is_believed(settings, proxies, forwarded, address):
    settings.PROXIES = proxies
    given = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", **given)) == address
