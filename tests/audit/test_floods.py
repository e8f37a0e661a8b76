"""A flood of refusals neither fills the table nor is forgotten: F35."""

from datetime import timedelta
from time import process_time
from types import SimpleNamespace

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit import events, floods
from audit.choices import Kind
from audit.events import hashed, note
from audit.models import Entry
from tests.factories import client_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def refused():
    return Entry.objects.filter(deed="refused").order_by("pk")


def next_period(monkeypatch) -> None:
    monkeypatch.setattr(events.counted, "begun", -floods.PERIOD_SECONDS * 100)


def test_a_refused_page_is_one_line_with_person_route_and_answer(analyst):
    client_of(analyst).get(reverse("review_queue"))
    found = refused().get()
    assert (found.by, found.subject, found.scope) == (
        analyst,
        "review_queue",
        {"status": 403, "method": "GET"},
    )
    assert (found.rows, found.address) == (1, "127.0.0.1")


def test_the_key_of_another_districts_row_is_told(other_officer, officer, slum):
    client_of(other_officer).get(reverse("community_detail", args=[slum.pk]))
    assert (refused().get().subject_id, refused().get().scope["status"]) == (str(slum.pk), 404)


def test_a_program_without_a_token_is_told_by_its_address():
    Client().get("/api/v1/surveys/")
    found = refused().get()
    assert (found.by, found.scope["status"], found.address) == (None, 401, "127.0.0.1")


def test_an_address_of_nothing_is_no_refusal(officer):
    assert client_of(officer).get("/nothing/here/").status_code == 404
    assert not refused().exists()


def test_ten_thousand_refusals_are_all_counted_in_few_lines_and_little_time(officer, monkeypatch):
    begun = process_time()
    for number in range(10_000):
        at, key = NOW + timedelta(milliseconds=number), f"{number}"
        note(
            Kind.REFUSED,
            at=at,
            by=officer,
            subject="household_detail",
            subject_id=key,
            detail={"status": 404},
        )
    assert process_time() - begun < 1.5
    next_period(monkeypatch)
    note(Kind.REFUSED, at=NOW, by=officer, subject="household_detail", detail={"status": 404})
    lines = list(refused())
    assert len(lines) == 3 and sum(line.rows for line in lines) == 10_001
    assert len(lines[1].scope["keys"]) == floods.KEYS_TOLD


def test_a_flood_from_many_addresses_is_counted_in_lines_of_a_bounded_number():
    for number in range(3_000):
        note(Kind.REFUSED, at=NOW, address=f"10.0.{number // 250}.{number % 250}", subject="login")
    events.counted.flush()
    assert refused().count() <= 2 * floods.LINES_A_PERIOD + 1
    assert sum(refused().values_list("rows", flat=True)) == 3_000


def test_a_flood_of_one_does_not_hide_the_refusal_of_another(officer, analyst):
    for _time in range(50):
        note(Kind.REFUSED, at=NOW, by=officer, subject="household_detail")
    note(Kind.REFUSED, at=NOW, by=analyst, subject="review_queue")
    assert [line.by for line in refused()] == [officer, analyst]


def test_failed_sign_ins_are_written_singly_until_they_are_a_flood(officer):
    for _time in range(12):
        note(Kind.SIGN_IN_FAILED, at=NOW, by=officer, detail={"tried": hashed("mypassword")})
    lines = Entry.objects.filter(deed="sign_in_failed")
    assert lines.count() == floods.USUALLY_AT_ONCE and "mypassword" not in str(list(lines.values()))
    events.counted.flush()
    assert sum(lines.values_list("rows", flat=True)) == 12


def test_what_is_held_is_written_though_nothing_follows(monkeypatch, officer):
    started = []
    monkeypatch.setattr(floods.threading.Timer, "start", lambda timer: started.append(timer))
    monkeypatch.setattr(floods, "connection", SimpleNamespace(in_atomic_block=False))
    for _time in range(3):
        note(Kind.REFUSED, at=NOW, by=officer, subject="login")
    monkeypatch.undo()
    (timer,) = started
    events.counted.flush()
    assert (timer.daemon, timer.interval) == (True, floods.PERIOD_SECONDS)
    assert [line.rows for line in refused()] == [1, 2]


def test_a_database_that_is_away_costs_the_line_and_not_the_answer(caplog, officer):
    def away(what, held):
        raise DatabaseError

    floods.Count(away).add(floods.What("refused", None, "", "login"), at=NOW)
    assert "1 refusals could not be written down" in caplog.text
