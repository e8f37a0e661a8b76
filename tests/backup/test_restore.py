"""`restore` brings back every row and file, or refuses with a sentence and touches nothing."""

import io

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from bkkhousing.backup import restoring, rows, tables
from bkkhousing.backup.restoring import name_of_database
from communities.models import Household
from surveys import figures
from surveys.actions.erasing import erase_household
from surveys.models import Figure, Survey
from tests import factories

pytestmark = pytest.mark.django_db
CUTS = (0, 1, 31, 32, 100, 0.3, 0.5, 0.7, -17, -1)


def database() -> dict[str, list]:
    return {table.name: rows.sum_of(table) for table in tables.tables_at(tables.applied())}


def but_for_the_trail() -> dict[str, list]:
    """It goes on: that a backup was restored is written in it."""
    return {name: told for name, told in database().items() if not name.startswith("audit_")}


def restored(path, **options) -> None:
    call_command(
        "restore", path, "--replace", "--confirm", name_of_database(), stdout=io.StringIO(), **options
    )


def refused(path, *arguments) -> str:
    """The sentence with which it refuses; database and storage are as they were."""
    before, files = database(), default_storage.listdir("photos")
    with pytest.raises(CommandError) as told:
        call_command("restore", path, *(arguments or ("--replace", "--confirm", name_of_database())))
    assert told.value.returncode and database() == before and default_storage.listdir("photos") == files
    return str(told.value)


def test_every_row_and_file_comes_back(evening, days_work, officer, slum):
    before, photo = but_for_the_trail(), default_storage.open("photos/a.jpg").read()
    factories.submitted_survey(by=officer, place=slum, house_no="9/9")
    Survey.objects.filter(pk=days_work.pk).update(house_no="changed")
    default_storage.delete("photos/a.jpg")
    restored(evening)
    assert but_for_the_trail() == before and default_storage.open("photos/a.jpg").read() == photo
    assert figures.differences() == []


def test_who_was_erased_after_the_backup_stays_erased(evening, days_work, head):
    """T15: the ledger beside the database outlives the older copy."""
    erase_household(household=days_work.household, by=head, at=timezone.now())
    restored(evening)
    assert not Survey.objects.filter(pk=days_work.pk).exists()
    assert not Household.objects.filter(pk=days_work.household_id).exists()
    assert Survey.objects.count() == 2 and figures.differences() == []


def test_work_goes_on_with_new_numbers_after_a_restore(evening, officer, slum):
    restored(evening)
    factories.submitted_survey(by=officer, place=slum, house_no="9/9")
    assert Survey.objects.count() == 4 and figures.differences() == []


def test_a_database_that_holds_something_is_not_filled_by_accident(evening):
    assert "--replace" in refused(evening, "--traceback")


def test_who_replaces_a_database_types_its_name(evening):
    assert "ยืนยัน" in refused(evening, "--replace", "--confirm", "yes")


def test_the_name_may_be_typed_when_it_is_asked_for(evening, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda question: f" {name_of_database()} ")
    call_command("restore", evening, "--replace", stdout=io.StringIO())
    assert Survey.objects.count() == 3


def test_a_wrong_key_is_refused(evening):
    with override_settings(BACKUP_KEY="another-key-of-tests-" + "4" * 32):
        assert "กุญแจ" in refused(evening)


def test_a_former_key_still_opens_an_old_backup(evening, settings):
    former = settings.BACKUP_KEY
    with override_settings(BACKUP_KEY="another-key-of-tests-" + "4" * 32, BACKUP_KEYS_FORMER=[former]):
        restored(evening)


@pytest.mark.either_database
@pytest.mark.parametrize("place", CUTS)
def test_a_file_cut_anywhere_is_refused(evening, place):
    """F53: ten places."""
    whole = evening.read_bytes()
    evening.write_bytes(whole[: place if isinstance(place, int) else int(len(whole) * place)])
    assert "ไม่ครบ" in refused(evening)


@pytest.mark.either_database
@pytest.mark.parametrize("place", [0, 40, 0.5, -1])
def test_a_changed_byte_is_refused(evening, place):
    changed = bytearray(evening.read_bytes())
    changed[place if isinstance(place, int) else int(len(changed) * place)] ^= 1
    evening.write_bytes(changed)
    assert "ถูกแก้ไข" in refused(evening)


def test_a_file_that_is_not_there_is_refused(own_folder, evening):
    assert "เปิดไฟล์" in refused(own_folder / "nothing")


def test_a_backup_of_a_newer_program_is_refused(evening, monkeypatch):
    monkeypatch.setattr(restoring, "known", lambda: tables.known() - {("jobs", "0001_queue")})
    assert "รุ่นใหม่กว่า" in refused(evening)


def test_a_backup_of_an_older_schema_is_not_poured_into_newer_tables(evening, monkeypatch):
    monkeypatch.setattr(restoring, "applied", lambda: tables.applied() | {("jobs", "0009_later")})
    assert "ฐานข้อมูลใหม่" in refused(evening)


def test_a_backup_whose_keys_are_not_here_is_refused(evening):
    with override_settings(DATA_KEYS=["another-key-of-the-data-" + "5" * 32]):
        assert "DATA_KEYS" in refused(evening)


def test_rows_that_arrive_otherwise_take_everything_back(evening, monkeypatch):
    """A row lost on the way is seen before anything is final."""
    load = rows.load
    monkeypatch.setattr(rows, "load", lambda table, parts: load(table, without_one(table.name, parts)))
    assert "surveys_change" in refused(evening)


def without_one(name: str, parts):
    for part in parts:
        yield part.split(b"\n", 1)[1] if name == "surveys_change" and part else part


def test_a_database_that_refuses_a_row_takes_everything_back(evening, monkeypatch):
    load = rows.load
    monkeypatch.setattr(rows, "load", lambda table, parts: load(table, doubled(table.name, parts)))
    assert "ไม่รับ" in refused(evening)


def doubled(name: str, parts):
    for part in parts:
        yield part * 2 if name == "surveys_survey" else part


def test_figures_that_do_not_agree_end_with_an_error(days_work, own_folder):
    """F55: a restore that cannot be proved never ends well."""
    Figure.objects.update(surveys=99)
    call_command("backup", own_folder / "x", stdout=io.StringIO())
    with pytest.raises(CommandError, match="อย่าเพิ่งเปิดบริการ"):
        restored(own_folder / "x")


def test_a_book_beside_the_new_machine_keeps_its_lines_and_gets_the_others(days_work, own_folder):
    book, path = own_folder / "erased.jsonl", own_folder / "x"
    book.write_bytes(b"a\nb\n")
    call_command("backup", path, stdout=io.StringIO())
    book.write_bytes(b"c\na\n")
    restored(path)
    assert book.read_bytes() == b"c\na\nb\n"
