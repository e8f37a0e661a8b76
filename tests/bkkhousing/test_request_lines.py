"""A line for each request tells how the service does and nothing about anybody."""

import json
import logging
import re
import uuid

import pytest
from django.db import DatabaseError
from django.http import HttpResponse
from django.test import RequestFactory

from bkkhousing.lib import request_ids
from bkkhousing.logs import BoundedRefusals, JsonFormatter, RoutesForPaths, impersonal
from bkkhousing.request_lines import RequestLines
from bkkhousing.tally import Tally, tally
from tests import factories

ID = re.compile(r"[0-9a-f]{32}")


class Kept(logging.Handler):
    """Keeps the lines as they would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[dict] = []
        self.setFormatter(JsonFormatter())
        self.addFilter(RoutesForPaths())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def lines(settings) -> list[dict]:
    settings.REQUEST_LINES = True
    kept, loggers = Kept(), [logging.getLogger(name) for name in ("bkkhousing.request", "django.request")]
    for logger in loggers:
        logger.addHandler(kept)
    yield kept.lines
    for logger in loggers:
        logger.removeHandler(kept)


@pytest.mark.django_db
def test_a_line_says_route_outcome_duration_and_the_number_of_the_person(lines, officer):
    reply = factories.client_of(officer).get("/surveys/")
    line = lines[-1]
    assert line["request"] == reply["X-Request-ID"] and ID.fullmatch(line["request"])
    told = {name: line[name] for name in ("level", "logger", "route", "method", "status", "user")}
    assert told == {
        "level": "INFO",
        "logger": "bkkhousing.request",
        "route": "survey_list",
        "method": "GET",
        "status": 200,
        "user": officer.pk,
    }
    assert line["ms"] >= 0 and line["time"].endswith("+00:00")


@pytest.mark.django_db
def test_no_line_holds_a_key_a_word_that_was_looked_for_or_a_name(lines, officer):
    """T21: ASVS 14.2.1, 16.2.5"""
    client, key = factories.client_of(officer), uuid.uuid4()
    client.get(f"/surveys/{key}/?q=สมหญิง")
    client.get("/nowhere/1234567890121/?phone=0812345678")
    client.post("/surveys/", {"q": "คำค้นลับ"})
    written = json.dumps(lines, ensure_ascii=False)
    assert len(lines) == 5  # two of the absent pages' lines are Django's own
    for word in (str(key), "สมหญิง", "1234567890121", "0812345678", "คำค้นลับ", officer.username, "?"):
        assert word not in written


@pytest.mark.django_db
def test_who_asked_is_not_looked_up_for_a_line(lines, officer, django_assert_num_queries):
    client = factories.client_of(officer)
    with django_assert_num_queries(0):
        client.get("/nowhere-at-all.txt", headers={"Cookie": ""})
    line = next(line for line in lines if line["logger"] == "bkkhousing.request")
    assert line["route"] == "nowhere" and line["user"] is None


@pytest.mark.django_db
def test_every_answer_has_an_id_of_ours_whatever_the_asker_calls_it(client):
    ids = [client.get("/healthz/", headers={"X-Request-ID": "1; DROP"})["X-Request-ID"] for _time in range(2)]
    assert len(set(ids)) == 2 and all(map(ID.fullmatch, ids))
    assert request_ids.current() == ""


def test_a_static_file_has_no_line(lines):
    answer = RequestLines(lambda request: HttpResponse())(RequestFactory().get("/static/css/base.css"))
    assert lines == [] and not answer.has_header("X-Request-ID")


def test_an_error_of_the_database_is_counted():
    before = tally.counts["database_errors", ("kind", "DatabaseError")]
    RequestLines(HttpResponse).process_exception(RequestFactory().get("/"), DatabaseError())
    RequestLines(HttpResponse).process_exception(RequestFactory().get("/"), ValueError())
    assert tally.counts["database_errors", ("kind", "DatabaseError")] == before + 1


def record(status: int, message: str = "refused") -> logging.LogRecord:
    made = logging.LogRecord("bkkhousing.request", 20, "", 1, message, (), None)
    made.status_code = status
    return made


def test_refusals_by_the_thousand_write_so_many_lines_a_second_and_say_how_many_were_left_out(monkeypatch):
    """F35"""
    bounded, clock = BoundedRefusals(), [7.0]
    monkeypatch.setattr("bkkhousing.logs.monotonic", lambda: clock[0])
    written = sum(bounded.filter(record(403)) for _time in range(10_000))
    assert written == BoundedRefusals.A_SECOND
    assert bounded.filter(record(200)) and bounded.filter(record(500))
    clock[0] = 8.0
    last = record(404)
    assert bounded.filter(last) and last.facts == {"unwritten": 10_000 - BoundedRefusals.A_SECOND}


@pytest.mark.parametrize("text", ["1234567890121", "1-2345-67890-12-1", "โทร 081 234 5678"])
def test_long_numbers_are_hidden_beside_keys_that_stay(text):
    key = "7b0e5c1e-3d0f-4c47-9b59-0d2e6b6c0a11"
    assert impersonal(f"job {key}: {text}").startswith(f"job {key}: ")
    assert "[number]" in impersonal(f"job {key}: {text}")


def test_a_line_of_json_holds_the_frames_of_an_error_but_not_its_words():
    try:
        raise ValueError("สมชาย ใจดี 1234567890121")
    except ValueError as error:
        made = record(500)
        made.exc_info = (ValueError, error, error.__traceback__)
    line = json.loads(JsonFormatter().format(made))
    assert line["error"].endswith("ValueError") and "test_request_lines.py" in line["error"]
    assert "Error: สมชาย" not in line["error"]


def test_a_method_that_nobody_should_send_makes_no_label_of_its_own():
    counted = Tally()
    for method in ("BREW", "PROPFIND", "GET"):
        counted.answer(route="home", method=method, status=405, seconds=0.01)
    methods = {dict(labels).get("method") for name, *labels in counted.counts if name == "requests"}
    assert methods == {"OTHER", "GET"}
