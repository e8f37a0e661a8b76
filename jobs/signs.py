"""Signs of life of the workers, for the health page and for whoever wonders why nothing moves."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q

from jobs.leases import patience
from jobs.models import Job, Worker

FORGOTTEN_AFTER = timedelta(days=1)
TOO_LONG = timedelta(minutes=5)


@dataclass(frozen=True)
class Health:
    """How the queue stands: workers alive, seconds since the last sign of any, jobs waiting, and whether one waits too long."""

    workers: int
    waiting: int
    silent_seconds: float | None
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
    """Two statements: the workers' and the queue's."""
    workers = Worker.objects.aggregate(
        alive=Count("pk", filter=Q(beat_at__gte=at - patience())), newest=Max("beat_at")
    )
    queue = Job.objects.waiting().aggregate(number=Count("pk"), oldest=Min("created_at"))
    newest, oldest = workers["newest"], queue["oldest"]
    return Health(
        workers=workers["alive"],
        waiting=queue["number"],
        silent_seconds=(at - newest).total_seconds() if newest else None,
        is_stuck=oldest is not None and oldest < at - TOO_LONG and not workers["alive"],
    )


def by_state() -> dict[str, int]:
    """How many jobs stand in each state."""
    return dict(Job.objects.order_by().values_list("state").annotate(number=Count("pk")))
