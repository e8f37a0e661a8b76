"""Does waiting jobs here and now, in the process and transaction of the test."""

from django.utils import timezone

from jobs import leases
from jobs.models import Job
from jobs.performing import perform
from jobs.pulse import Pulse


def run_waiting() -> list[Job]:
    """Every waiting job done in turn, as a worker would; the jobs as they ended."""
    done = []
    while job := leases.take(worker="test", at=timezone.now()):
        perform(job, pulse=Pulse(job))
        job.refresh_from_db()
        done.append(job)
    return done
