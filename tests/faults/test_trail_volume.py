"""Ten million lines of the trail: the questions after a leak, the page, and a flood of refusals: T20, F35."""

import sys
from datetime import timedelta
from time import monotonic
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit import events, sealing
from audit.checking import Check
from audit.choices import Deed
from audit.models import Entry, record
from audit.questions import seen_by, who_saw
from tests import factories

pytestmark = pytest.mark.django_db
LINES, PEOPLE, ON_A_PAGE = 10_000_000, 1_000, 50
NOW = timezone.now()
YEAR = {"since": NOW - timedelta(days=365), "until": NOW + timedelta(minutes=1)}
TABLE = Entry._meta.db_table
FILL = f"""
    INSERT INTO {TABLE} (at, by_id, deed, subject, subject_id, reason, scope, rows, address, keys, mark)
    SELECT %s::timestamptz - (n * interval '2.5 seconds'), people.keys[1 + n %% {PEOPLE}],
           'view', 'household', CASE WHEN n %% 20 = 0 THEN '' ELSE md5((n / 7)::text)::uuid::text END, '', '{{}}',
           1, '10.0.0.1',
           CASE WHEN n %% 20 = 0 THEN page.keys END,
           NULL
    FROM generate_series(1, {LINES}) AS n,
         (SELECT array_agg(id) AS keys FROM accounts_user) AS people,
         (SELECT string_agg(uuid_send(md5(key::text)::uuid), '') AS keys FROM generate_series(1, {ON_A_PAGE}) AS key)
         AS page
"""


def said(statement: str, *given) -> list:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def ten_million(reference) -> User:
    """A trail of nearly a year, and one of the thousand accounts that wrote it; indexes are made when it is full."""
    people = [User(username=f"person.{number}", role="analyst") for number in range(PEOPLE)]
    User.objects.bulk_create(people)
    said("SET CONSTRAINTS ALL IMMEDIATE")
    indexes = said("SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s", TABLE)
    rest = [(name, made) for name, made in indexes if "pkey" not in name]
    for name, _made in rest:
        said(f"DROP INDEX {name}")
    keys = said("SELECT conname FROM pg_constraint WHERE contype = 'f' AND conrelid = %s::regclass", TABLE)
    for (name,) in keys:
        said(f"ALTER TABLE {TABLE} DROP CONSTRAINT {name}")
    said(FILL, NOW)
    for _name, made in rest:
        said(made)
    said(f"ANALYZE {TABLE}")
    return User.objects.get(username="person.77")


def timed(question) -> tuple[float, object]:
    begun = monotonic()
    answer = question()
    return monotonic() - begun, answer


def test_both_questions_and_the_page_are_answered_in_time_among_ten_million_lines(ten_million, department):
    household = UUID("c4ca4238-a0b9-2382-0dcc-509a6f75849b")  # md5 of 1: it stands on every page of the list
    record(by=ten_million, at=NOW, deed=Deed.VIEW, subject="household", subject_id=household)
    took, seen = timed(lambda: seen_by(ten_million, **YEAR))
    sys.stdout.write(f"whose records: {len(seen)} households in {took:.1f} s\n")
    assert took < 60 and household in seen and len(seen) > 1_000
    month = {**YEAR, "since": NOW - timedelta(days=30)}
    back, entries = timed(lambda: who_saw(household, **month))
    sys.stdout.write(f"who saw: {len(entries)} lines of a month in {back:.1f} s\n")
    assert back < 60 and entries[0].by == ten_million
    client = factories.client_of(department)
    shown, page = timed(lambda: client.get(reverse("entry_list"), {"person": "person.77"}))
    sys.stdout.write(f"the page: {shown:.2f} s\n")
    assert shown < 5 and len(page.context["lines"]) == 50


def test_ten_thousand_refused_requests_are_counted_and_slow_nobody(reference, officer):
    stranger, own = Client(), factories.client_of(officer)
    before, _page = timed(lambda: [own.get(reverse("household_list")) for _time in range(20)])
    flood, _answers = timed(lambda: [stranger.get("/api/v1/surveys/") for _time in range(10_000)])
    after, _page = timed(lambda: [own.get(reverse("household_list")) for _time in range(20)])
    events.counted.flush()
    lines = Entry.objects.filter(deed="refused")
    sys.stdout.write(f"10,000 refusals in {flood:.1f} s, {lines.count()} lines\n")
    assert sum(lines.values_list("rows", flat=True)) == 10_000
    assert lines.count() <= 2 + 2 * flood / 10 and after < 3 * before


def test_a_large_trail_is_sealed_and_verified(officer, tmp_path, settings):
    settings.VAR_DIR = tmp_path
    for number in range(20_000):
        at = NOW + timedelta(seconds=number)
        record(by=officer, at=at, deed=Deed.VIEW, subject="survey", subject_id=number)
    sealed, number = timed(lambda: sealing.seal(at=NOW + timedelta(days=1)))
    checked, finding = timed(lambda: Check().walk())
    sys.stdout.write(f"{number} sealed in {sealed:.1f} s, verified in {checked:.1f} s\n")
    assert number == 20_000 and finding.faults == [] and finding.links == 10
