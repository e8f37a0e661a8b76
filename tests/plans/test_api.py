"""The API of plans: read alone, the own district's, without words and names."""

import json

import pytest

from tests.factories import client_of
from tests.plans import written

pytestmark = pytest.mark.django_db
PLANS = "/api/v1/plans/"


def listed(user, query: str = "") -> list[dict]:
    return client_of(user).get(PLANS + query).json()["results"]


def test_a_plan_tells_where_when_and_how(head, round_2570, slum):
    plan = written.plan(round_2570, head, written.community_row(slum, 60, starts_on=written.today()))
    found = client_of(head).get(f"{PLANS}{plan.pk}/").json()
    assert (found["round"], found["district"], found["state"], found["revision"]) == (
        "2570",
        "1026",
        "draft",
        1,
    )
    assert (found["methods"], found["tools"]) == (["door_to_door"], ["paper"])
    row = {"order": 1, "community": slum.pk, "households": 60, "ends_on": None}
    assert found["communities"] == [{**row, "starts_on": written.today().isoformat()}]


def test_neither_words_nor_names_leave_the_pages(head, round_2570, slum):
    written.plan(round_2570, head, slum)
    said = json.dumps(listed(head), ensure_ascii=False)
    assert "ริมคลอง" not in said and "ทีม 1" not in said and "created_by" not in said


def test_everybody_reads_what_is_theirs(head, other_head, department, round_2570, slum, other_slum):
    written.plan(round_2570, head, slum)
    written.plan(round_2570, other_head, other_slum)
    assert [one["district"] for one in listed(head)] == ["1026"]
    assert [one["district"] for one in listed(department)] == ["1006", "1026"]


@pytest.mark.parametrize(
    ("query", "number"), [("?state=sent", 1), ("?state=draft", 0), ("?district=1006", 0), ("?round=2570", 1)]
)
def test_a_list_is_narrowed_down(head, department, round_2570, slum, query, number):
    written.sent(round_2570, head, slum)
    assert len(listed(department, query)) == number


def test_nothing_is_written_here(head, round_2570, slum):
    plan = written.plan(round_2570, head, slum)
    assert client_of(head).put(f"{PLANS}{plan.pk}/", {}, content_type="application/json").status_code == 405
