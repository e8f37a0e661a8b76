"""Jobs as the tests of the queue need them: waiting, taken, silent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import actions, leases
from jobs.models import Job
from jobs.pulse import Pulse
from jobs.run import Run
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests


@pytest.fixture
def own_storage(settings, tmp_path):
    settings.MEDIA_ROOT, settings.JOB_FOLDER = tmp_path / "media", tmp_path / "jobs"


def started(by, kind: str = "count", **parameters) -> Job:
    return actions.start(kind=kind, by=by, at=timezone.now(), parameters=parameters or {"to": 1})


def taken(by, kind: str = "count", **parameters) -> Job:
    """A job of this person in the hands of a worker."""
    started(by, kind, **parameters)
    return leases.take(worker="one", at=timezone.now())


def run_of(job: Job) -> Run:
    return Run(job, pulse=Pulse(job), at=timezone.now())


def changed(job: Job, **values) -> Job:
    """The job after its row was changed behind its back."""
    Job.objects.filter(pk=job.pk).update(**values)
    return Job.objects.get(pk=job.pk)


def silent(job: Job, seconds: float) -> Job:
    return changed(job, heartbeat_at=timezone.now() - timedelta(seconds=seconds))
