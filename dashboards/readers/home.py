"""What a person should do today, and how far the own district has come."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bkkhousing.lib import thai
from communities.models import Community
from communities.readers import household_name
from dashboards.readers.communities import Progress, last_entries, progress_of
from dashboards.readers.next_steps import Step, Waiting, alike_to_look_at, ready_drafts, steps_for
from dashboards.readers.quality import OfficerQuality, quality_of
from surveys.models import Comment, DistrictRound, Round, Survey
from surveys.readers.lists import days_since, left_to_do
from surveys.readers.wording import field_label

SHOWN = 6
SOON = timedelta(days=30)
COMMUNITIES_SHOWN = 12
BEHIND_SHOWN = 6


@dataclass(frozen=True)
class Task:
    """A survey that waits for the officer: its name, where it is and what is left."""

    pk: UUID
    url: str
    name: str
    community: str
    said: str


@dataclass(frozen=True)
class TaskList:
    """The newest tasks of one kind, and how many there are in all."""

    tasks: tuple[Task, ...]
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.tasks)

    @property
    def first(self) -> tuple[str, str]:
        """Name and address of the task to begin with."""
        return (self.tasks[0].name, self.tasks[0].url) if self.tasks else ("", "")


@dataclass(frozen=True)
class OfficerHome:
    """The day of somebody who enters surveys."""

    steps: tuple[Step, ...]
    returned: TaskList
    drafts: TaskList
    communities: tuple[Progress, ...]
    communities_in_all: int


@dataclass(frozen=True)
class HeadHome:
    """The day of a head: the queue, the coverage, the communities furthest behind, how the forms fare."""

    sent_back: tuple[DistrictRound, ...]
    alike: int
    waiting: int
    oldest_days: int
    done: int
    expected: int
    communities: tuple[Progress, ...]
    communities_in_all: int
    due: float
    quality: tuple[OfficerQuality, ...]
    returned: TaskList
    drafts: TaskList

    @property
    def percent(self) -> str:
        return f"{100 * self.done / self.expected:.1f}" if self.expected else ""

    @property
    def percent_due(self) -> str:
        """How far the district would be had it come as far as the days of the round."""
        return f"{100 * self.due:.0f}"


def officer_home(user, round: Round | None) -> OfficerHome:
    """Own returned surveys and drafts; the communities the officer works in first, then by name."""
    rows = _communities_of(user, round)
    mine = last_entries([one.community for one in rows], round, by=user)
    rows.sort(key=lambda one: -mine[one.community.pk].timestamp() if one.community.pk in mine else 0)
    returned, drafts = returned_to(user), drafts_of(user)
    return OfficerHome(
        steps=steps_for(_waiting_for(user, returned, drafts), rows),
        returned=returned,
        drafts=drafts,
        communities=_with_last_entry(rows[:COMMUNITIES_SHOWN], round),
        communities_in_all=len(rows),
    )


def _waiting_for(user, returned: TaskList, drafts: TaskList) -> Waiting:
    return Waiting(
        returned=returned.number,
        first_returned=returned.first,
        drafts=drafts.number,
        first_draft=drafts.first,
        ready=ready_drafts(user) if drafts.number else 0,
        alike=alike_to_look_at(user),
    )


def head_home(user, round: Round | None, *, today: date) -> HeadHome:
    """The queue of the district and its coverage; the communities furthest behind the days come first."""
    rows = _communities_of(user, round)
    targeted = [one for one in rows if one.expected]
    queue = Survey.objects.visible_to(user).awaiting_review()
    due = elapsed(round, today)
    behind = sorted(rows, key=lambda one: (one.done - one.expected * due, -one.left))
    return HeadHome(
        sent_back=tuple(DistrictRound.objects.visible_to(user).sent_back().select_related("round")),
        alike=alike_to_look_at(user),
        waiting=queue.count(),
        oldest_days=days_since(queue.values_list("submitted_at", flat=True).first(), today),
        done=sum(one.done for one in targeted),
        expected=sum(one.expected for one in targeted),
        communities=_with_last_entry(behind[:BEHIND_SHOWN], round),
        communities_in_all=len(rows),
        due=due,
        quality=quality_of(user, round),
        returned=returned_to(user),
        drafts=drafts_of(user),
    )


def elapsed(round: Round | None, today: date) -> float:
    """The part of the round's days that has passed, between 0 and 1; today counts in full."""
    if round is None or today < round.opens_on:
        return 0.0
    days = (round.closes_on - round.opens_on).days + 1
    return min(1.0, ((today - round.opens_on).days + 1) / days)


def closing_of(round: Round | None, district: str, *, today: date) -> str:
    """When the round closes for a district, in words, once the end is near or past; else nothing."""
    if round is None or round.closes_on - today > SOON:
        return ""
    day = round.closes_for(district)
    left, date_said = (day - today).days, thai.format_date(day)
    if left < 0:
        return _("รอบปิดแล้วเมื่อ %(date)s") % {"date": date_said}
    said = ngettext("ปิดรอบ %(date)s เหลือ %(n)s วัน", "ปิดรอบ %(date)s เหลือ %(n)s วัน", left)
    return said % {"date": date_said, "n": left} if left else _("ปิดรอบวันนี้")


def _communities_of(user, round: Round | None) -> list[Progress]:
    return progress_of(Community.objects.visible_to(user).by_name(), round)


def _with_last_entry(rows: Iterable[Progress], round: Round | None) -> tuple[Progress, ...]:
    rows = list(rows)
    last = last_entries([one.community for one in rows], round)
    return tuple(replace(one, last=last.get(one.community.pk)) for one in rows)


def returned_to(user) -> TaskList:
    """Surveys of this person that the head gave back, each with the first comment."""
    rows = Survey.objects.visible_to(user).written_by(user).returned()
    open_comments = Comment.objects.visible_to(user).open().select_related("by")
    return _tasks(rows.prefetch_related(Prefetch("comments", open_comments), "moves"), _said_by_head)


def drafts_of(user) -> TaskList:
    """Drafts of this person with what each still needs."""
    return _tasks(Survey.objects.visible_to(user).written_by(user).drafts(), left_to_do)


def _tasks(rows, say) -> TaskList:
    found = rows.newest_first().with_place()[: SHOWN + 1]
    tasks = [_task(survey, say(survey)) for survey in found]
    number = len(tasks) if len(tasks) <= SHOWN else rows.count()
    return TaskList(tuple(tasks[:SHOWN]), number)


def _task(survey: Survey, said: str) -> Task:
    community = survey.community.shown_name if survey.community else _("ยังไม่เลือกชุมชน")
    name = household_name(survey.household, personal=True)
    return Task(survey.pk, survey.get_absolute_url(), name, community, said)


def _said_by_head(survey: Survey) -> str:
    """The first comment with its question and how many more there are; else the reason of the return."""
    comments = list(survey.comments.all())
    if not comments:
        moves = list(survey.moves.all())
        return f"“{moves[-1].reason}”" if moves else ""
    first, more = comments[0], len(comments) - 1
    label = field_label(first.field)
    said = f"{label}: “{first.text}”" if label else f"“{first.text}”"
    others = ngettext("และอีก %(n)s ข้อ", "และอีก %(n)s ข้อ", more) % {"n": more} if more else ""
    return " ".join(part for part in (said, others) if part)
