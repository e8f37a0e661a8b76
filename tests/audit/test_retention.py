"""What is older than the trail is kept goes by whole links, and what is left is still proved whole."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from audit import guards, retention, sealing
from audit.checking import FALSE_CUT, PUT_IN, Check
from audit.choices import Deed
from audit.models import AccessRecord, Cut, Entry, Seal, record

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def heads_of_its_own(tmp_path):
    with override_settings(VAR_DIR=tmp_path):
        yield


@pytest.fixture
def years(officer) -> None:
    """An entry every 50 days for 590 days, each sealed in its time."""
    for days in range(590, -1, -50):
        at = NOW - timedelta(days=days)
        record(by=officer, at=at, deed=Deed.VIEW, subject="survey", subject_id=days)
        sealing.seal(at=at)


def days_left() -> list[int]:
    return [int(entry.subject_id) for entry in AccessRecord.objects.order_by("pk")]


def test_what_is_too_old_goes_and_the_rest_is_whole(years):
    assert retention.drop(at=NOW) == 4
    assert days_left() == [390, 340, 290, 240, 190, 140, 90, 40]
    assert Check().walk().faults == [] and Seal.objects.first().number == 5


def test_dropping_leaves_a_line_of_its_own_and_dropping_again_drops_nothing(years):
    retention.drop(at=NOW)
    assert Entry.objects.get(deed="trail_dropped").scope["entries"] == 4
    assert retention.drop(at=NOW) == 0 and Cut.objects.count() == 1


def test_nothing_younger_than_ninety_days_goes_whatever_is_set(years):
    with override_settings(AUDIT_KEEPS_DAYS=1):
        retention.drop(at=NOW)
    assert days_left() == [90, 40]


def test_the_guards_let_go_what_a_cut_covers_and_nothing_else(years):
    guards.install()
    assert retention.drop(at=NOW) == 4 and Check().walk().guards_down == []
    guards.remove()


def test_a_process_that_was_stopped_half_way_goes_on_next_time(years, monkeypatch):
    monkeypatch.setattr(retention, "_remove_what_is_cut", lambda: 0)
    retention.drop(at=NOW)
    monkeypatch.undo()
    assert Check().walk().faults == []
    assert retention.drop(at=NOW) == 4 and Check().walk().faults == []


def test_a_cut_made_by_hand_is_named(years):
    retention.drop(at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_cut SET entries = 3")
    assert Check().walk().first.what == FALSE_CUT


def test_an_entry_put_in_where_the_dropped_ones_were_is_named(years):
    gone = Entry.objects.order_by("pk").first().pk
    retention.drop(at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_accessrecord SET id = %s WHERE deed = 'trail_dropped'", [gone])
    fault = Check().walk().first
    assert (fault.entry, fault.what) == (gone, PUT_IN)


def test_a_cut_twice_a_year_leaves_one_chain(years):
    retention.drop(at=NOW)
    later = NOW + timedelta(days=180)
    sealing.seal(at=NOW)
    assert retention.drop(at=later) == 4
    assert Check().walk().faults == [] and Cut.objects.count() == 2


def test_the_command_says_how_much_went(years, capsys):
    call_command("drop_trail")
    assert capsys.readouterr().out.startswith("4 dropped")
