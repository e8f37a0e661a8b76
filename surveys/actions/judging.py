"""Looking at rows of a file without writing: read, asked by all rules, compared with what is stored."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from districts.models import District
from surveys import consent, payload
from surveys.batch_surroundings import BatchSurroundings, Remembered
from surveys.choices import Severity, State
from surveys.choices.files import Deed
from surveys.differing import changes
from surveys.entry import Entry, entry_of
from surveys.erased import erased_among
from surveys.evaluation import Evaluation, evaluate
from surveys.models import Debt, DeletedSurvey, Member, Round, Survey
from surveys.problems import Problem

ROWS_PER_TICK = 250


@dataclass(slots=True)
class Incoming:
    """One row of a foreign file, understood: where it belongs and what it says.

    `source_key` names the row for ever; `alternatives` are keys of stored rows that are this very survey if
    they say the same.  `extra` holds the columns that answer no question.  `columns` are the questions
    that the file has a column for (with `members` and `debts` where it has their rows) and `headers` its other
    columns: whatever else a stored survey says stays; None means that the row says all there is to say.
    """

    number: int
    source_key: str
    district: District
    community: Community
    answers: Mapping[str, object]
    extra: Mapping[str, str]
    begun_at: datetime
    ended_at: datetime
    members: Sequence[Mapping] = ()
    debts: Sequence[Mapping] = ()
    member_numbers: tuple[int, ...] = ()
    debt_numbers: tuple[int, ...] = ()
    alternatives: tuple[str, ...] = ()
    columns: frozenset[str] | None = None
    headers: frozenset[str] | None = None

    def survey_id(self, round: Round) -> UUID:
        """The same for ever, so that the survey, or the mark of a deleted one, is found again."""
        return survey_id_of(self.source_key, round)

    def day(self, at: datetime) -> date:
        """The day on which the form was handed in: its rules are asked as of then."""
        return min(_day(at), _day(max(self.begun_at, self.ended_at)))


def survey_id_of(source_key: str, round: Round) -> UUID:
    """The id of the survey that a row of this key becomes."""
    return uuid5(NAMESPACE_URL, f"bkkhousing:{round.code}:{source_key}")


@lru_cache(maxsize=8192)
def _day(moment: datetime) -> date:
    """The day in Bangkok."""
    return localdate(moment)


@dataclass
class Form:
    """A row with what the system makes of it, and the stored survey it belongs to."""

    row: Incoming
    entry: Entry
    evaluation: Evaluation | None = None
    survey: Survey | None = None
    deed: Deed = Deed.CREATED
    problems: list[Problem] = field(default_factory=list)
    changed: dict = field(default_factory=dict)
    extra: dict = field(default_factory=dict)
    before: dict = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    debts: list[Debt] = field(default_factory=list)
    is_consent_taken_back: bool = False

    @property
    def is_refused(self) -> bool:
        return self.deed == Deed.REFUSED


def nothing(_done: int) -> None:
    """What happens between rows when nobody is told of the progress."""


def judge(
    rows: Sequence[Incoming],
    *,
    round: Round,
    at: datetime,
    locked: bool = False,
    are_new: bool = False,
    remembered: Remembered | None = None,
    closed_for: Collection[str] = (),
    tick: Callable[[int], None] = nothing,
) -> list[Form]:
    """What each row would come to; nothing is written, and only `locked` needs a transaction.

    `are_new` says that no row of the file can be stored; `remembered` carries what rows of earlier batches share with
    those that follow, `closed_for` names districts in which the round takes no more forms; `tick` is called with their
    number every few hundred rows.
    """
    stored = _stored(rows, round, locked=locked, are_new=are_new)
    deleted = _deleted(
        rows, round
    )  # read after the stored ones: a form may be deleted while its lock is waited for
    forms = list(_all_read(rows, stored, round, tick))
    _evaluate(forms, stored, round=round, at=at, remembered=remembered, tick=tick)
    gone = erased_among({form.row.survey_id(round): (form.entry, form.row.day(at)) for form in forms})
    for form in forms:
        if form.row.district.code in closed_for:
            form.problems.append(_round_closed())
        form.deed = _deed(form, stored, deleted) if form.row.survey_id(round) not in gone else _erased(form)
    return forms


def _stored(rows: Sequence[Incoming], round: Round, *, locked: bool, are_new: bool) -> dict[str, Survey]:
    """The surveys that the rows may mean, by source key; locked until the transaction ends where wanted.

    They are looked for by id, and new rows too: a person may have saved a form whose file was taken back meanwhile.
    """
    keys = {row.source_key for row in rows}
    keys.update(key for row in rows if not are_new for key in row.alternatives)
    by_id = {survey_id_of(key, round): key for key in keys}
    found = Survey.objects.filter(pk__in=by_id).order_by("pk")
    found = found.held() if locked else found
    return {by_id[survey.pk]: survey for survey in found.select_related("household").with_rows()}


def _all_read(
    rows: Sequence[Incoming], stored: Mapping[str, Survey], round: Round, tick: Callable[[int], None]
) -> Iterator[Form]:
    """Reading is half the work: the other half of the rows is told while they are asked by the rules."""
    for position, row in enumerate(rows):
        if position % ROWS_PER_TICK == 0:
            tick(position // 2)
        yield _read(row, stored.get(row.source_key), round)


def _read(row: Incoming, survey: Survey | None, round: Round) -> Form:
    given = {"answers": dict(row.answers), "members": row.members, "debts": row.debts}
    form = Form(row, Entry(), extra=dict(row.extra))
    if survey is not None and survey.district_id != row.district.code:
        form.problems.append(_of_another_place())
    elif survey is not None:
        form.survey = survey
    if form.survey is not None and row.columns is not None:
        given = _laid_over(survey, row)
        form.extra = {**_kept_extra(survey, row), **row.extra}
    given["answers"] |= {"round": round.code, "community": row.community.id}
    form.entry = payload.read(given, round)
    if not consent.is_given(form.entry):
        form.extra = consent.without(form.extra)
    return form


def _laid_over(survey: Survey, row: Incoming) -> dict:
    """The stored form with what the file has columns for put over it."""
    content = _entry(survey).content()
    kept = {key: value for key, value in content["answers"].items() if key not in row.columns}
    rosters = {name: getattr(row, name) for name in ("members", "debts") if name in row.columns}
    return {**content, "answers": {**kept, **row.answers}, **rosters}


def _kept_extra(survey: Survey, row: Incoming) -> dict:
    return {key: value for key, value in survey.extra.items() if key not in (row.headers or ())}


def _entry(survey: Survey) -> Entry:
    return entry_of(survey, survey.members.all(), survey.debts.all())


def _evaluate(
    forms: list[Form],
    stored: Mapping[str, Survey],
    *,
    round: Round,
    at: datetime,
    remembered: Remembered | None,
    tick: Callable[[int], None],
) -> None:
    """Ask the rules about every form, and note what they say."""
    entries = ((form.row.district.code, form.entry) for form in forms)
    own = [survey.pk for survey in stored.values()]
    around = BatchSurroundings(entries, round=round, excluding=own, remembered=remembered)
    for position, form in enumerate(forms):
        row = form.row
        context = around.context(
            form.entry, district=row.district, community=row.community, today=row.day(at)
        )
        form.evaluation = evaluate(form.entry, context)
        form.problems.extend(form.evaluation.problems)
        around.remember(form.entry, district=row.district.code)
        if position % ROWS_PER_TICK == 0:
            tick((len(forms) + position) // 2)


def _deleted(rows: Sequence[Incoming], round: Round) -> set[str]:
    """The source keys whose surveys were deleted by a person."""
    districts = {row.district.code for row in rows}
    marks = set(DeletedSurvey.objects.filter(district__in=districts).values_list("pk", flat=True))
    return {row.source_key for row in rows if marks and row.survey_id(round) in marks}


def _deed(form: Form, stored: dict[str, Survey], deleted: set[str]) -> Deed:
    """What becomes of the row; why it is left out is noted with it."""
    if any(problem.severity == Severity.HARD for problem in form.problems):
        return Deed.REFUSED
    form.survey = form.survey or _same_elsewhere(form, stored)
    if form.survey is None and form.row.source_key in deleted:
        form.problems.append(_deleted_since())
        return Deed.SKIPPED
    if form.survey is None:
        return Deed.CREATED
    return Deed.UPDATED if _is_free_to_change(form) else Deed.UNCHANGED


def _erased(form: Form) -> Deed:
    """The row is refused with nothing of it kept, and the rest of the file goes on."""
    form.problems[:] = [_erased_on_request()]
    return Deed.SKIPPED


def _same_elsewhere(form: Form, stored: dict[str, Survey]) -> Survey | None:
    """The stored survey under another key that says just what this row says; it is used up by it."""
    for key in form.row.alternatives:
        if key in stored and not difference(stored[key], form):
            return stored.pop(key)
    return None


def _is_free_to_change(form: Form) -> bool:
    """Whether the row says something new about a survey that no person has taken over."""
    form.changed = difference(form.survey, form)
    survey = form.survey
    if form.changed and (survey.reviewed_at or survey.state != State.SUBMITTED or not survey.source_key):
        form.problems.append(_reviewed_since())
        return False
    return bool(form.changed)


def difference(survey: Survey, form: Form) -> dict[str, list]:
    """What the row says otherwise than the stored survey: field name → [old, new]."""
    old, new = survey.extra, form.extra
    extra = {
        f"extra-{key}": [old.get(key), new.get(key)]
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    }
    return {**changes(_entry(survey).content(), form.entry.content()), **extra}


def _round_closed() -> Problem:
    sentence = _("รอบสำรวจนี้ยังไม่เปิดหรือปิดแล้วสำหรับเขตนี้ — ติดต่อสำนักพัฒนาสังคมหากต้องขยายเวลา")
    return Problem("", Severity.HARD, "round_closed", sentence)


def _of_another_place() -> Problem:
    sentence = _("แถวนี้นำเข้าในเขตนี้ไม่ได้ — ตรวจรหัสเขตและรหัสของแถว หรือติดต่อสำนักพัฒนาสังคม")
    return Problem("", Severity.HARD, "other_place", sentence)


def _deleted_since() -> Problem:
    return Problem("", Severity.SOFT, "deleted_since", _("แบบนี้ถูกลบในระบบแล้ว ไม่นำกลับมา"))


def _erased_on_request() -> Problem:
    return Problem("", Severity.SOFT, "erased", _("เจ้าของข้อมูลขอลบแล้ว ไม่รับแถวนี้กลับมา"))


def _reviewed_since() -> Problem:
    sentence = _("แฟ้มต่างจากในระบบ แต่หัวหน้าตรวจหรือส่งกลับแก้แล้ว คงข้อมูลในระบบไว้")
    return Problem("", Severity.SOFT, "reviewed_since", sentence)
