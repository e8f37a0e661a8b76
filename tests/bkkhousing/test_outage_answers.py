"""A full disk and a database that is away, as people and devices are told of them (T7)."""

import errno
import re
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test import Client

from surveys import actions
from tests import factories

pytestmark = pytest.mark.django_db

FULL, READ_ONLY = OSError(errno.ENOSPC, "/srv/secret"), OSError(errno.EROFS, "/srv/secret")
AWAY = OperationalError("connection to server at 10.0.0.7 failed")


def patient(user) -> Client:
    """A browser that is shown what the server answers to a fault."""
    client = factories.client_of(user)
    client.raise_request_exception = False
    return client


def failing(error):
    def fail(*given, **named):
        raise error

    return fail


def saved(client: Client, slum):
    payload = factories.household_of_four(slum)
    return client.put(f"/api/v1/surveys/{uuid4()}/", payload, content_type="application/json")


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [(FULL, 507, "storage_full"), (READ_ONLY, 503, "unavailable"), (AWAY, 503, "unavailable")],
)
def test_a_save_that_meets_an_outage_is_told_so_and_when_to_come_again(
    error, status, code, monkeypatch, officer, slum, round_2570
):
    monkeypatch.setattr(actions, "save", failing(error))
    answer = saved(patient(officer), slum)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert int(answer["Retry-After"]) > 0 and re.search("[ก-๙]", answer.json()["sentence"])
    assert b"secret" not in answer.content and b"10.0.0.7" not in answer.content


def test_a_page_without_its_database_says_so_in_thai(monkeypatch, officer):
    client = patient(officer)
    monkeypatch.setattr(connection, "cursor", failing(AWAY))
    answer = client.get("/surveys/")
    assert answer.status_code == 503 and "ไม่พร้อมใช้งานชั่วคราว" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"] and b"10.0.0.7" not in answer.content


def test_what_was_typed_stands_on_the_page_and_can_be_sent_again(monkeypatch, head, slum):
    client = patient(head)
    monkeypatch.setattr(connection, "cursor", failing(FULL))
    answer = client.post(
        "/working-groups/1026/edit/", {"members-0-name": 'สม"หญิง', "order_number": "๑๒/๒๕๗๐"}
    )
    page = answer.content.decode()
    assert answer.status_code == 507 and 'action="/working-groups/1026/edit/"' in page
    assert 'name="members-0-name" value="สม&quot;หญิง"' in page and "๑๒/๒๕๗๐" in page


def test_a_password_is_never_sent_back(monkeypatch, officer):
    client = patient(officer)
    monkeypatch.setattr(connection, "cursor", failing(AWAY))
    answer = client.post("/accounts/login/", {"username": officer.username, "password": factories.PASSWORD})
    assert answer.status_code == 503 and factories.PASSWORD not in answer.content.decode()


def test_a_fault_of_ours_is_still_called_one(monkeypatch, officer, slum, round_2570):
    monkeypatch.setattr(actions, "save", failing(ZeroDivisionError()))
    assert saved(patient(officer), slum).status_code == 500
