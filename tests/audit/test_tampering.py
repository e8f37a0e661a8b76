"""Whatever is done to the trail behind its back is found, and the first entry it was done to is named."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit import guards, heads, marks, sealing
from audit.checking import BROKEN, CHANGED, COPIED, CUT_OFF, MOVED, PUT_IN, REMOVED, Check
from audit.choices import Deed
from audit.models import AccessRecord, Cut, Entry, Seal, record
from audit.querysets import AppendOnly

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TABLE = Entry._meta.db_table


@pytest.fixture(autouse=True)
def heads_of_its_own(tmp_path):
    with override_settings(VAR_DIR=tmp_path):
        yield


@pytest.fixture
def trail(officer) -> list[int]:
    """Twelve entries in three links, and two that wait."""
    for number in range(12):
        seen(officer, number)
        if number % 4 == 3:
            sealing.seal(at=NOW + timedelta(seconds=number))
    seen(officer, 12)
    seen(officer, 13)
    return list(Entry.objects.order_by("pk").values_list("pk", flat=True))


def seen(by, number: int) -> None:
    at = NOW + timedelta(seconds=number)
    record(by=by, at=at, deed=Deed.VIEW, subject="survey", subject_id=number, scope={"n": number})


def sql(statement: str, *given) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)


def found() -> tuple[int, str] | None:
    fault = Check().walk().first
    return fault and (fault.entry, fault.what)


def copy_of(key: int, *, to: int, mark: str = "mark") -> None:
    rest = "by_id, at, deed, subject, subject_id, reason, scope, rows, address, keys"
    sql(
        f"INSERT INTO {TABLE} (id, {rest}, mark) SELECT %s, {rest}, {mark} FROM {TABLE} WHERE id = %s",
        to,
        key,
    )


def test_an_untouched_trail_is_whole(trail):
    finding = Check().walk()
    assert (finding.faults, finding.links, finding.sealed, finding.waiting) == ([], 3, 12, 2)


COLUMNS = {
    "subject_id": "'999'",
    "reason": "'ตรวจ'",
    "rows": "9",
    "deed": "'export'",
    "address": "'10.0.0.9'",
    "by_id": "NULL",
    "scope": "'{}'",
    "mark": "NULL",
}


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("place", [0, 5, 13])
def test_an_edited_entry_is_named_whether_sealed_or_waiting(column, place, trail):
    sql(f"UPDATE {TABLE} SET {column} = {COLUMNS[column]} WHERE id = %s", trail[place])
    assert found() == (trail[place], PUT_IN if place == 13 else CHANGED)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.integers(0, 11), min_size=1, max_size=11))
def test_removed_entries_are_found_and_the_first_is_named(trail, places):
    with transaction.atomic():
        for place in places:
            sql(f"DELETE FROM {TABLE} WHERE id = %s", trail[place])
        assert found() == (trail[min(places)], REMOVED)
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 11), min_size=2, max_size=2, unique=True))
def test_two_entries_that_changed_places_are_found(trail, places):
    one, other = (trail[place] for place in sorted(places))
    with transaction.atomic():
        for old, new in ((one, -1), (other, one), (-1, other)):
            sql(f"UPDATE {TABLE} SET id = %s WHERE id = %s", new, old)
        entry, what = found()
        assert entry == one and what in (MOVED, CHANGED)
        transaction.set_rollback(True)


def test_an_entry_put_in_without_the_key_is_named(trail):
    copy_of(trail[2], to=trail[-1] + 50, mark="NULL")
    assert found() == (trail[-1] + 50, PUT_IN)


def test_an_entry_put_in_and_sealed_by_the_worker_is_still_named(trail):
    copy_of(trail[2], to=trail[-1] + 50, mark="NULL")
    sealing.seal(at=NOW + timedelta(minutes=1))
    assert found() == (trail[-1] + 50, PUT_IN)


def test_a_copy_of_a_true_entry_is_named_though_its_mark_is_true(trail):
    copy_of(trail[2], to=trail[-1] + 50)
    assert found() == (trail[-1] + 50, COPIED)
    sealing.seal(at=NOW + timedelta(minutes=1))
    assert found() == (trail[-1] + 50, COPIED)


def test_an_entry_put_between_sealed_ones_is_named(trail):
    sql(f"DELETE FROM {TABLE} WHERE id = %s", trail[6])
    copy_of(trail[2], to=trail[6])
    assert found()[0] == trail[6]


@pytest.mark.parametrize("links", [1, 2, 3])
def test_an_end_cut_off_with_its_links_is_seen_by_the_heads_beside_the_database(links, trail):
    sql("DELETE FROM audit_seal WHERE number > %s", 3 - links)
    sql(f"DELETE FROM {TABLE} WHERE id >= %s", trail[12 - 4 * links])
    first = trail[12 - 4 * links] if links < 3 else 1
    assert found() == (first, CUT_OFF)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_link_that_was_removed_or_rewritten_is_seen(number, trail):
    with transaction.atomic():
        sql("DELETE FROM audit_seal WHERE number = %s", number)
        assert found() is not None
        transaction.set_rollback(True)
    sql("UPDATE audit_seal SET entries = 3 WHERE number = %s", number)
    assert found() == (trail[4 * (number - 1)], BROKEN)


def test_a_chain_made_anew_with_another_key_is_no_chain_of_ours(trail):
    sql("DELETE FROM audit_seal WHERE number > 0")
    with override_settings(AUDIT_KEY="another key that somebody guessed, 0123456789"):
        sealing.seal(at=NOW + timedelta(minutes=5))
    assert found() == (trail[0], BROKEN)


def test_what_an_older_key_marked_stays_true(trail, settings):
    old = settings.AUDIT_KEY
    with override_settings(AUDIT_KEY="the next key, long enough for everything", AUDIT_OLD_KEYS=[old]):
        sealing.seal(at=NOW + timedelta(minutes=5))
        assert found() is None


def test_an_entry_whose_transaction_ended_late_is_sealed_and_whole(trail, officer):
    seen(officer, 20)
    late = Entry.objects.latest("pk")
    sql(f"UPDATE {TABLE} SET id = %s WHERE id = %s", late.pk + 500, late.pk)
    sealing.seal(at=NOW + timedelta(minutes=5))
    seen(officer, 21)
    sql(f"UPDATE {TABLE} SET id = %s WHERE subject_id = '21'", late.pk)
    assert sealing.seal(at=NOW + timedelta(minutes=10)) == 1 and found() is None


def test_a_restored_backup_goes_on_only_when_that_is_said(trail):
    sql("DELETE FROM audit_seal WHERE number = 3")
    sql(f"DELETE FROM {TABLE} WHERE id >= %s", trail[8])
    assert found()[1] == CUT_OFF
    call_command("seal_trail", "--after-restore", verbosity=0)
    assert found() is None and Entry.objects.filter(deed="restored").count() == 1


def test_nobody_says_that_a_backup_was_restored_without_the_key(trail):
    sql("DELETE FROM audit_seal WHERE number = 3")
    sql(f"DELETE FROM {TABLE} WHERE id >= %s", trail[8])
    with override_settings(AUDIT_KEY="another key that somebody guessed, 0123456789"):
        heads.keep_restored(number=2, at=NOW)
    assert found() == (trail[8], CUT_OFF)


def test_the_command_ends_with_one_and_names_the_entry(trail, capsys):
    call_command("verify_trail")
    sql(f"DELETE FROM {TABLE} WHERE id = %s", trail[3])
    with pytest.raises(SystemExit) as ended:
        call_command("verify_trail")
    assert ended.value.code == 1 and str(trail[3]) in capsys.readouterr().err


@pytest.mark.parametrize("rows", [Entry.objects, AccessRecord.objects, Seal.objects, Cut.objects])
def test_the_product_itself_cannot_change_or_remove_a_line(rows, trail):
    with pytest.raises(AppendOnly):
        rows.all().delete()
    with pytest.raises(AppendOnly):
        rows.all().update(at=NOW)


def test_a_line_cannot_be_saved_again_or_deleted(trail):
    entry = Entry.objects.first()
    for deed in (entry.save, entry.delete):
        with pytest.raises(AppendOnly):
            deed()


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET rows = 0",
        f"DELETE FROM {TABLE}",
        "UPDATE audit_seal SET entries = 0",
        "DELETE FROM audit_seal",
    ],
)
def test_the_database_refuses_it_as_well(statement, trail):
    guards.install()
    with pytest.raises(DatabaseError, match=guards.WORDS), transaction.atomic():
        sql(statement)
    assert found() is None
    guards.remove()


def test_missing_guards_are_told(trail, capsys):
    call_command("verify_trail")
    assert "audit_seal_kept" in capsys.readouterr().err


def test_equal_words_hash_alike_and_tell_nothing():
    assert marks.hashed("somchai") == marks.hashed("somchai") != marks.hashed("somchay")
    assert "somchai" not in marks.hashed("somchai")
