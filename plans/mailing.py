"""E-mails of reminders: one to each person with everything that waits for them; counts, places and links alone."""

import smtplib
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import ngettext

from accounts.models import User
from plans.choices import MailProblem, MailState
from plans.models import ReminderRecipient
from plans.reminder_words import Told

BEING_SENT = timedelta(hours=1)
"""So long nobody else sends what one run has taken; a run that died leaves it to the next night."""
MOST_FAILURES = 3
ONE_PERSON = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,
)
"""What goes wrong with one address or one letter; an address that cannot be written is a ValueError."""


def waiting_people(*, at: datetime) -> list[User]:
    """Those for whom something waits that nobody is sending right now."""
    rows = ReminderRecipient.objects.awaiting_mail().not_tried_since(at - BEING_SENT)
    return list(User.objects.filter(pk__in=rows.values("user_id")).order_by("pk"))


def letter(told: Iterable[Told], *, to: str) -> EmailMessage:
    """The digest in Thai: of each matter the newest word only."""
    newest: dict[tuple, Told] = {}
    for one in sorted(told, key=lambda one: one.day):
        newest[one.round.pk, one.kind] = one
    with translation.override("th"):
        return EmailMessage(_subject(newest), _body(newest), to=[to])


def _subject(newest: dict[tuple, Told]) -> str:
    district = next(iter(newest.values())).district.name
    words = ngettext(
        "เขต%(district)s: มี %(n)s เรื่องที่รอดำเนินการ — สำรวจที่อยู่อาศัย กทม.",
        "เขต%(district)s: มี %(n)s เรื่องที่รอดำเนินการ — สำรวจที่อยู่อาศัย กทม.",
        len(newest),
    )
    return words % {"district": district, "n": len(newest)}


def _body(newest: dict[tuple, Told]) -> str:
    told = list(newest.values())
    place = {"district": told[0].district, "address": settings.SITE_ADDRESS}
    return render_to_string("plans/reminder_mail.txt", {"told": told, **place}).strip() + "\n"


class Postman:
    """Takes letters to the server; after some failures in a row it stops trying, and says of each that it stayed."""

    def __init__(self) -> None:
        self.connection, self.failures = get_connection(), 0

    def take(self, mail: EmailMessage) -> MailProblem | None:
        """What went wrong, if anything."""
        if self.failures >= MOST_FAILURES:
            return MailProblem.NO_SERVER
        try:
            self.connection.open()
            self.connection.send_messages([mail])
        except ONE_PERSON:
            self.hang_up()
            return MailProblem.REFUSED
        except OSError:  # every other error of SMTP, and of the net beneath it
            self.hang_up()
            self.failures += 1
            return MailProblem.NO_SERVER
        self.failures = 0
        return None

    def hang_up(self) -> None:
        with suppress(OSError):
            self.connection.close()


def send_to(person: User, postman: Postman, *, at: datetime) -> bool:
    """Send a person what waits for them, and write down how that went; False when nothing left."""
    mine = ReminderRecipient.objects.told(person)
    taken = mine.awaiting_mail().not_tried_since(at - BEING_SENT).update(tried_at=at)
    rows = list(
        mine.awaiting_mail().filter(tried_at=at).select_related("reminder__round", "reminder__district")
    )
    if not taken or not rows:
        return False
    problem = postman.take(letter([Told.of(row.reminder) for row in rows], to=person.email))
    if problem is None:
        noted = {"mail": MailState.SENT, "sent_at": at, "problem": ""}
    else:
        noted = {"mail": MailState.FAILED, "problem": problem}
    ReminderRecipient.objects.filter(pk__in=[row.pk for row in rows]).update(**noted)
    return problem is None
