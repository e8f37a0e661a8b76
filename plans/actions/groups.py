"""Writing a working group: its footing and members, its meetings, and what became of its decisions."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import models, transaction
from django.utils.timezone import localdate

from districts.models import District
from plans.choices import DecisionState
from plans.models import Decision, GroupMember, Meeting, WorkingGroup
from plans.refusals import AlreadySettled, NotOfDistrict, Stale

MEMBER_COLUMNS = ("name", "position", "organisation", "role", "phone")
DECISION_COLUMNS = ("what", "owner", "due_on", "state")


@transaction.atomic
def save_group(
    *,
    district: District,
    fields: Mapping[str, object],
    members: Sequence[Mapping] | None = None,
    revision: int,
    by,
    at: datetime,
) -> WorkingGroup:
    """Write the footing of the group and, when given, its members; those with a `pk` stay who they were."""
    group = group_of(district, by=by, at=at)
    _take(group, fields, revision=revision, by=by, at=at)
    if members is not None:
        _keep_members(group, members, at=at)
    return group


@transaction.atomic
def save_meeting(
    *,
    district: District,
    fields: Mapping[str, object],
    attendees: Sequence[int],
    decisions: Sequence[Mapping],
    revision: int,
    by,
    at: datetime,
    meeting: Meeting | None = None,
) -> Meeting:
    """Write a meeting with who came and what it decided; without `meeting` a new one.

    Raises Stale when the meeting is not the one that the person read, NotOfDistrict for a strange member.
    """
    group = group_of(district, by=by, at=at)
    held = _held_meeting(group, meeting) if meeting else Meeting(group=group)
    _take(held, fields, revision=revision, by=by, at=at)
    present = set(group.members.filter(pk__in=attendees))
    if len(present) != len(set(attendees)):
        raise NotOfDistrict
    held.attendees.set(present)
    _keep_decisions(held, decisions, at=at)
    return held


@transaction.atomic
def delete_meeting(*, meeting: Meeting, revision: int, by, at: datetime) -> None:
    """Remove a meeting with its decisions, as the person saw it."""
    held = _held_meeting(meeting.group, meeting)
    if held.revision != revision:
        raise Stale(held)
    held.delete()


@transaction.atomic
def settle_decision(*, decision: Decision, state: str, was: str, by, at: datetime, done_on=None) -> Decision:
    """Say what became of a decision that stood at `was`; opening it again forgets the day."""
    held = Decision.objects.select_for_update().filter(pk=decision.pk).first()
    if held is None or held.state != was:
        raise AlreadySettled
    held.state = state
    held.done_on = (done_on or localdate(at)) if state == DecisionState.DONE else None
    held.save(update_fields=["state", "done_on"])
    written = {"revision": models.F("revision") + 1, "updated_by": by, "updated_at": at}
    Meeting.objects.filter(pk=held.meeting_id).update(**written)
    return held


def group_of(district: District, *, by, at: datetime) -> WorkingGroup:
    """The district's group, made with nothing known of it when it is not there yet, and locked."""
    WorkingGroup.objects.get_or_create(district=district, defaults={"updated_by": by, "updated_at": at})
    return WorkingGroup.objects.select_for_update().get(district=district)


def _held_meeting(group: WorkingGroup, meeting: Meeting) -> Meeting:
    """The meeting as it is stored, locked; somebody may just have deleted it."""
    held = Meeting.objects.select_for_update().filter(pk=meeting.pk, group=group).first()
    if held is None:
        raise NotOfDistrict
    return held


def _take(row: WorkingGroup | Meeting, fields: Mapping, *, revision: int, by, at: datetime) -> None:
    if row.revision != revision:
        raise Stale(row)
    for name, value in fields.items():
        setattr(row, name, value)
    row.revision += 1
    row.updated_by, row.updated_at = by, at
    row.save()


def _keep_members(group: WorkingGroup, given: Sequence[Mapping], *, at: datetime) -> None:
    """Change, add, let go; one who attended a meeting is kept as having left."""
    stored = {member.pk: member for member in group.members.present()}
    for number, row in enumerate(given, start=1):
        member = stored.pop(row.get("pk"), None) or GroupMember(group=group)
        _fill(member, row, MEMBER_COLUMNS)
        member.order = number
        member.save()
    for member in stored.values():
        if member.meetings.exists():
            member.left_on = localdate(at)
            member.save(update_fields=["left_on"])
        else:
            member.delete()


def _keep_decisions(meeting: Meeting, given: Sequence[Mapping], *, at: datetime) -> None:
    """The decisions given stand in place of those stored; the day of a done one stays."""
    stored = {decision.pk: decision for decision in meeting.decisions.all()}
    for row in given:
        decision = stored.pop(row.get("pk"), None) or Decision(meeting=meeting)
        _fill(decision, row, DECISION_COLUMNS)
        is_done = decision.state == DecisionState.DONE
        decision.done_on = (decision.done_on or localdate(at)) if is_done else None
        decision.save()
    Decision.objects.filter(pk__in=list(stored)).delete()


def _fill(row, given: Mapping, columns: Sequence[str]) -> None:
    for name in columns:
        if name in given:
            setattr(row, name, given[name])
