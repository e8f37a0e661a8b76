"""What is written down while running names nobody."""

import logging
import uuid

import pytest

from bkkhousing.logs import ImpersonalFormatter
from tests import factories


def line(message: str, exc_info=None) -> str:
    return ImpersonalFormatter().format(logging.LogRecord("surveys", 30, "", 1, message, (), exc_info))


@pytest.mark.parametrize("number", ["1234567890121", "1-2345-67890-12-1", "0812345678", "081 234 5678"])
def test_ids_and_phones_are_hidden(number):
    assert number not in line(f"refused {number} twice")
    assert "[number] twice" in line(f"refused {number} twice")


def test_short_numbers_stay():
    assert "row 12034" in line("row 12034")


def test_an_error_keeps_its_frames_but_not_what_it_quotes():
    try:
        raise ValueError("ชื่อ สมชาย ใจดี")
    except ValueError as error:
        written = line("failed", exc_info=(ValueError, error, error.__traceback__))
    assert "test_logs.py" in written
    assert written.endswith("ValueError")
    assert "Error: ชื่อ" not in written


@pytest.mark.django_db
@pytest.mark.parametrize(("members", "status"), [(9, 422), (4, 200)])
def test_a_form_with_problems_is_no_warning(members, status, officer, slum, round_2570, caplog):
    payload = factories.household_of_four(slum, members_living=members)
    address = f"/api/v1/surveys/{uuid.uuid4()}/"
    reply = factories.client_of(officer).put(address, payload, content_type="application/json")
    assert (reply.status_code, caplog.records) == (status, [])


@pytest.mark.django_db
def test_an_absent_page_still_is(officer, caplog):
    factories.client_of(officer).get("/nowhere/")
    assert [record.levelname for record in caplog.records] == ["WARNING"]
