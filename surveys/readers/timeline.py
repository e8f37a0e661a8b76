"""Everything that happened to a form in one list, the newest first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from accounts.models import User
from surveys.choices import Consent, State
from surveys.differing import undo
from surveys.models import Comment, Merge, Move, Survey
from surveys.readers.differences import Difference, differences
from surveys.readers.lists import days_since, waited
from surveys.readers.past import Saved
from surveys.readers.trail import Trail
from surveys.readers.wording import field_label, question_of

SITTING = timedelta(minutes=30)
PAGE = 20
SHOWN = 12


@dataclass(frozen=True)
class Event:
    """One thing that happened: when, by whom, why; a sitting also says what it changed."""

    at: datetime
    what: str
    who: str
    why: str = ""
    field: str = ""
    note: str = ""
    differences: tuple[Difference, ...] = ()
    number: int = 0
    kind: str = "move"

    @property
    def shown(self) -> tuple[Difference, ...]:
        return self.differences[:SHOWN]

    @property
    def more(self) -> tuple[Difference, ...]:
        return self.differences[SHOWN:]


@dataclass(frozen=True)
class Timeline:
    """A page of events; `older` is the place at which the page before it in time begins, 0 when there is none."""

    events: tuple[Event, ...]
    number: int
    older: int = 0


@dataclass(frozen=True)
class _Moment:
    """An event before it is put into words."""

    at: datetime
    rank: int
    what: Move | Comment | Merge | None = None
    saved: tuple[Saved, ...] = ()
    settled: bool = False
    undone: bool = False


def timeline_of(trail: Trail, *, older: int | None = None, size: int = PAGE) -> Timeline:
    """The newest events, or those up to the place `older`.

    Who sees no personal data reads roles for names, and questions without answers.
    """
    moments = [*_moments(trail)]
    last = len(moments) if older is None else max(0, min(older, len(moments)))
    page = moments[len(moments) - last :][:size]
    return Timeline(tuple(_Writer(trail, page).events()), len(moments), older=max(0, last - size))


def _moments(trail: Trail) -> Iterator[_Moment]:
    """All there is, the newest first, saves of one person within a sitting folded into one."""
    reasons = {(move.at, move.reason) for move in trail.moves}
    remarks = [one for one in trail.comments if (one.at, one.text) not in reasons]
    found = [_Moment(move.at, 2, move) for move in trail.moves]
    found += [_Moment(one.at, 1, one) for one in remarks]
    found += [_Moment(one.settled_at, 3, one, settled=True) for one in _closed_alone(trail)]
    found += [_Moment(one.at, 0, saved=(one,)) for one in trail.past.saved if one.fields]
    found += _merges(trail.survey)
    found.append(_Moment(trail.survey.created_at, -1))
    found.sort(key=lambda one: (one.at, one.rank), reverse=True)
    return _folded(found)


def _merges(survey: Survey) -> Iterator[_Moment]:
    """Merges in which the form stayed, came along or was taken away and is back; and that they were undone."""
    names = {f"{name}_said": Cast(name, TextField()) for name in ("beside", "moved", "removed")}
    named = Q(*((f"{name}__contains", str(survey.pk)) for name in names), _connector=Q.OR)
    rows = Merge.objects.filter(district_id=survey.district_id).alias(**names).filter(named)
    for merge in rows.select_related("by", "undone_by").defer("rows", "let_go"):
        yield _Moment(merge.at, 4, merge)
        if merge.undone_at:
            yield _Moment(merge.undone_at, 5, merge, undone=True)


def _closed_alone(trail: Trail) -> list[Comment]:
    """Threads that the head closed apart from a decision on the form."""
    decided = {move.at for move in trail.moves}
    return [one for one in trail.comments if one.settled_at and one.settled_at not in decided]


def _folded(moments: Sequence[_Moment]) -> Iterator[_Moment]:
    sitting: list[Saved] = []
    for moment in moments:
        if sitting and not (moment.saved and _same_sitting(sitting[-1], moment.saved[0])):
            yield _Moment(sitting[0].at, 0, saved=tuple(sitting))
            sitting = []
        if moment.saved:
            sitting.append(moment.saved[0])
        else:
            yield moment
    if sitting:
        yield _Moment(sitting[0].at, 0, saved=tuple(sitting))


def _same_sitting(later: Saved, earlier: Saved) -> bool:
    return later.by_id == earlier.by_id and later.at - earlier.at <= SITTING


@dataclass
class _Writer:
    """Puts a page of moments into words, walking the content back as far as the page goes."""

    trail: Trail
    page: Sequence[_Moment]
    people: dict[int, User] = field(default_factory=dict)

    def events(self) -> Iterator[Event]:
        ids = {one.saved[0].by_id for one in self.page if one.saved}
        self.people = User.objects.in_bulk(ids) if ids else {}
        state = self._state_above()
        for moment in self.page:
            if moment.saved:
                newer = dict(state)
                undo(state, (one.fields for one in moment.saved))
                yield self._sitting(moment, newer, state)
            else:
                yield self._event(moment)

    def _state_above(self) -> dict[str, object]:
        """The content right after the first sitting of the page."""
        first = next((one.saved[0].revision for one in self.page if one.saved), None)
        above = (one.fields for one in self.trail.past.saved if first is not None and one.revision > first)
        return undo(dict(self.trail.past.now), above)

    def _sitting(self, moment: _Moment, newer: dict, older: dict) -> Event:
        changed = differences(older, newer) if self.trail.personal else _questions_only(moment.saved)
        what = ngettext("แก้คำตอบ %(n)s ข้อ", "แก้คำตอบ %(n)s ข้อ", len(changed)) % {"n": len(changed)}
        times = len(moment.saved)
        note = _("บันทึก %(n)s ครั้ง") % {"n": times} if times > 1 else ""
        if any(_takes_consent_back(one) for one in moment.saved):
            note = " · ".join(filter(None, (note, _("ลบคำตอบสุขภาพและความพิการที่เคยเก็บไว้แล้ว"))))
        return Event(
            moment.at,
            what,
            self._who(self.people[moment.saved[0].by_id]),
            note=note,
            differences=tuple(changed),
            number=times,
            kind="change",
        )

    def _event(self, moment: _Moment) -> Event:
        if moment.what is None:
            return Event(moment.at, _("เริ่มกรอก"), self._who(self.trail.survey.created_by), kind="begin")
        if isinstance(moment.what, Move):
            return self._moved(moment.what)
        if isinstance(moment.what, Merge):
            return self._merged(moment.what, undone=moment.undone)
        return self._remarked(moment.what, settled=moment.settled)

    def _moved(self, move: Move) -> Event:
        why = move.reason if self.trail.personal else ""
        return Event(move.at, _done(move), self._who(move.by), why, note=self._waited(move))

    def _merged(self, merge: Merge, *, undone: bool) -> Event:
        """The other household is not named: it may be gone, or be known to others only."""
        if undone:
            return Event(
                merge.undone_at, _("เลิกรวมกับครัวเรือนอีกหนึ่งรายการ"), self._who(merge.undone_by), kind="merge"
            )
        return Event(merge.at, _("รวมกับครัวเรือนอีกหนึ่งรายการ"), self._who(merge.by), kind="merge")

    def _waited(self, move: Move) -> str:
        """How long the form had waited for this decision."""
        before = [one for one in self.trail.moves if one.at <= move.at and one.pk < move.pk]
        if not before or before[-1].to_state != State.SUBMITTED:
            return ""
        days = days_since(before[-1].at, timezone.localdate(move.at))
        return _("รอตรวจ %(days)s") % {"days": waited(days)} if days else ""

    def _remarked(self, comment: Comment, *, settled: bool) -> Event:
        place = {"field": comment.field, "kind": "comment"}
        about = field_label(comment.field) if comment.field else ""
        if settled:
            return Event(
                comment.settled_at, _("ปิดเรื่อง"), self._who(comment.settled_by), comment.text, **place
            )
        what = _("ตอบความเห็น") if comment.parent_id else _("ให้ความเห็น")
        return Event(comment.at, what, self._who(comment.by), comment.text, note=about, **place)

    def _who(self, user: User | None) -> str:
        if user is None:
            return ""
        return user.display_name if self.trail.personal else str(user.get_role_display())


def _takes_consent_back(saved: Saved) -> bool:
    before, now = saved.fields.get("sensitive_consent", ("", ""))
    return before == Consent.YES and now != Consent.YES


def _questions_only(saved: Sequence[Saved]) -> list[Difference]:
    """Which questions a sitting touched, without any answer."""
    fields = dict.fromkeys(name for one in saved for name in one.fields)
    labels = dict.fromkeys(field_label(name) for name in fields if question_of(name))
    return [Difference("", "", label, "", "") for label in labels if label]


def _done(move: Move) -> str:
    if move.to_state == State.SUBMITTED and move.from_state in (State.APPROVED, State.ACCEPTED):
        return _("สำนักพัฒนาสังคมส่งคืนให้หัวหน้าตรวจใหม่")
    if move.to_state == State.RETURNED and move.from_state == State.APPROVED:
        return _("ปลดล็อกให้แก้ไข")
    return {
        State.SUBMITTED: _("ส่งแบบ"),
        State.RETURNED: pgettext("event", "ส่งกลับให้แก้ไข"),
        State.APPROVED: pgettext("event", "อนุมัติ"),
        State.ACCEPTED: _("สำนักพัฒนาสังคมรับแบบ"),
    }.get(move.to_state, _("เปิดให้แก้ไขอีกครั้ง"))
