"""Everything that is kept about a household or a person, in words, as it is handed to them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from audit.models import Entry
from audit.questions import who_saw
from audit.subjects import title_of
from bkkhousing.lib import thai
from communities.models import Household
from privacy.models import SubjectRequest
from surveys.choices.privacy import Purpose
from surveys.erased import Marks, marks_of
from surveys.models import Debt, Member, Survey
from surveys.questionnaire import SECTIONS, questions
from surveys.readers.wording import said

LOCATION = "B"
REACH = timedelta(days=3_653)
Line = tuple[str, str]


@dataclass(frozen=True)
class Part:
    """A heading with its lines."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Copy:
    """What is handed over: whose it is, as of when, and all of it."""

    about: str
    at: datetime
    parts: list[Part]

    @property
    def as_json(self) -> dict[str, object]:
        parts = [{"title": one.title, "lines": [list(line) for line in one.lines]} for one in self.parts]
        return {"about": self.about, "at": self.at.isoformat(), "parts": parts}


def copy_for(request: SubjectRequest, *, user, at: datetime) -> Copy:
    """The copy that a request asks for, in Thai whatever the language of the page."""
    with override("th"):
        return _copy(request, user, at)


def _copy(request: SubjectRequest, user, at: datetime) -> Copy:
    home = Household.objects.visible_to(user).filter(pk=request.household).first()
    forms = list(_forms(request, user))
    marks = _marks(request, forms)
    parts = [part for survey in forms for part in _parts_of(survey, marks)]
    about = _("บุคคลหนึ่งในครัวเรือน") if marks else _("ทั้งครัวเรือน")
    kept = [_register(home)] if home and not marks else []
    return Copy(about, at, [*kept, *parts, _seen(request, at)])


def _forms(request: SubjectRequest, user) -> Iterable[Survey]:
    rows = Survey.objects.visible_to(user).filter(household=request.household)
    return rows.order_by("round__opens_on").with_place().with_rows().select_related("round")


def _marks(request: SubjectRequest, forms: Iterable[Survey]) -> Marks | None:
    """What the person is known by in the other forms of the household; None for all of it."""
    for survey in forms:
        for member in survey.members.all():
            if (survey.pk, member.position) == (request.survey, request.position):
                return marks_of(member.__dict__)
    return None if request.position is None else Marks(None, None)


def _register(home: Household) -> Part:
    lines = [
        (_("บ้านเลขที่"), home.house_no),
        (_("เลขรหัสประจำบ้าน"), home.house_code),
        (_("หัวหน้าครัวเรือน"), home.head_name),
    ]
    return Part(_("ทะเบียนครัวเรือน"), [line for line in lines if line[1]])


def _parts_of(survey: Survey, marks: Marks | None) -> Iterator[Part]:
    people = [one for one in survey.members.all() if marks is None or marks.meets(marks_of(one.__dict__))]
    if marks and not people:
        return
    title = _("แบบสำรวจ %(round)s") % {"round": survey.round.name}
    standing = [line for line in _standing(survey) if line[1]]
    yield Part(title, [*standing, *_answers(survey, only_place=marks is not None)])
    for member in people:
        yield Part(_("%(form)s · สมาชิก") % {"form": title}, list(_said(member, "member")))
    if marks is None:
        yield from (
            Part(_("%(form)s · หนี้") % {"form": title}, list(_said(one, "debt"))) for one in survey.debts.all()
        )
        yield Part(_("%(form)s · ประวัติ") % {"form": title}, list(_history(survey)))


def _standing(survey: Survey) -> list[Line]:
    photos = len(survey.photo_list)
    return [
        (_("สถานะ"), str(survey.get_state_display())),
        (_("ชุมชน"), survey.community.shown_name if survey.community else ""),
        (_("ผู้กรอก"), f"{survey.created_by.get_role_display()} {survey.district}"),
        (_("ประกาศความเป็นส่วนตัวที่แจ้ง"), survey.privacy_notice_version),
        (_("รูปถ่ายที่เก็บไว้"), str(photos) if photos else ""),
        *((f"{name} ({_('แฟ้มนำเข้า')})", str(value)) for name, value in survey.extra.items()),
    ]


def _answers(survey: Survey, *, only_place: bool) -> Iterator[Line]:
    wanted = [one for one in SECTIONS if not only_place or one.code == LOCATION]
    keys = {question.key for section in wanted for question in section.questions}
    yield from (line for key, line in _lines(survey, "survey") if key in keys)


def _said(row: Member | Debt, level: str) -> Iterator[Line]:
    yield from (line for _key, line in _lines(row, level))


def _lines(row: Survey | Member | Debt, level: str) -> Iterator[tuple[str, Line]]:
    """Every answer of a row, those that were refused, hidden or could not be read included."""
    for key, question in questions(level).items():
        value = getattr(row, question.column, None)
        if value not in (None, "", ()) and question.kind not in ("round", "community"):
            yield key, (str(question.label), said(question, value))
    for kept in (row.not_answered, row.hidden_answers, row.raw_answers):
        for key, value in kept.items():
            label = questions(level)[key].label if key in questions(level) else key
            yield key, (str(label), str(value))


def _history(survey: Survey) -> Iterator[Line]:
    moves = [(one.at, str(one), one.by) for one in survey.moves.select_related("by")]
    changes = [
        (one.at, _("แก้ไขฉบับที่ %(n)s") % {"n": one.revision}, one.by)
        for one in survey.changes.select_related("by")
    ]
    remarks = [(one.at, one.text, one.by) for one in survey.comments.select_related("by")]
    for at, what, by in sorted((*moves, *changes, *remarks), key=lambda one: one[0]):
        yield _moment(at), f"{what} · {by.get_role_display()}"


def _seen(request: SubjectRequest, at: datetime) -> Part:
    """Who opened or took anything in which the household stands, as far back as that is kept: role, place and time."""
    rows = who_saw(request.household, since=at - REACH, until=at)
    lines = [(_moment(one.at), " · ".join(_deed(one))) for one in rows]
    return Part(_("ผู้ที่เปิดดูหรือนำไป"), lines or [("–", _("ไม่มีบันทึกในช่วงที่เก็บไว้"))])


def _deed(entry: Entry) -> Iterator[str]:
    yield str(entry.get_deed_display())
    yield title_of(entry.subject)
    if (purpose := entry.scope.get("purpose")) in Purpose.values:
        yield str(Purpose(purpose).label)
    yield _who(entry.by)


def _who(user) -> str:
    return f"{user.get_role_display()} {user.place}" if user else "–"


def _moment(at: datetime) -> str:
    here = timezone.localtime(at)
    return f"{thai.format_date(here.date())} {here:%H:%M}"
