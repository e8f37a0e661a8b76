"""Reminding: never the same twice within some days, each person once, and who wanted it is written down."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from audit.choices import Deed
from audit.models import AccessRecord
from jobs.models import Job
from plans.actions.reminding import acknowledge, ask_to_remind, remind
from plans.choices import MailState, ReminderKind
from plans.models import Reminder, ReminderRecipient
from plans.reminding import Patience
from tests import factories
from tests.plans.reminded import AT, DAY, PATIENCE, TODAY, a_round, done, overdue_decision, told_to
from tests.surveys.at_once import at_once, shared_by_threads, times

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def round(reference):
    return a_round()


def reminded(round, *, at=AT, by=None, patience=PATIENCE, districts=None) -> list[tuple[str, str]]:
    """District and kind of each reminder that was made."""
    made = remind(round=round, by=by, at=at, districts=districts, patience=patience)
    return [(one.district_id, one.kind) for one in made]


def test_a_late_district_is_reminded_with_the_figures_of_the_day(slum, officer, head, round):
    done(slum, 30)
    assert reminded(round) == [("1026", "behind")]
    made = Reminder.objects.get()
    assert made.facts == {"behind": 20, "due": 50, "done": 30, "percent": 40, "plan": False}
    assert (made.day, made.made_at, made.made_by) == (TODAY, AT, None)


def test_everybody_concerned_gets_it_once_and_nobody_else(slum, officer, head, other_head, department, round):
    reminded(round)
    people = ReminderRecipient.objects.values_list("user__username", "mail", "seen_at")
    assert sorted(people) == [("head.1026", "none", None), ("officer.1026", "none", None)]


def test_the_head_alone_gets_the_decisions(officer, head, round):
    overdue_decision("1026", head)
    reminded(round)
    assert [one.user for one in Reminder.objects.get().recipients.all()] == [head]


def test_a_district_without_people_is_noted_all_the_same(slum, round):
    assert reminded(round) == [("1026", "behind")]
    assert not ReminderRecipient.objects.exists()


@pytest.mark.parametrize(
    ("later", "again"),
    [(HOUR, False), (13 * HOUR, False), (DAY, False), (6 * DAY, False), (7 * DAY, True), (30 * DAY, True)],
)
def test_the_same_is_not_told_again_within_a_week(later, again, slum, round):
    reminded(round)
    assert bool(reminded(round, at=AT + later)) is again


def test_how_long_the_same_is_left_alone_is_a_setting(slum, round):
    reminded(round)
    assert reminded(round, at=AT + 2 * DAY, patience=Patience(again_days=2))


def test_another_matter_of_the_district_is_told_at_once(slum, head, round):
    reminded(round)
    overdue_decision("1026", head)
    assert reminded(round, at=AT + HOUR) == [("1026", "decisions")]


def test_what_caught_up_meanwhile_is_not_told(slum, round):
    done(slum, 50)
    assert reminded(round) == []


def test_only_the_chosen_districts_are_reminded(slum, other_slum, round):
    assert reminded(round, districts=["1006"]) == [("1006", "behind")]
    assert reminded(round, at=AT + HOUR) == [("1026", "behind")]


def test_the_department_stands_behind_what_it_had_sent(slum, department, round):
    reminded(round, by=department)
    assert Reminder.objects.get().made_by == department


def test_the_day_is_that_of_bangkok(slum, round):
    reminded(round, at=AT.replace(hour=18))  # one in the morning of the next day
    assert Reminder.objects.get().day == TODAY + DAY


def test_the_database_holds_one_of_a_kind_and_day(slum, officer, round):
    told_to(officer, round=round)
    with pytest.raises(IntegrityError), transaction.atomic():
        told_to(officer, round=round, at=AT + HOUR)


@pytest.mark.django_db(transaction=True)
def test_two_at_one_moment_remind_once(tmp_path, reference):
    with shared_by_threads(tmp_path):
        round = a_round()
        factories.community("1026", "ร่วมใจพัฒนา")
        factories.person("officer", "1026")
        at_once(*times(3, lambda: remind(round=round, by=None, at=AT, patience=PATIENCE)))
        assert (Reminder.objects.count(), ReminderRecipient.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("sends", "address", "mail"),
    [
        (True, "a@example.go.th", MailState.WAITING),
        (True, "", MailState.NONE),
        (False, "a@example.go.th", MailState.NONE),
    ],
)
def test_an_e_mail_waits_for_who_has_an_address(sends, address, mail, slum, officer, round, settings):
    settings.SENDS_MAIL = sends
    officer.email = address
    officer.save()
    reminded(round)
    assert ReminderRecipient.objects.get().mail == mail


def test_asking_starts_the_job_and_is_written_down(slum, department, round):
    job = ask_to_remind(round=round, districts=["1026", "1006"], by=department, at=AT)
    assert Job.objects.get() == job
    assert job.parameters == {"round": "2570", "districts": ["1006", "1026"]}
    noted = AccessRecord.objects.get(deed=Deed.REMIND)
    assert (noted.by, noted.at, noted.rows, noted.scope) == (department, AT, 2, job.parameters)


def seen(user) -> list[str]:
    return sorted(
        ReminderRecipient.objects.told(user).exclude(seen_at=None).values_list("reminder__kind", flat=True)
    )


def test_a_person_knows_exactly_what_their_box_showed(officer, head, round):
    told_to(officer, head, round=round)
    until = ReminderRecipient.objects.get(user=officer).pk
    told_to(officer, round=round, kind=ReminderKind.RETURNED)
    assert acknowledge(by=officer, at=AT + HOUR, until=until, since=TODAY) == 1
    assert (seen(officer), seen(head)) == (["behind"], [])


def test_what_the_box_showed_no_more_stays_unseen(officer, round):
    told_to(officer, round=round, at=AT - 20 * DAY)
    until = ReminderRecipient.objects.get().pk
    assert acknowledge(by=officer, at=AT, until=until, since=TODAY - 6 * DAY) == 0


def test_the_first_time_is_kept(officer, round):
    told_to(officer, round=round)
    until = ReminderRecipient.objects.get().pk
    for hours in (1, 2):
        acknowledge(by=officer, at=AT + hours * HOUR, until=until, since=TODAY)
    assert ReminderRecipient.objects.get().seen_at == AT + HOUR


@pytest.mark.parametrize("given", [{"mail": "sent"}, {"mail": "none", "sent_at": AT}])
def test_a_mail_was_sent_at_a_time_or_not_at_all(given, officer, round):
    with pytest.raises(IntegrityError), transaction.atomic():
        told_to(officer, round=round, **given)
