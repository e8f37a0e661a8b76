"""Who has a job: one at a time, and an attempt that was given up can write nothing."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from jobs import actions, leases
from jobs.choices import State
from jobs.kinds import Kind
from jobs.models import Job, JobFile
from jobs.performing import perform
from jobs.problems import LeaseLost, NotNow
from jobs.pulse import Pulse
from jobs.run import Run
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests
from tests.jobs.running import run_waiting
from tests.surveys.at_once import at_once, shared_by_threads, times

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT, settings.JOB_FOLDER = tmp_path / "media", tmp_path / "jobs"


@pytest.fixture
def job(officer) -> Job:
    return actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 3})


def taken(worker: str = "one") -> Job:
    return leases.take(worker=worker, at=timezone.now())


def run_of(job: Job) -> Run:
    return Run(job, pulse=Pulse(job), at=timezone.now())


def fallen_silent(job: Job, seconds: float = 31) -> None:
    Job.objects.filter(pk=job.pk).update(heartbeat_at=timezone.now() - timedelta(seconds=seconds))


def state_of(job: Job) -> str:
    job.refresh_from_db()
    return job.state


def test_jobs_are_taken_in_the_order_in_which_they_were_asked_for(job, officer):
    later = actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 1})
    assert [taken(), taken(), taken()] == [job, later, None]


@pytest.mark.parametrize(("seconds", "reaped"), [(29, 0), (31, 1)])
def test_a_silent_job_is_given_back_after_thirty_seconds(job, seconds, reaped):
    fallen_silent(taken(), seconds)
    assert leases.reap(at=timezone.now()) == reaped
    assert state_of(job) == (State.WAITING if reaped else State.RUNNING)


def test_a_worker_does_not_reap_the_job_that_it_watches_itself(job):
    fallen_silent(mine := taken())
    assert leases.reap(at=timezone.now(), but=mine) == 0


def test_a_job_that_is_lost_three_times_fails_and_says_what_to_do(job):
    for _time in range(3):
        fallen_silent(taken())
        leases.reap(at=timezone.now())
    assert state_of(job) == State.FAILED and "ลองใหม่" in job.problem


def test_a_job_whose_owner_cancelled_is_not_begun_again(job, officer):
    dead = taken()
    actions.cancel(job, by=officer, at=timezone.now())
    fallen_silent(dead)
    leases.reap(at=timezone.now())
    assert state_of(job) == State.CANCELLED


def zombie_of(job: Job) -> Run:
    """An attempt that was given up for dead, while another has the job."""
    first = run_of(taken("zombie"))
    fallen_silent(first.job)
    leases.reap(at=timezone.now())
    assert taken("second").attempt == first.job.attempt + 1
    return first


def test_a_zombie_writes_no_step(job, officer):
    zombie = zombie_of(job)
    with pytest.raises(LeaseLost), zombie.step(number=99):
        officer.first_name = "ผี"
        officer.save()
    officer.refresh_from_db()
    job.refresh_from_db()
    assert (officer.first_name, job.checkpoint) == ("ทดสอบ", {})


def test_a_zombie_that_was_in_the_middle_of_a_step_loses_all_of_it(job, officer):
    zombie = run_of(taken())
    with pytest.raises(LeaseLost), zombie.step(number=1):
        officer.first_name = "ผี"
        officer.save()
        Job.objects.update(
            attempt=7
        )  # cannot happen on PostgreSQL or SQLite, where the step keeps others out
    officer.refresh_from_db()
    assert officer.first_name == "ทดสอบ"


def test_a_zombie_tells_no_progress_and_learns_that_it_is_one(job):
    zombie = zombie_of(job)
    with pytest.raises(LeaseLost):
        zombie.progress(2, 3)
    job.refresh_from_db()
    assert (job.done, job.worker) == (0, "second")


@pytest.mark.parametrize("end", ["finish", "fail", "end_cancelled", "give_back"])
def test_a_zombie_cannot_end_the_job(job, end):
    zombie = zombie_of(job)
    given = {"finish": {"result": {}, "files": []}, "fail": {"sentence": "x"}}.get(end, {})
    at = {} if end == "give_back" else {"at": timezone.now()}
    with pytest.raises(LeaseLost):
        getattr(leases, end)(zombie.job, **given, **at)
    assert state_of(job) == State.RUNNING


def test_a_zombie_that_ends_its_work_offers_nothing(job, tmp_path):
    zombie = zombie_of(job).job
    perform(zombie, pulse=Pulse(zombie))
    assert not JobFile.objects.exists() and state_of(job) == State.RUNNING


@pytest.mark.django_db(transaction=True)
def test_files_of_a_dead_attempt_are_removed(job, tmp_path):
    run = run_of(taken())
    path = tmp_path / "half.txt"
    path.write_text("half")
    run.offer(path, "half.txt", "text/plain")
    assert default_storage.exists(run.offered[0].key) and not JobFile.objects.exists()
    fallen_silent(run.job)
    leases.reap(at=timezone.now())
    assert not default_storage.exists(run.offered[0].key)


def test_a_run_goes_on_from_its_checkpoint(job, officer):
    Job.objects.update(checkpoint={"number": 2})
    seen = run_of(taken())
    assert seen.checkpoint == {"number": 2}
    with seen.step() as saved:
        saved["number"] = 3
    job.refresh_from_db()
    assert job.checkpoint == {"number": 3} == seen.checkpoint


def test_a_step_that_fails_leaves_the_checkpoint_as_it_was(job):
    run = run_of(taken())
    with pytest.raises(ZeroDivisionError), run.step(number=1):
        raise ZeroDivisionError
    job.refresh_from_db()
    assert job.checkpoint == {} == run.checkpoint


def test_a_cancelled_job_stops_at_its_next_step_and_its_folder_is_gone(job, officer, settings):
    mine = taken()
    actions.cancel(job, by=officer, at=timezone.now())
    pulse = Pulse(mine)
    pulse.look()
    perform(mine, pulse=pulse)
    assert state_of(job) == State.CANCELLED
    assert not settings.JOB_FOLDER.exists() or list(settings.JOB_FOLDER.iterdir()) == []


def test_a_waiting_job_is_cancelled_at_once_and_retried_from_where_it_was(job, officer):
    Job.objects.update(checkpoint={"number": 2})
    actions.cancel(job, by=officer, at=timezone.now())
    assert state_of(job) == State.CANCELLED and taken() is None
    actions.retry(job, by=officer, at=timezone.now())
    (done,) = run_waiting()
    assert (done.state, done.attempt, done.result) == (State.DONE, 1, {"counted": 3})


def test_what_is_done_can_neither_be_cancelled_nor_retried(job, officer):
    (done,) = run_waiting()
    for action in (actions.cancel, actions.retry):
        with pytest.raises(NotNow):
            action(done, by=officer, at=timezone.now())


def test_a_job_is_not_done_for_somebody_who_has_become_another(job, officer):
    type(officer).objects.update(is_active=False)
    (failed,) = run_waiting()
    assert failed.state == State.FAILED and "สิทธิ์" in failed.problem


def test_a_job_started_in_a_transaction_that_fails_was_never_there(officer):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 1})
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_a_kind_that_nobody_knows_is_not_started(officer):
    with pytest.raises(ValueError):
        actions.start(kind="unheard_of", by=officer, at=timezone.now(), parameters={})


@pytest.mark.django_db(transaction=True)
def test_workers_at_one_moment_take_each_job_once(officer, tmp_path):
    with shared_by_threads(tmp_path):
        wanted = {
            actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 1}).pk
            for _ in range(12)
        }
        got = [job.pk for jobs in at_once(*times(4, take_three)) for job in jobs]
    assert len(got) == 12 and set(got) == wanted


def take_three() -> list[Job]:
    return [job for _time in range(3) if (job := taken())]


@pytest.mark.django_db(transaction=True)
def test_a_step_at_hand_keeps_the_reaper_out_but_not_progress_and_wishes(job, officer):
    if connection.vendor == "sqlite":  # one writer at a time: there a step keeps everybody out
        return
    run = run_of(taken())
    fallen_silent(run.job)
    with run.step(number=1):
        assert at_once(lambda: leases.reap(at=timezone.now())) == [0]
        at_once(lambda: actions.cancel(job, by=officer, at=timezone.now()), Pulse(run.job).look)
    job.refresh_from_db()
    assert (job.state, job.cancel_wanted, job.checkpoint) == (State.RUNNING, True, {"number": 1})


def test_a_kind_that_stumbles_over_the_end_of_its_job_keeps_no_other_from_being_reaped(
    job, officer, monkeypatch
):
    monkeypatch.setattr(Job, "its_kind", _kinds.STUMBLING)
    later = actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 1})
    for one in (taken(), taken()):
        Job.objects.filter(pk=one.pk).update(losses=2)
        fallen_silent(one)
    assert leases.reap(at=timezone.now()) == 2
    assert {state_of(job), state_of(later)} == {State.FAILED}


def test_a_database_that_goes_away_does_not_fail_the_job(job, monkeypatch):
    def gone(run):
        raise OperationalError

    mine = taken()
    monkeypatch.setattr(Job, "its_kind", Kind(name="count", title="", run=gone))
    with pytest.raises(OperationalError):
        perform(mine, pulse=Pulse(mine))
    assert state_of(job) == State.RUNNING
