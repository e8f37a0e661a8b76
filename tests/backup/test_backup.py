"""`backup` leaves a whole, sealed, proved file, or none and an error."""

import io
import os
import tracemalloc

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import override_settings

from bkkhousing.backup import archive, checking, making, rows
from tests.backup.conftest import CANARY

pytestmark = pytest.mark.django_db


def refusal(*arguments, **options) -> str:
    with pytest.raises(CommandError) as refused:
        call_command(*arguments, **options)
    assert refused.value.returncode
    return str(refused.value)


def test_the_file_says_what_it_holds_when_it_is_checked(evening):
    said = io.StringIO()
    call_command("backup", evening, "--check", stdout=said)
    assert "ครบถ้วน" in said.getvalue()
    contents = checking.check(evening)
    assert contents.told["tables"]["surveys_survey"][0] == 3 and contents.files >= 2


def test_nothing_can_be_read_without_the_key(evening):
    stored = evening.read_bytes()
    for word in (CANARY, "surveys_survey", "สมชาย", "head.json"):
        assert word.encode() not in stored


def test_nobody_else_on_the_machine_may_read_the_file(evening):
    assert evening.stat().st_mode & 0o077 == 0


def test_the_key_is_in_no_part_of_the_file(evening, settings):
    with checking.opened(evening) as entries:
        held = b"".join(entry.content.read() for entry in entries)
    for key in (settings.BACKUP_KEY, settings.SECRET_KEY, *settings.DATA_KEYS, settings.BLIND_INDEX_KEY):
        assert key.encode() not in held


@pytest.mark.parametrize("key", ["", "short", "changeme", "django-insecure-" + "0" * 40])
def test_a_weak_key_is_refused(own_folder, key):
    with override_settings(BACKUP_KEY=key):
        assert "BACKUP_KEY" in refusal("backup", own_folder / "x")
    assert not (own_folder / "x").exists()


def test_a_key_that_does_something_else_is_refused(own_folder, settings):
    with override_settings(BACKUP_KEY=settings.SECRET_KEY):
        assert "BACKUP_KEY" in refusal("backup", own_folder / "x")


def test_an_existing_file_is_never_written_over(evening):
    before = evening.read_bytes()
    assert "อยู่แล้ว" in refusal("backup", evening)
    assert evening.read_bytes() == before


def test_a_backup_that_cannot_be_written_leaves_nothing(own_folder, monkeypatch):
    def full(*given):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(making, "_put_files", full)
    assert "No space" in refusal("backup", own_folder / "x")
    assert list(own_folder.glob("x*")) == []


def test_a_backup_that_does_not_read_back_gets_no_name(own_folder, monkeypatch):
    """F53: done means that the file was read and is what was written."""
    monkeypatch.setattr(archive.Writing, "put_json", cut_short(archive.Writing.put_json))
    assert "ไม่ตรง" in refusal("backup", own_folder / "x")
    assert list(own_folder.glob("x*")) == []


def cut_short(put):
    def put_wrongly(self, name, content):
        put(self, name, {**content, "files": [7, "0"]} if name == archive.MANIFEST else content)

    return put_wrongly


def test_in_a_folder_the_file_is_named_after_its_moment_and_only_the_newest_stay(own_folder):
    folder = own_folder / "kept"
    folder.mkdir()
    for day in ("20260101", "20260102", "20260103"):
        (folder / f"bkkhousing-{day}T000000Z.backup").touch()
    (folder / "readme").touch()
    call_command("backup", folder, "--keep", "2", verbosity=0, stdout=io.StringIO())
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 3 and names[0] == "bkkhousing-20260103T000000Z.backup" and "readme" in names


def test_a_file_that_vanishes_meanwhile_does_not_spoil_the_backup(own_folder, monkeypatch):
    default_storage.save("photos/a.jpg", ContentFile(b"x"))
    listed = list(making.kept_files.names())
    monkeypatch.setattr(making.kept_files, "names", lambda: [*listed, "stored/photos/gone.jpg"])
    call_command("backup", own_folder / "x", verbosity=0, stdout=io.StringIO())
    assert checking.check(own_folder / "x").files == len(listed)


@pytest.mark.either_database
def test_a_large_file_is_kept_in_little_memory(own_folder):
    (own_folder / "media" / "large").write_bytes(os.urandom(1024) * 1024 * 12)
    tracemalloc.start()
    try:
        call_command("backup", own_folder / "x", stdout=io.StringIO())
        assert tracemalloc.get_traced_memory()[1] < 8 * 1024**2
    finally:
        tracemalloc.stop()


def test_the_sum_of_rows_does_not_depend_on_their_order_and_sees_a_row_twice():
    def told(*lines):
        found = rows.Sum()
        for line in lines:
            found.add(line)
        return found.told

    assert told(b"a", b"b") == told(b"b", b"a") != told(b"a", b"b", b"b")
    assert told(b"a", b"a") != told(b"b", b"b")
