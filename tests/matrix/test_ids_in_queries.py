"""Every name that a page reads from its address, with the key of another district's row under it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from unittest.mock import patch

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from tests.matrix.asking import outcome, said_too_much
from tests.matrix.expected import Cell
from tests.matrix.routes import ROUTES
from tests.matrix.watching import read_out

pytestmark = pytest.mark.django_db
REGISTER_OF = {
    "district": "districts",
    "community": "communities",
    "household": "households",
    "survey": "draft",
    "paper": "paper_surveys",
    "code": "papers",
    "definition": "definitions",
    "officer": "people",
    "from": "draft",
    "job": "jobs",
    "mapping": "definitions",
}
READERS = {
    method: getattr(MultiValueDict, method) for method in ("get", "__getitem__", "getlist", "__contains__")
}


@contextmanager
def names_read() -> Iterator[set[str]]:
    """The names that are looked for in what was sent."""
    found: set[str] = set()

    def watched(method):
        def read(given, name, *rest):
            if isinstance(given, QueryDict):
                found.add(name)
            return READERS[method](given, name, *rest)

        return read

    with patch.multiple(MultiValueDict, **{method: watched(method) for method in READERS}):
        yield found


def look(cast, name: str, person: str, query: dict):
    path = reverse(name, args=cast.key(ROUTES[name], "own" if person == "head" else "other"))
    return read_out(cast.clients[person].get(path, query))


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_a_key_of_another_district_in_the_address_is_answered_like_one_that_is_not_there(name, cast, writes):
    """F07: keys in the query."""
    wrong = []
    with names_read() as names:
        look(cast, name, "head", {})
    for parameter, person in product(sorted(names & set(REGISTER_OF)), ("head", "officer_of_1006")):
        theirs = cast.rows[REGISTER_OF[parameter], "other" if person == "head" else "own"]
        cell = Cell(ROUTES[name], "get", person, f"?{parameter}={theirs}")
        reply = look(cast, name, person, {parameter: theirs})
        nobodys = look(cast, name, person, {parameter: cast.rows[REGISTER_OF[parameter], "absent"]})
        wrong += said_too_much(cell, outcome(reply), reply)
        if outcome(reply) != outcome(nobodys) and parameter != "district":
            wrong.append(f"{cell}: {outcome(reply)}, not {outcome(nobodys)}")
    assert wrong == []


def test_the_names_of_keys_are_read_by_some_page(cast):
    with names_read() as names:
        look(cast, "survey_list", "head", {})
        look(cast, "review_queue", "head", {})
        look(cast, "survey_new", "head", {})
    assert {"community", "district", "officer"} <= names
