"""Reminding districts, and saying that one knows."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from audit.choices import Deed
from audit.models import record
from jobs.actions import start
from jobs.models import Job
from plans.choices import MailState
from plans.models import Reminder, ReminderRecipient
from plans.readers.outstanding import Matter, gets_mail, outstanding
from plans.reminding import Patience
from surveys.models import Round

KIND = "reminders"


@transaction.atomic
def ask_to_remind(*, round: Round, districts: Collection[str], by, at: datetime) -> Job:
    """The Department has these districts reminded; it is written down who wanted it."""
    scope = {"round": round.pk, "districts": sorted(districts)}
    record(by=by, at=at, deed=Deed.REMIND, subject="reminders", rows=len(districts), scope=scope)
    return start(kind=KIND, by=by, at=at, parameters=scope, subject=round.name)


@transaction.atomic
def remind(
    *, round: Round, by, at: datetime, districts: Collection[str] | None = None, patience: Patience
) -> list[Reminder]:
    """Tell the districts (all when none are named) what is due and was not told lately.

    Whoever reminds in the same round at the same moment waits here, and then finds it told.
    """
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    found = outstanding(round=round, today=timezone.localdate(at), patience=patience)
    chosen = [one for one in found if districts is None or one.district.pk in districts]
    return [_tell(matter, by=by, at=at) for one in chosen for matter in one.fresh]


def _tell(matter: Matter, *, by, at: datetime) -> Reminder:
    told = matter.told
    reminder = Reminder.objects.create(
        round=told.round,
        district=told.district,
        kind=told.kind,
        day=told.day,
        facts=told.facts,
        made_at=at,
        made_by=by,
    )
    ReminderRecipient.objects.bulk_create(_recipient(reminder, person) for person in matter.people)
    return reminder


def _recipient(reminder: Reminder, person) -> ReminderRecipient:
    mail = MailState.WAITING if gets_mail(person) else MailState.NONE
    return ReminderRecipient(reminder=reminder, user=person, mail=mail)


def acknowledge(*, by, at: datetime, until: int, since: date) -> int:
    """The person knows what their box showed: reminders from `since` on, up to the row `until`; how many."""
    shown = ReminderRecipient.objects.told(by).unseen().filter(pk__lte=until, reminder__day__gte=since)
    return shown.update(seen_at=at)
