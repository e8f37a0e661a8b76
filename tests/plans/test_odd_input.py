"""What no page would send is refused in words, never with a fault of the server."""

import pytest

from plans.models import SurveyPlan, WorkingGroup
from tests.factories import client_of
from tests.plans import written

pytestmark = pytest.mark.django_db
PLAN, GROUP = "/plans/2570/1026/", "/working-groups/1026/"
ODD = ("\0", "\ud7ff" * 5, "9" * 400, "๙" * 50, "-1", "1e9", "NaN", "<b>", "' OR 1=1 --", "21/11/2569\0")


@pytest.fixture
def client(head, round_2570):
    return client_of(head)


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_every_box_of_a_plan_are_no_fault(client, slum, odd):
    boxes = ("order", "households", "starts_on", "ends_on")
    given = {
        "areas": odd,
        "starts_on": odd,
        "ends_on": odd,
        "find": odd,
        **written.choose(slum, **dict.fromkeys(boxes, odd)),
    }
    assert client.post(f"{PLAN}edit/places/", {"revision": 0, **given}).status_code in (302, 422)


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_every_box_of_a_table_are_no_fault(client, odd):
    milestones = written.table("milestones", dict.fromkeys(("what", "starts_on", "ends_on", "who"), odd))
    people = written.table("people", dict.fromkeys(("name", "role", "organisation", "interviewers"), odd))
    for section, rows in (("timetable", milestones), ("people", people)):
        assert client.post(f"{PLAN}edit/{section}/", {"revision": 0, **rows}).status_code in (302, 409, 422)


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_every_box_of_a_group_are_no_fault(client, odd):
    member = dict.fromkeys(("pk", "name", "position", "organisation", "role", "phone"), odd)
    given = {"status": odd, "order_number": odd, "order_date": odd, "words": odd}
    reply = client.post(f"{GROUP}edit/", {"revision": 0, **given, **written.table("members", member)})
    assert reply.status_code == 422 and not WorkingGroup.objects.exists()


@pytest.mark.parametrize("odd", ODD)
def test_odd_words_in_every_box_of_a_meeting_are_no_fault(client, odd):
    decision = dict.fromkeys(("pk", "what", "owner", "due_on", "state"), odd)
    given = dict.fromkeys(("held_on", "place", "agenda", "attendees", "others", "minutes"), odd)
    reply = client.post(
        f"{GROUP}meetings/new/", {"revision": 0, **given, **written.table("decisions", decision)}
    )
    assert reply.status_code == 422


@pytest.mark.parametrize("total", ["", "x", "100000000", "201"])
def test_a_table_of_a_size_that_no_page_has_is_refused(client, total):
    given = {"people-TOTAL_FORMS": total, "people-INITIAL_FORMS": "0", "people-0-name": "ก"}
    assert client.post(f"{PLAN}edit/people/", {"revision": 0, **given}).status_code == 422
    assert not SurveyPlan.objects.exists()


def test_a_table_without_its_counts_is_refused(client):
    assert client.post(f"{PLAN}edit/people/", {"revision": 0, "people-0-name": "ก"}).status_code == 422


@pytest.mark.parametrize("word", ["", "x", "approve", "return"])
def test_a_head_cannot_approve_by_another_word(client, head, round_2570, slum, word):
    written.sent(round_2570, head, slum)
    client.post(f"{PLAN}send/", {"what": word, "revision": 2})
    client.post(f"{PLAN}decide/", {"what": word, "revision": 2})
    assert SurveyPlan.objects.get().state == "sent"


@pytest.mark.parametrize("query", ["?round=9999", "?group=%00", "?state=x&group=y", "?round=%27"])
def test_filters_that_do_not_exist_filter_nothing(department, round_2570, query):
    reply = client_of(department).get(f"/plans/{query}")
    assert reply.status_code == 200 and len(reply.context["lines"]) == 50


@pytest.mark.parametrize(
    "path", ["/plans/2570%00/1026/", "/plans/2570/10 26/", f"{GROUP}meetings/99999999999999999999/"]
)
def test_addresses_that_name_nothing_are_not_there(client, path):
    assert client.get(path).status_code == 404
