"""Whatever is asked for in an address: no fault of ours, no file of the machine, no column that nobody offers, no long wait."""

import importlib
import json
import pkgutil
import re
import time
from pathlib import Path

import pytest
from django.urls import NoReverseMatch, reverse

from tests import factories
from tests.architecture.tree import OURS, modules

MATRIX = json.loads((Path(__file__).parents[1] / "permission_matrix.json").read_text(encoding="utf-8"))
ASKED = (
    "q", "sort", "order", "ordering", "o", "page", "after", "before", "older", "district", "community", "round", "state",
    "show", "rows", "columns", "group", "answer", "indicator", "map_as", "step", "file", "path", "next", "url", "ids", "id",
    "format", "fields", "limit", "offset", "cursor", "definition", "theme", "compare", "household", "form", "search", "type",
)  # fmt: skip
VALUES = (
    "1' OR '1'='1' --",
    "-id,(SELECT 1);DROP TABLE surveys_survey",
    "district__officers__password",
    "%252e%252e%252fetc%252fpasswd",
    "\0",
    "9" * 40,
    "NaN",
)
READERS = {
    name for name, methods in MATRIX.items() if "200" in methods.get("get", {}).get("admin", "").split()[:1]
}


def plain_pages() -> list[str]:
    """Pages and operations that take no key in their address."""
    found = []
    for name in sorted(READERS):
        try:
            found.append(reverse(name))
        except NoReverseMatch:
            continue
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("page", plain_pages())
def test_no_question_in_an_address_is_a_fault_of_ours(page, administrator, officer, slum, round_2570):
    """F21"""
    client = factories.client_of(administrator)
    answers = {value[:20]: client.get(page, dict.fromkeys(ASKED, value)) for value in VALUES}
    assert {value: reply.status_code for value, reply in answers.items() if reply.status_code >= 500} == {}
    assert not [
        value for value, reply in answers.items() if not reply.streaming and b"root:" in reply.content
    ]


PATHS = (
    "/static/../bkkhousing/settings.py", "/static/..%2f..%2fbkkhousing/settings.py", "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static/%252e%252e%252fbkkhousing/settings.py", "/static//etc/passwd", "/media/", "/media/x.xlsx", "/var/env", "/.env",
    "/open-data/2570-1/..%2f..%2fsettings.py", "/open-data/2570-1/%252e%252e%252fenv", "/open-data/..%2f/x.csv",
    "/handbook/..%2f..%2fetc/", "/imports/templates/..%2f2570/", "/surveys/%2e%2e/admin/", "/admin/..;/surveys/",
    "/%2e%2e/%2e%2e/etc/passwd", "/jobs/..%2f/files/x/", "/.git/config", "/api/v1/..%2fadmin/",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_no_way_of_writing_an_address_leads_to_a_file_or_around_a_door(path, client, settings):
    """F09, F20, F28"""
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    reply = client.get(path)
    assert reply.status_code in (301, 302, 400, 404), reply.status_code
    assert "Location" not in reply or reply["Location"].startswith(
        ("/accounts/login/", "/admin/login/", path.rstrip("/"))
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value", ["/etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x.xlsx", "..%2f..%2fetc%2fpasswd"]
)
def test_an_import_takes_bytes_and_never_a_place_to_fetch_them_from(value, officer, round_2570):
    """F20"""
    sent = {"file": value, "upload": value, "path": value, "url": value, "round": "2570"}
    reply = factories.client_of(officer).post("/imports/", sent)
    assert reply.status_code in (400, 422) and b"root:" not in reply.content


def patterns() -> dict[str, re.Pattern]:
    """Every expression of ours that stands in a module."""
    found = {}
    for app in OURS:
        package = importlib.import_module(app)
        names = [
            one.name
            for one in pkgutil.walk_packages(package.__path__, f"{app}.")
            if "migrations" not in one.name
        ]
        for name in names:
            values = vars(importlib.import_module(name))
            found |= {
                f"{name}.{key}": value for key, value in values.items() if isinstance(value, re.Pattern)
            }
    return found


PATTERNS = patterns()
LONG = 100_000
PIECES = ("a", "0", " ", "-", "1-", "0 ", "ก", ".", "/", "=", '"', "1/", "<")
DRAWN_OUT = tuple(piece * (LONG // 10 // len(piece)) + "\x01" for piece in PIECES)
SOURCES = "\n".join(one.source for one in modules())


def ways_of_asking(name: str) -> set[str]:
    """How an expression is used where it is used: matching the whole text is quicker than looking for it."""
    found = set(
        re.findall(
            rf"\b{name.rpartition('.')[2]}\.(fullmatch|match|search|sub|split|findall|finditer)\b", SOURCES
        )
    )
    return found or {"search"}


def ask(pattern: re.Pattern, way: str, text: str) -> None:
    found = pattern.sub("", text) if way == "sub" else getattr(pattern, way)(text)
    if way == "finditer":
        list(found)


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_no_expression_of_ours_takes_long_over_a_long_text(name):
    """F31: a tenth of the letters in half of the time; what grows with the square of a text takes far longer."""
    pattern, slow = PATTERNS[name], {}
    for way in ways_of_asking(name):
        for text in DRAWN_OUT:
            begun = time.thread_time()
            ask(pattern, way, text.encode() if isinstance(pattern.pattern, bytes) else text)
            if (taken := time.thread_time() - begun) > 0.1:
                slow[way, text[:4]] = round(taken, 2)
    assert slow == {}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("post", "/surveys/"),
        ("get", "/communities/"),
        ("get", "/households/"),
        ("get", "/handbook/"),
        ("get", "/review/"),
    ],
)
@pytest.mark.parametrize("piece", ["ก", "1-", "% _"])
def test_searching_for_a_hundred_thousand_letters_costs_a_fifth_of_a_second(
    method, address, piece, head, slum, round_2570
):
    """F31"""
    client = factories.client_of(head)
    client.get(address)
    begun = time.process_time()
    reply = getattr(client, method)(address, {"q": piece * (LONG // len(piece))})
    assert reply.status_code in (200, 302, 400) and time.process_time() - begun < 0.4
