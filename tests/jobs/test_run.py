"""What a run is handed: its folder, its steps, its files, and how it ends."""

import hashlib
import stat

import pytest
from django.core.files.storage import default_storage
from django.db import InterfaceError
from django.utils import timezone

from jobs import files
from jobs.choices import State
from jobs.kinds import Kind
from jobs.models import Job, JobFile
from jobs.performing import perform
from jobs.problems import Cancelled, Stopped
from jobs.pulse import Pulse
from tests.jobs.holding import changed, own_storage, run_of, started, taken  # noqa: F401
from tests.jobs.running import run_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


def doing(monkeypatch, run) -> None:
    """From now on every job does this."""
    monkeypatch.setattr(Job, "its_kind", Kind(name="count", title="", run=run))


def test_a_folder_is_made_when_it_is_asked_for_and_nobody_else_may_look(officer, settings):
    run = run_of(taken(officer))
    run.remove_folder()
    assert not settings.JOB_FOLDER.exists()
    modes = [stat.S_IMODE(folder.stat().st_mode) for folder in (run.folder, settings.JOB_FOLDER)]
    assert modes == [0o700, 0o700] and run.folder.name.startswith(f"{run.job.pk}.1.")


@pytest.mark.parametrize("kind", ["count", "refuse", "stumble"])
def test_no_folder_is_left_however_a_job_ends(kind, officer, settings, monkeypatch):
    begin = Job(kind=kind).its_kind.run
    monkeypatch.setattr(Job, "its_kind", Kind(name=kind, title="", run=lambda run: run.folder and begin(run)))
    started(officer, kind)
    run_waiting()
    assert settings.JOB_FOLDER.exists() and list(settings.JOB_FOLDER.iterdir()) == []


def test_an_offered_file_is_stored_as_it_is_under_a_key_that_nobody_guesses(officer, tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("ชื่อ\n".encode())
    run = run_of(taken(officer))
    for _twice in range(2):
        run.offer(path, "ชื่อ.csv", "text/csv")
    first, second = run.offered
    assert first.key != second.key and first.key.startswith(f"jobs/{run.job.pk}/1/") and "ชื่อ" not in first.key
    assert (first.size, first.sha256) == (13, hashlib.sha256(path.read_bytes()).hexdigest())
    assert default_storage.open(first.key).read() == path.read_bytes()


@pytest.mark.parametrize("days", [1, 30])
def test_a_file_is_kept_as_many_days_as_its_kind_says(days, officer, tmp_path, monkeypatch):
    monkeypatch.setattr(Job, "its_kind", Kind(name="count", title="", run=None, keeps_days=days))
    (path := tmp_path / "a").write_text("")
    run = run_of(taken(officer))
    run.offer(path, "ว่าง.txt", "text/plain")
    (file,) = run.offered
    assert (file.expires_at - file.created_at).days == days and file.size == 0


def test_a_file_ends_at_the_moment_it_says_and_not_before(officer):
    at = timezone.now()
    file = JobFile(expires_at=at)
    assert file.has_expired(at) and not file.has_expired(at - timezone.timedelta(microseconds=1))


def test_steps_put_named_values_over_those_saved_before(officer):
    run = run_of(taken(officer))
    with run.step(number=1, sheet="ก"):
        pass
    with run.step(number=2) as saved:
        assert saved == {"number": 2, "sheet": "ก"}
        saved["last"] = True
    assert changed(run.job).checkpoint == run.checkpoint == {"number": 2, "sheet": "ก", "last": True}


def test_a_step_is_a_sign_of_life(officer):
    run = run_of(taken(officer))
    old = changed(run.job, heartbeat_at=timezone.now() - timezone.timedelta(seconds=20)).heartbeat_at
    with run.step():
        pass
    assert changed(run.job).heartbeat_at > old


@pytest.mark.parametrize(
    ("given", "error"), [({"is_cancelled": True}, Cancelled), ({"is_stopping": lambda: True}, Stopped)]
)
def test_no_step_is_begun_when_the_run_is_to_end(given, error, officer):
    run = run_of(taken(officer))
    run.pulse.__dict__.update(given)
    begun = []
    with pytest.raises(error), run.step(number=1):
        begun.append(1)
    assert begun == [] and changed(run.job).checkpoint == {}


def test_a_worker_that_stops_puts_the_job_back_where_it_was(officer):
    job = taken(officer, to=5)
    asked = iter([False, False, False, True])
    perform(job, pulse=Pulse(job, is_stopping=lambda: next(asked, True)))
    back = changed(job)
    assert (back.state, back.problem, back.checkpoint) == (State.WAITING, "", {"number": 2})
    assert run_waiting()[0].result == {"counted": 5}


def test_a_job_without_an_answer_is_done_with_an_empty_one(officer, monkeypatch):
    doing(monkeypatch, lambda run: None)
    started(officer)
    assert (run_waiting()[0].state, changed(Job.objects.get()).result) == (State.DONE, {})


def test_more_memory_than_there_is_ends_in_a_sentence_that_helps(officer, monkeypatch, caplog):
    def greedy(run):
        raise MemoryError

    doing(monkeypatch, greedy)
    started(officer)
    assert "แบ่งเป็นไฟล์ย่อย" in run_waiting()[0].problem and caplog.records == []


def test_a_job_of_a_kind_that_is_gone_fails_with_what_to_do(officer):
    changed(started(officer), kind="of_old")
    (failed,) = run_waiting()
    assert failed.state == State.FAILED and "ไม่รู้จักงานชนิดนี้" in failed.problem


def test_a_connection_that_breaks_is_no_fault_of_the_job(officer, monkeypatch):
    def broken(run):
        raise InterfaceError

    doing(monkeypatch, broken)
    job = taken(officer)
    with pytest.raises(InterfaceError):
        perform(job, pulse=Pulse(job))
    assert (changed(job).state, changed(job).problem) == (State.RUNNING, "")


def test_a_failed_job_offers_no_file_though_it_stored_one(
    officer, monkeypatch, django_capture_on_commit_callbacks
):
    def half(run):
        (path := run.folder / "half").write_text("half")
        run.offer(path, "half.txt", "text/plain")
        raise ZeroDivisionError

    doing(monkeypatch, half)
    started(officer)
    with django_capture_on_commit_callbacks(execute=True):
        assert run_waiting()[0].state == State.FAILED and not JobFile.objects.exists()
    assert files.sweep(at=timezone.now()) == 0


def test_a_result_that_cannot_be_stored_fails_the_job_and_offers_nothing(officer, monkeypatch, caplog):
    doing(monkeypatch, lambda run: {"ชื่อ": object()})
    started(officer)
    (job,) = run_waiting()
    assert (job.state, job.result) == (State.FAILED, {}) and "ข้อผิดพลาดภายใน" in job.problem
