"""What is done once a night by whichever worker comes first; a night that was missed is made up for at the next start."""

from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from jobs import actions
from jobs.kinds import Kind, nightly_kinds
from jobs.models import Night

BEGINS = time(2, 0)


def last_night(at: datetime) -> date:
    """The day whose two o'clock in the morning passed last, in the time of Bangkok."""
    here = timezone.localtime(at)
    return here.date() if here.time() >= BEGINS else here.date() - timedelta(days=1)


def start_due(*, at: datetime) -> list[str]:
    """Queue every nightly kind that last night has not seen yet; the names of those queued."""
    night = last_night(at)
    return [kind.name for kind in nightly_kinds() if _see_to(kind, night, at)]


def _see_to(kind: Kind, night: date, at: datetime) -> bool:
    """A system that has just been set up has missed no night."""
    nights = Night.objects.filter(kind=kind.name)
    if nights.filter(night=night).exists():
        return False
    is_new = not nights.exists()
    try:
        with transaction.atomic():
            seen = Night.objects.create(kind=kind.name, night=night)
            if not is_new:
                seen.job = actions.start(kind=kind.name, by=None, at=at, parameters={})
                seen.save(update_fields=["job"])
    except IntegrityError:  # another worker was quicker
        return False
    return not is_new
