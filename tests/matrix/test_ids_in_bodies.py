"""Every key that can be sent in a body, set to another district's row: both ends of every move, merge and copy."""

import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from surveys.models import Survey
from tests import factories
from tests.matrix.asking import anonymised, ask, outcome
from tests.matrix.cast import SIGHTS, Cast
from tests.matrix.expected import Cell
from tests.matrix.routes import ROUTES
from tests.matrix.watching import hash_of_all_rows, seen_in

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Case:
    """A body in which one key is somebody's: `told` says what an own, a foreign and an absent one come to."""

    name: str
    route: str
    method: str
    person: str
    register: str
    body: Callable[[Cast, str], dict]
    told: str
    path: str = ""

    def keys(self, cast: Cast) -> list[str]:
        """The address: a form that nobody has saved yet, or the person's own row."""
        return [str(uuid.uuid4())] if self.path == "new" else cast.key(ROUTES[self.route], "own")


def form_in(place: str) -> Callable:
    """A new form with this answer set to a key."""

    def body(cast: Cast, key: str) -> dict:
        made = factories.household_of_four(cast.places["own"], number=91)
        if place == "household":
            return {**made, "household": key}
        return {**made, "answers": {**made["answers"], place: int(key)}}

    return body


def stored_form(cast: Cast, key: str) -> dict:
    """The person's own draft, moved to a community."""
    revision = Survey.objects.get(pk=cast.rows["draft", "own"]).revision
    made = factories.household_of_four(cast.places["own"], number=91, community=int(key))
    return {**made, "revision": revision}


def changes_of(cast: Cast, key: str) -> dict:
    revision = Survey.objects.get(pk=cast.rows["draft", "own"]).revision
    return {"revision": revision, "answers": {"community": int(key)}}


def revision_of(cast: Cast) -> int:
    return Survey.objects.get(pk=cast.rows["submitted", "own"]).revision


CASES = (
    Case("form, community", "api-surveys-detail", "put", "officer", "communities", form_in("community"), "200 409", "new"),
    Case("form, household", "api-surveys-detail", "put", "officer", "households", form_in("household"), "409 422", "new"),
    Case("stored form, community", "api-surveys-detail", "put", "officer", "communities", stored_form, "200 422"),
    Case("changes, community", "api-surveys-detail", "patch", "officer", "communities", changes_of, "200 422"),
    Case(
        "candidates, household", "api-surveys-candidates", "post", "officer", "households",
        form_in("household"), "200 200", "new",
    ),
    Case("join, household", "api-surveys-join", "post", "officer", "households", lambda cast, key: {"household": key}, "409 404"),
    Case("apart, form", "api-surveys-apart", "post", "officer", "submitted", lambda cast, key: {"survey": key}, "204 404"),
    Case(
        "remark, thread", "api-surveys-comments", "post", "officer", "threads",
        lambda cast, key: {"parent": int(key), "text": "ตรวจ"}, "409 409",
    ),
    Case(
        "settling, thread", "api-surveys-settle", "post", "head", "threads",
        lambda cast, key: {"comment": int(key), "settled": True}, "409 409",
    ),
    Case(
        "return, thread below", "api-surveys-send-back", "post", "head", "threads",
        lambda cast, key: {"reason": "ตรวจ", "comments": [{"parent": int(key), "text": "ตรวจ"}]}, "200 409",
    ),
    Case(
        "approving many, form", "survey_approve_many", "post", "head", "submitted",
        lambda cast, key: {"chosen": f"{key}:{revision_of(cast)}", "sure": "1"}, "200 200",
    ),
    Case(
        "asking about many, form", "survey_approve_many", "post", "head", "submitted",
        lambda cast, key: {"chosen": f"{key}:{revision_of(cast)}"}, "200 200",
    ),
    Case(
        "paper, community", "paper_print", "post", "officer", "communities",
        lambda cast, key: {"round": "2570", "community": key, "number": "1"}, "200 302",
    ),
)  # fmt: skip


TOLD_APART = {"form, community"}
"""Whoever moved with a form on their device must learn that it belongs to the other district; communities are public."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_key_of_another_district_in_a_body_is_refused_like_one_that_is_not_there(case, cast):
    """F02, F07, F18."""
    route = ROUTES[case.route]
    found = {}
    for whose in ("own", "other", "absent"):
        cell, key = Cell(route, case.method, case.person, whose), cast.rows[case.register, whose]
        before, keys = hash_of_all_rows(), case.keys(cast)
        reply = ask(cast, cell, keys, data=case.body(cast, key))
        found[whose] = outcome(reply), told(reply, [key, *keys])
        if whose != "own":
            assert seen_in(reply, SIGHTS["other"]) == []
            assert outcome(reply) in ("200", "302") or hash_of_all_rows() == before
    assert f"{found['own'][0]} {found['other'][0]}" == case.told
    assert found["other"] == found["absent"] or case.name in TOLD_APART


def told(reply, keys: list[str]) -> bytes:
    """The answer without keys; of a form that was kept though it has problems, the problems."""
    if outcome(reply) == "422" and b'"problems"' in reply.told:
        return json.dumps(reply.json()["problems"]).encode()
    return anonymised(reply, keys)
