"""What the workers see to every night, once however many they are."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from jobs import actions, files, nightly
from jobs.choices import State
from jobs.kinds import nightly_kinds
from jobs.models import Job, JobFile, Night
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests
from tests.jobs.running import run_waiting
from tests.surveys.at_once import at_once, shared_by_threads, times

pytestmark = pytest.mark.django_db

EVENING = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)  # 22:00 in Bangkok
NAMES = {kind.name for kind in nightly_kinds()}


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT, settings.JOB_FOLDER = tmp_path / "media", tmp_path / "jobs"


@pytest.mark.parametrize(
    ("hour", "minute", "day"),
    [(18, 59, 21), (19, 0, 22), (23, 59, 22)],  # UTC: 01:59, 02:00 and 06:59 of 22 November in Bangkok
)
def test_a_night_begins_at_two_in_the_morning_of_bangkok(hour, minute, day):
    assert nightly.last_night(datetime(2026, 11, 21, hour, minute, tzinfo=UTC)).day == day


def test_the_night_sees_to_duplicates_photos_and_files():
    assert {"find_duplicates", "sweep_photos", "sweep_files", "sweep_waiting_registers"} <= NAMES


def test_a_new_system_has_missed_no_night_and_the_first_is_seen_to():
    assert nightly.start_due(at=EVENING) == []
    assert set(nightly.start_due(at=EVENING + timedelta(hours=5))) == NAMES
    assert nightly.start_due(at=EVENING + timedelta(hours=6)) == []


def test_a_missed_night_is_made_up_for_once():
    nightly.start_due(at=EVENING)
    assert set(nightly.start_due(at=EVENING + timedelta(days=9))) == NAMES
    assert Job.objects.count() == Night.objects.exclude(job=None).count() == len(NAMES)


def test_what_the_night_asks_for_is_done_without_an_owner(round_2570):
    nightly.start_due(at=EVENING)
    nightly.start_due(at=EVENING + timedelta(days=1))
    assert {(job.kind, job.state, job.owner) for job in run_waiting()} == {
        (name, State.DONE, None) for name in NAMES
    }


@pytest.mark.django_db(transaction=True)
def test_workers_at_one_moment_see_to_a_night_once(tmp_path, reference):
    with shared_by_threads(tmp_path):
        nightly.start_due(at=EVENING)
        at_once(*times(3, lambda: nightly.start_due(at=EVENING + timedelta(days=1))))
        assert Job.objects.count() == len(NAMES)


def test_expired_files_and_files_nobody_names_are_swept(officer):
    kept, expired = (finished(officer) for _ in range(2))
    JobFile.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    lost = default_storage.save(f"jobs/{kept.job_id}/1/lost", ContentFile(b"x"))
    gone = default_storage.save("jobs/7b0e5c1e-3d0f-4c47-9b59-0d2e6b6c0a11/1/gone", ContentFile(b"x"))
    assert files.sweep(at=timezone.now()) == 3
    assert [default_storage.exists(key) for key in (kept.key, expired.key, lost, gone)] == [True] + [
        False
    ] * 3


def test_files_of_a_job_that_is_being_done_are_left_alone(officer):
    job = actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 1})
    key = default_storage.save(f"jobs/{job.pk}/1/new", ContentFile(b"x"))
    assert files.sweep(at=timezone.now()) == 0 and default_storage.exists(key)


def finished(officer) -> JobFile:
    job = actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 1})
    run_waiting()
    return job.files.get()
