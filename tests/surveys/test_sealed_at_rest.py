"""After a day's work through every door, no id and no phone lies readable in the database or on the disk."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from bkkhousing.lib import sealed_files
from surveys import actions
from surveys.models import Change, FileImport, ImportedRow, Member, Merge, Survey
from tests import factories
from tests.factories import citizen_id, client_of
from tests.jobs.running import run_waiting
from tests.surveys import kobo
from tests.surveys.duplicates import twins
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db
PHONE, OTHER_PHONE = "0812345678", "0898765432"
HIDDEN, UNREADABLE = citizen_id(5_000_001), citizen_id(5_000_002)[:12] + "x"


@pytest.fixture
def disk(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT, settings.JOB_FOLDER = tmp_path / "media", tmp_path / "jobs"
    return tmp_path


def stored_texts() -> Iterator[tuple[str, str]]:
    """Every row of every table as text, as the database gives it to anybody who reads it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield from ((table, " ".join(map(str, row))) for row in cursor.fetchall())


def readable(words: list[str], disk: Path) -> set[tuple[str, str]]:
    """Where any of the words lies open, whatever stands between its digits."""
    pattern = re.compile("|".join("[- ]?".join(map(re.escape, word)) for word in words))
    found = {(table, match[0]) for table, text in stored_texts() if (match := pattern.search(text))}
    files = (path for path in disk.rglob("*") if path.is_file())
    texts = ((path.name, path.read_bytes().decode("latin-1")) for path in files)
    return found | {(name, match[0]) for name, text in texts if (match := pattern.search(text))}


def known() -> list[str]:
    """Every id and phone that is stored, as those who may see it read it."""
    ids = [text for text in Member.objects.values_list("citizen_id", flat=True) if text]
    return [*ids, *(text for text in Survey.objects.values_list("phone", flat=True) if text)]


def form_with_odd_answers(officer, slum) -> Survey:
    """An id that was skipped, one that cannot be read, and a phone that was changed."""
    given = factories.household_of_four(slum, number=3, phone=OTHER_PHONE)
    given["members"][1] |= {"id_kind": "none", "citizen_id": HIDDEN}
    given["members"][2] |= {"citizen_id": UNREADABLE}
    survey = factories.saved_survey(by=officer, place=slum, payload=given)
    again = {**given, "revision": survey.revision, "answers": {**given["answers"], "phone": PHONE}}
    return actions.save(survey_id=survey.pk, given=again, by=officer, at=timezone.now()).survey


def test_nothing_readable_is_left_of_forms_that_were_typed(officer, slum, round_2570, disk):
    survey = form_with_odd_answers(officer, slum)
    entry = json.dumps(client_of(officer).get(f"/api/v1/surveys/{survey.pk}/").json())
    assert all(text in entry for text in (HIDDEN, UNREADABLE, PHONE, citizen_id(30)))
    assert Change.objects.filter(survey=survey).count() > 0
    assert readable([*known(), HIDDEN, UNREADABLE, OTHER_PHONE], disk) == set()


def test_nothing_readable_is_left_of_a_merge(officer, head, slum, round_2570, disk):
    one, other = twins.pair_of_forms(by=officer, place=slum)
    words = known()
    merge = actions.merge(kept=one.household, dropped=other.household, by=head, at=timezone.now())
    assert Merge.objects.get().rows and readable(words, disk) == set()
    actions.undo_merge(merge=merge, by=head, at=timezone.now())
    assert sorted(known()) == sorted(words)
    assert readable(words, disk) == set()


def test_nothing_readable_is_left_of_a_file_that_came_in_and_went(officer, slum, disk):
    walking.keep_open("2568")
    rows = [kobo.row(number) | {"เบอร์โทร": PHONE, "เลขบัตร": HIDDEN} for number in (1, 2)]
    walking.written(*rows, by=officer)
    changed = walking.written(*[row | {"rent_price": "9"} for row in rows], by=officer)
    assert FileImport.objects.count() == 2 and ImportedRow.objects.exclude(before={}).exists()
    assert HIDDEN in json.dumps(Survey.objects.first().extra)
    assert readable([HIDDEN, PHONE], disk) == set()
    walking.undone(changed, by=officer)
    assert readable([HIDDEN, PHONE], disk) == set()


def test_nothing_readable_is_left_of_what_was_taken_out(officer, head, slum, round_2570, disk):
    factories.submitted_survey(by=officer, place=slum, phone=PHONE)
    asked = {"round": "2570", "state": "counted", "full": "on", "reason": "ตรวจรายชื่อก่อนลงพื้นที่"}
    assert client_of(head).post("/exports/", asked).status_code == 302
    (job,) = run_waiting()
    (kept,) = job.files.all()
    with default_storage.open(kept.key) as file:
        assert hashlib.sha256(file.read()).hexdigest() == kept.sha256
    assert all(path.read_bytes()[:8] == sealed_files.MAGIC for path in disk.rglob("*") if path.is_file())
    assert readable(known(), disk) == set()
