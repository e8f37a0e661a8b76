"""Signs of life of the workers, for the health page and for whoever wonders why nothing moves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from jobs.leases import patience
from jobs.models import Job, Worker

FORGOTTEN_AFTER = timedelta(days=1)
TOO_LONG = timedelta(minutes=5)


@dataclass(frozen=True)
class Health:
    """How the queue stands: workers alive, jobs waiting, and whether one has waited too long with nobody to do it."""

    workers: int
    waiting: int
    is_stuck: bool


def give(name: str, *, job: Job | None, at: datetime) -> None:
    """Say that a worker lives and what it does."""
    values = {"beat_at": at, "job": job}
    Worker.objects.update_or_create(name=name, defaults=values, create_defaults={"started_at": at, **values})


def leave(name: str) -> None:
    Worker.objects.filter(name=name).delete()


def forget_gone(*, at: datetime) -> None:
    Worker.objects.filter(beat_at__lt=at - FORGOTTEN_AFTER).delete()


def health(*, at: datetime) -> Health:
    workers = Worker.objects.filter(beat_at__gte=at - patience()).count()
    waiting = Job.objects.waiting()
    is_late = waiting.filter(created_at__lt=at - TOO_LONG).exists()
    return Health(workers=workers, waiting=waiting.count(), is_stuck=is_late and not workers)
