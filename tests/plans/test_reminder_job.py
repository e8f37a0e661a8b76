"""The job of reminders: every night for the whole city, by day for the districts that the Department chose."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from jobs import nightly
from jobs.actions import start
from jobs.choices import State
from jobs.kinds import kind_of
from jobs.readers import standing
from plans.actions.reminding import KIND, ask_to_remind
from plans.choices import MailState
from plans.models import Reminder, ReminderRecipient
from surveys.models import Round
from tests import factories
from tests.jobs.running import run_waiting
from tests.plans.reminded import told_to

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def with_mail(settings):
    settings.SENDS_MAIL = True


@pytest.fixture
def late(slum, other_slum, officer, other_officer, round_2570):
    """Two districts behind the days of the round, each with an officer who has an address."""
    for person in (officer, other_officer):
        person.email = f"{person.username}@example.go.th"
        person.save()


def by_night():
    start(kind=KIND, by=None, at=NOW, parameters={})
    [job] = run_waiting()
    return job


def told() -> list[str]:
    return sorted(Reminder.objects.values_list("district_id", flat=True))


def test_it_is_among_what_every_night_sees_to():
    assert kind_of(KIND).nightly


def test_the_night_begins_it(late):
    nightly.start_due(at=NOW - timedelta(days=2))
    assert KIND in nightly.start_due(at=NOW)


def test_a_night_reminds_the_whole_city_and_sends_the_letters(late, with_mail):
    job = by_night()
    assert (job.state, job.result) == (State.DONE, {"reminders": 2, "mails": 2, "mails_failed": 0})
    assert told() == ["1006", "1026"] and len(mail.outbox) == 2
    assert set(Reminder.objects.values_list("made_by", flat=True)) == {None}


def test_a_second_night_finds_nothing_new(late, with_mail):
    by_night()
    assert by_night().result == {"reminders": 0, "mails": 0, "mails_failed": 0}
    assert len(mail.outbox) == 2


def test_by_day_only_the_chosen_districts_are_reminded(late, department, round_2570):
    job = ask_to_remind(round=round_2570, districts=["1006"], by=department, at=NOW)
    run_waiting()
    job.refresh_from_db()
    assert (job.state, told()) == (State.DONE, ["1006"])
    assert Reminder.objects.get().made_by == department


def test_the_owner_is_led_back_to_the_list(late, department, round_2570):
    job = ask_to_remind(round=round_2570, districts=["1006"], by=department, at=NOW)
    assert standing(job, department, at=NOW).next_url == "/reminders/"


def test_who_lost_the_role_meanwhile_reminds_nobody(late, department, round_2570):
    job = ask_to_remind(round=round_2570, districts=["1006"], by=department, at=NOW)
    department.role = "analyst"
    department.save()
    run_waiting()
    job.refresh_from_db()
    assert (job.state, told()) == (State.FAILED, [])


def test_without_a_server_reminders_are_made_and_no_letter_is(late):
    assert by_night().result == {"reminders": 2, "mails": 0, "mails_failed": 0}
    assert mail.outbox == [] and set(ReminderRecipient.objects.values_list("mail", flat=True)) == {
        MailState.NONE
    }


def test_a_server_that_is_away_does_not_fail_the_job(late, with_mail, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    job = by_night()
    assert (job.state, job.result) == (State.DONE, {"reminders": 2, "mails": 0, "mails_failed": 2})
    assert set(ReminderRecipient.objects.values_list("mail", flat=True)) == {MailState.FAILED}


def test_the_next_night_sends_what_stayed(late, with_mail, officer, round_2570):
    yesterday = NOW - timedelta(days=1)
    failed = {"mail": MailState.FAILED, "problem": "no_server", "tried_at": yesterday}
    told_to(officer, round=round_2570, at=yesterday, **failed)
    by_night()
    row = ReminderRecipient.objects.get(reminder__day=yesterday.date())
    assert (row.mail, row.problem) == (MailState.SENT, "")


def test_before_any_round_the_night_has_nothing_to_say(reference):
    Round.objects.all().delete()
    assert by_night().result == {"reminders": 0, "mails": 0, "mails_failed": 0}


def test_a_closed_round_reminds_nobody(late):
    today = timezone.localdate()
    factories.open_round(closes_on=today - timedelta(days=1))
    by_night()
    assert told() == []
