"""One rule at every door: the same rows by page, API, search and file; fields nobody offers; words that leak nowhere."""

import io
import json
import re
import uuid

import openpyxl
import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from communities.models import Household
from plans.models import SurveyPlan, WorkingGroup
from surveys.models import Round, Survey
from tests.jobs.running import run_waiting
from tests.matrix.asking import outcome
from tests.matrix.cast import ANY_SIGHT, CANARIES
from tests.matrix.watching import cache_keys, lines_of_the_log, read_out
from tests.surveys import exported

pytestmark = pytest.mark.django_db
SURVEY_IN_PAGE = re.compile(r"/surveys/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
READERS = ("officer", "head", "officer_of_1006", "department", "analyst", "admin", "moved")


def on_the_page(client) -> set[str]:
    return set(SURVEY_IN_PAGE.findall(client.get(reverse("survey_list"), {"round": "2570"}).content.decode()))


def by_the_api(client) -> set[str]:
    return {row["id"] for row in client.get(reverse("api-surveys-list")).json()["results"]}


def opened_singly(client) -> set[str]:
    keys = map(str, Survey.objects.values_list("pk", flat=True))
    return {key for key in keys if client.get(reverse("api-surveys-detail", args=[key])).status_code == 200}


def in_the_file(client) -> set[str]:
    """Keys in a workbook of every state, where the person may take one."""
    given = {"round": "2570", "state": "all", "file": "xlsx", "shape": "wide"}
    given |= {"words": "both", "era": "both", "rows": ["codebook"]}
    reply = client.post(reverse("export_surveys"), given)
    if reply.status_code != 302:
        return set()
    (job,) = run_waiting()
    book = openpyxl.load_workbook(io.BytesIO(read_out(client.get(job.files.get().get_absolute_url())).told))
    rows = list(book[exported.SURVEYS].iter_rows(values_only=True))
    found = {cell for row in rows[1:] for cell in row if KEY.fullmatch(str(cell))}
    return found - set(map(str, Household.objects.values_list("pk", flat=True)))


@pytest.mark.parametrize("person", READERS)
def test_a_person_meets_the_same_forms_at_every_door(person, cast):
    """F10: page = list of the API = one by one."""
    client = cast.clients[person]
    found = by_the_api(client)
    assert found
    assert on_the_page(client) == found
    assert opened_singly(client) == found


@pytest.mark.parametrize("person", ["head", "department"])
def test_a_file_holds_the_forms_that_the_page_lists(person, cast):
    """F10: and the file of an export."""
    client = cast.clients[person]
    assert in_the_file(client) == by_the_api(client)


NOBODY_ASKED = {
    **{
        "id": str(uuid.UUID(int=7)),
        "state": "approved",
        "district": "1006",
        "district_id": "1006",
        "revision": 99,
    },
    **{
        "created_by": 1,
        "created_by_id": 1,
        "updated_by": 1,
        "submitted_at": "2020-01-01T00:00:00Z",
        "sent_hash": "x",
    },
    **{
        "reviewed_at": "2020-01-01T00:00:00Z",
        "vulnerability": 99,
        "target_groups": ["elderly"],
        "household_id": 1,
    },
}
KEPT = (
    "id",
    "state",
    "district_id",
    "created_by_id",
    "submitted_at",
    "reviewed_at",
    "household_id",
    "created_at",
)


@pytest.mark.parametrize("method", ["put", "patch"])
def test_columns_that_no_question_fills_cannot_be_sent(method, cast):
    """F06: in the body and among the answers."""
    client, key = cast.clients["officer"], cast.rows["draft", "own"]
    before = Survey.objects.filter(pk=key).values(*KEPT).get()
    body = cast.body("put", "officer") if method == "put" else {}
    sent = {**body, **NOBODY_ASKED, "revision": Survey.objects.get(pk=key).revision}
    sent["answers"] = {**body.get("answers", {}), **NOBODY_ASKED}
    path = reverse("api-surveys-detail", args=[key])
    getattr(client, method)(path, json.dumps(sent), content_type="application/json")
    assert Survey.objects.filter(pk=key).values(*KEPT).get() == before


OF_PLANS = {
    "state": "approved",
    "district": "1006",
    "revision": "0",
    "created_by": "1",
    "decided_by": "1",
    "round": "2569",
}


def test_a_plan_and_a_group_take_no_fields_that_their_pages_do_not_offer(cast):
    """F06."""
    SurveyPlan.objects.update(state="draft")
    client, at = cast.clients["head"], timezone.now()
    kept = ("state", "district_id", "round_id", "created_by_id")
    before = SurveyPlan.objects.filter(pk=cast.rows["plans", "own"]).values(*kept).get()
    client.post(reverse("plan_edit", args=["2570", "1026", "work"]), {**OF_PLANS, "process": "เดินสำรวจ"})
    client.post(reverse("working_group_edit", args=["1026"]), {**OF_PLANS, "status": "informal"})
    assert SurveyPlan.objects.filter(pk=cast.rows["plans", "own"]).values(*kept).get() == before
    assert not WorkingGroup.objects.filter(district="1006", updated_at__gt=at).exists()


RIGHTS = ("role", "district_id", "is_staff", "is_superuser", "is_active")


@pytest.mark.parametrize("person", ["officer", "head", "partner"])
def test_nobody_raises_themselves(person, cast):
    """F17: rights sent with whatever a person may change of their own account."""
    rights = {"role": "admin", "district": "", "is_staff": "on", "is_superuser": "on", "groups": "1"}
    user, client = cast.users[person], cast.clients[person]
    before = User.objects.filter(pk=user.pk).values(*RIGHTS).get()
    own_pages = ("account", "password", "factors", "tokens", "devices")
    replies = [outcome(client.post(reverse(name), {**rights, "first_name": "ก"})) for name in own_pages]
    client.patch(reverse("api-me"), json.dumps(rights), content_type="application/json")
    assert "500" not in replies
    assert User.objects.filter(pk=user.pk).values(*RIGHTS).get() == before


def test_a_closed_round_is_read_and_written_by_no_door(cast):
    """F19: page, whole form, changes, handing in."""
    Round.objects.filter(pk="2570").update(opens_on="2020-01-01", closes_on="2020-02-01")
    client, key = cast.clients["officer"], cast.rows["draft", "own"]
    path = reverse("api-surveys-detail", args=[key])
    before = Survey.objects.filter(pk=key).values("revision", "state").get()
    sent = json.dumps({**cast.body("put", "officer"), "revision": before["revision"]})
    changes = json.dumps({"revision": before["revision"], "answers": {"soi": "9"}})
    kind = {"content_type": "application/json"}
    assert client.put(path, sent, **kind).status_code == 409
    assert client.patch(path, changes, **kind).status_code == 409
    assert client.post(reverse("api-surveys-submit", args=[key]), "{}", **kind).status_code == 409
    assert client.get(path).status_code == client.get(reverse("survey_detail", args=[key])).status_code == 200
    assert Survey.objects.filter(pk=key).values("revision", "state").get() == before


def a_day_of_work(cast) -> list[str]:
    """Searches, an export, a failed sign-in and addresses that do not exist; returns the addresses people were sent to."""
    words, head = CANARIES["own"], cast.clients["head"]
    replies = [
        head.post(reverse(name), {"q": word, "search": word})
        for name in ("survey_list", "household_list")
        for word in (words.first_name, words.citizen_id, words.phone, words.house_no)
    ]
    sought = {"data": {"q": words.citizen_id}, "content_type": "application/json"}
    replies.append(head.post(reverse("api-households-search"), **sought))
    replies.append(
        cast.clients["anonymous"].post(reverse("login"), {"username": words.citizen_id, "password": "x"})
    )
    replies.append(head.post(reverse("export_surveys"), {"round": "2570", "state": "counted"}))
    run_waiting()
    replies += [
        head.get(reverse(name)) for name in ("dashboard", "dashboard_progress", "review_queue", "home")
    ]
    return [reply["Location"] for reply in replies if reply.has_header("Location")]


def names_of_files(folder: str = "") -> list[str]:
    folders, files = default_storage.listdir(folder)
    return files + [name for one in folders for name in [one, *names_of_files(f"{folder}/{one}".strip("/"))]]


def test_a_days_work_leaves_no_personal_word_in_logs_addresses_caches_mails_or_file_names(cast):
    """T21."""
    with lines_of_the_log() as log:
        addresses = a_day_of_work(cast)
    written = [*log.written, *addresses, *cache_keys(), *names_of_files()]
    written += [f"{letter.subject} {letter.body}" for letter in mail.outbox]
    people = [word for words in CANARIES.values() for word in words.all if word != words.community]
    assert [text for text in written if any(word in text for word in people)] == []


def test_open_data_hold_no_personal_word(cast):
    """F15, T21: whatever is published."""
    paths = [reverse("open_data_list"), reverse("open_data_version", args=[cast.rows["versions", "own"]])]
    replies = [read_out(cast.clients["anonymous"].get(path)) for path in paths]
    assert [ANY_SIGHT.findall(reply.told) for reply in replies] == [[], []]
