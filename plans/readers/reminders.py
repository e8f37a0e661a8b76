"""Reminders as people read them: the box of a person, and what districts were told."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plans.choices import MailState
from plans.models import Reminder, ReminderRecipient
from plans.reminder_words import Told
from plans.reminding import Patience


@dataclass(frozen=True)
class Box:
    """What a person has not said they know of; `until` and `since` name exactly that when they say it."""

    told: tuple[Told, ...] = ()
    until: int = 0
    since: date | None = None


def box_of(user, *, today: date, patience: Patience) -> Box:
    """Reminders that still stand, of the district where the person works now; one query."""
    since = patience.first_day(today)
    mine = ReminderRecipient.objects.told(user).unseen()
    rows = list(
        mine.filter(reminder__day__gte=since, reminder__district_id=user.district_id)
        .select_related("reminder__round", "reminder__district")
        .order_by("pk")
    )
    if not rows:
        return Box()
    return Box(tuple(Told.of(row.reminder) for row in rows), until=rows[-1].pk, since=since)


@dataclass(frozen=True)
class Line:
    """One reminder of the list, with who got it as far as the reader may know."""

    reminder: Reminder
    told: Told
    recipients: tuple[ReminderRecipient, ...]

    @property
    def seen(self) -> int:
        return sum(one.seen_at is not None for one in self.recipients)

    @property
    def failed(self) -> int:
        return self._mails(MailState.FAILED)

    @property
    def mails_said(self) -> str:
        """What became of the e-mails, in words; nothing where there were none."""
        return " · ".join(
            words % {"n": count} for state, words in self._words() if (count := self._mails(state))
        )

    def _words(self) -> list[tuple[MailState, str]]:
        return [
            (MailState.SENT, _("อีเมลส่งแล้ว %(n)s")),
            (MailState.WAITING, _("รอส่ง %(n)s")),
            (MailState.FAILED, _("ส่งไม่สำเร็จ %(n)s")),
        ]

    def _mails(self, state: MailState) -> int:
        return sum(one.mail == state for one in self.recipients)


def with_recipients(rows: QuerySet, user) -> QuerySet:
    """The same reminders with everything that a line shows; three queries for any number."""
    people = ReminderRecipient.objects.visible_to(user).select_related("user")
    return rows.select_related("round", "district", "made_by").prefetch_related(
        Prefetch("recipients", people)
    )


def lines_of(rows: Iterable[Reminder]) -> list[Line]:
    return [Line(one, Told.of(one), tuple(one.recipients.all())) for one in rows]


def said_of(rows: QuerySet) -> str:
    """How many reminders there are, in how many districts, and how many of their readers know of them."""
    number = rows.aggregate(n=Count("pk", distinct=True), districts=Count("district", distinct=True))
    people = ReminderRecipient.objects.filter(reminder__in=rows.values("pk"))
    readers = people.aggregate(n=Count("pk"), seen=Count("pk", filter=Q(seen_at__isnull=False)))
    words = ngettext(
        "%(n)s เรื่อง ใน %(districts)s เขต · รับทราบแล้ว %(seen)s จาก %(people)s",
        "%(n)s เรื่อง ใน %(districts)s เขต · รับทราบแล้ว %(seen)s จาก %(people)s",
        number["n"],
    )
    counts = {**number, "seen": readers["seen"], "people": readers["n"]}
    return words % {name: f"{count:,}" for name, count in counts.items()}
