"""Districts that are late, and reminders of them, as tests need them; every moment is given."""

from datetime import UTC, date, datetime, timedelta

from plans.choices import MailState, ReminderKind
from plans.models import Decision, Meeting, Reminder, ReminderRecipient, WorkingGroup
from plans.readers.outstanding import outstanding
from plans.readers.progress import Pace
from plans.reminding import Patience, Situation
from tests import factories

AT = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)  # 10:00 in Bangkok
TODAY = date(2026, 11, 20)
DAY = timedelta(days=1)
PATIENCE = Patience()
FACTS = {
    ReminderKind.CLOSING: {"closes_on": "2026-11-30", "left": 1250, "unsent": 4},
    ReminderKind.BEHIND: {"behind": 300, "due": 1200, "done": 900, "percent": 25, "plan": True},
    ReminderKind.RETURNED: {"forms": 12, "days": 3, "since": "2026-11-02"},
    ReminderKind.DECISIONS: {"decisions": 2},
}


def a_round(**given):
    """Ten days of a round that has ten more to go, in the middle of which TODAY lies."""
    days = {"opens_on": TODAY - 50 * DAY, "closes_on": TODAY + 49 * DAY}
    return factories.open_round(**{**days, **given})


def situation(**given) -> Situation:
    """A district that nobody needs to remind of anything."""
    days = {"opens_on": TODAY - 50 * DAY, "closes_on": TODAY + 49 * DAY}
    pace = Pace(done=50, expected=100, due=50, counted=50)
    return Situation(**{"today": TODAY, "pace": pace, **days, **given})


def done(place, surveys: int, *, state: str = "counted") -> None:
    factories.figure_row(place, state=state, surveys=surveys).save()


def given_back(place, officer, *days_ago: int) -> None:
    """Forms that the head gave back so many days ago, with their figures."""
    for days in days_ago:
        at = AT - days * DAY
        factories.listed_surveys(1, by=officer, place=place, state="returned", reviewed_at=at)
    done(place, len(days_ago), state="returned")


def overdue_decision(district: str, head, *, due_on: date = TODAY - DAY) -> Decision:
    made = {"updated_at": AT, "updated_by": head}
    group = WorkingGroup.objects.get_or_create(district_id=district, defaults=made)[0]
    meeting = Meeting.objects.create(group=group, held_on=TODAY - 30 * DAY, **made)
    return Decision.objects.create(
        meeting=meeting, what="นางมาลีไปเยี่ยมบ้าน 77/7777", owner="นางมาลี", due_on=due_on
    )


def told_to(
    *people, kind=ReminderKind.BEHIND, round, at=AT, mail=MailState.NONE, by=None, **given
) -> Reminder:
    """A reminder that these people of one district got."""
    district = given.pop("district", None) or people[0].district_id
    day = given.pop("day", None) or at.date()
    facts = given.pop("facts", FACTS[kind])
    made = {"made_at": at, "made_by": by, "facts": facts}
    reminder = Reminder.objects.create(round=round, district_id=district, kind=kind, day=day, **made)
    rows = [ReminderRecipient(reminder=reminder, user=person, mail=mail, **given) for person in people]
    ReminderRecipient.objects.bulk_create(rows)
    return reminder


def due_in(round, *, today: date = TODAY, patience: Patience = PATIENCE) -> dict[str, set[str]]:
    """What each district that has anything would be told, by its code."""
    found = outstanding(round=round, today=today, patience=patience)
    return {one.district.pk: {matter.due.kind.value for matter in one.matters} for one in found}
