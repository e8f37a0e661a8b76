"""Workers as they run in production: processes that take jobs, do them in processes of their own, and stop when asked."""

import os
import signal

import pytest
from django.utils import timezone

from jobs import actions
from jobs.choices import State
from jobs.models import Job, Worker
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests
from tests.jobs.workers import database_for_processes, until, work_until_idle, worker  # noqa: F401

pytestmark = pytest.mark.usefixtures("database_for_processes")


def started(kind: str, by, **parameters) -> Job:
    return actions.start(kind=kind, by=by, at=timezone.now(), parameters=parameters, subject="ทดสอบ")


def test_a_worker_does_what_waits_and_goes_home(officer):
    jobs = [started("count", officer, to=2), started("hog", officer), started("refuse", officer)]
    assert work_until_idle() == 0
    states = [(job.refresh_from_db(), job.state)[1] for job in jobs]
    assert states == [State.DONE, State.FAILED, State.FAILED]
    assert "หน่วยความจำ" in jobs[1].problem and jobs[0].peak_mib > 10


def test_a_job_lets_those_go_first_who_wait_for_a_page(officer):
    job = started("yielding", officer)
    work_until_idle()
    job.refresh_from_db()
    assert job.result["nice"] >= min(19, os.nice(0) + 10)


def test_a_worker_that_is_asked_to_stop_puts_its_job_back_within_seconds(officer):
    job = started("wait", officer, seconds=60)
    with worker() as process:
        until(lambda: Job.objects.filter(pk=job.pk, checkpoint__begun=True).exists())
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    job.refresh_from_db()
    assert (job.state, job.losses, job.checkpoint) == (State.WAITING, 0, {"begun": True})


def test_a_cancelled_job_that_never_asks_is_ended_all_the_same(officer):
    job = started("deafen", officer, seconds=60)
    with worker("--until-idle", JOB_PATIENCE_SECONDS="1") as process:
        until(lambda: Job.objects.filter(pk=job.pk, state=State.RUNNING).exists())
        actions.cancel(job, by=officer, at=timezone.now())
        assert process.wait(40) == 0
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_a_worker_that_waits_says_that_it_lives_and_goes_without_a_trace(officer):
    with worker("--name", "desk") as process:
        until(lambda: Worker.objects.filter(name__startswith="desk.").exists())
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    assert not Worker.objects.exists()
