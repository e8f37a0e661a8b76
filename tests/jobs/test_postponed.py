"""A job that meets a full disk waits and says why, and is not given up for it (T7)."""

import errno

import pytest
from django.db import OperationalError
from django.utils import timezone

from jobs import actions, leases
from jobs.choices import State
from jobs.kinds import kind_of
from jobs.models import Job
from jobs.performing import perform
from jobs.problems import Postponed
from jobs.pulse import Pulse
from jobs.readers import standing
from jobs.shift import Shift
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests

pytestmark = pytest.mark.django_db


@pytest.fixture
def job(officer) -> Job:
    actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 3})
    return leases.take(worker="one", at=timezone.now())


def meets(monkeypatch, error: Exception) -> None:
    def run(_run):
        raise error

    monkeypatch.setitem(vars(kind_of("count")), "run", run)


def performed(job: Job, expected: type[Exception]) -> Job:
    with pytest.raises(expected):
        perform(job, pulse=Pulse(job))
    job.refresh_from_db()
    return job


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_job_that_cannot_write_waits_with_the_reason(number, job, officer, monkeypatch):
    meets(monkeypatch, OSError(number, "x"))
    waiting = performed(job, Postponed)
    assert (waiting.state, waiting.losses, waiting.worker) == (State.WAITING, 0, "")
    told = standing(waiting, officer, at=timezone.now())
    assert "พักไว้" in told.said and told.problem == "" and not told.is_over


def test_a_job_that_waited_is_done_when_there_is_room_and_says_nothing_of_it(job, officer, monkeypatch):
    with monkeypatch.context() as full:
        meets(full, OSError(errno.ENOSPC, "x"))
        performed(job, Postponed)
    again = leases.take(worker="one", at=timezone.now())
    perform(again, pulse=Pulse(again))
    again.refresh_from_db()
    assert (again.state, again.problem, again.result) == (State.DONE, "", {"counted": 3})


def test_a_job_that_waited_for_hours_fails_with_what_to_do(job, monkeypatch):
    meets(monkeypatch, OSError(errno.ENOSPC, "x"))
    job.attempt = leases.MOST_POSTPONEMENTS
    job.save()
    failed = performed(job, Postponed)
    assert failed.state == State.FAILED and "เพิ่มพื้นที่" in failed.problem


def test_a_database_that_went_away_is_for_the_worker_to_notice(job, monkeypatch):
    meets(monkeypatch, OperationalError("gone"))
    assert performed(job, OperationalError).state == State.RUNNING


def test_a_worker_whose_job_was_postponed_rests_before_the_next(job, settings):
    settings.JOB_RESTS_SECONDS = 60
    shift = Shift(name="one")
    shift.settle(job, 75)
    assert shift.is_resting
