"""Writing many surveys of a foreign file: the rules, computing and figures of a single save, set by set."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from communities.models import Community, Household
from districts.models import District
from surveys import bulk, figures, payload
from surveys.actions.saving import changes, name_household
from surveys.batch_surroundings import BatchSurroundings
from surveys.choices import Severity, State
from surveys.entry import Entry, entry_of
from surveys.evaluation import Evaluation, evaluate, fill
from surveys.models import Change, Debt, DeletedSurvey, Member, Move, Round, Survey
from surveys.problems import Problem

HOUSEHOLD_COLUMNS = ("community", "house_no", "house_code", "head_name", "sort_key", "search_key")


@dataclass(frozen=True)
class Incoming:
    """One row of a foreign file, understood: where it belongs and what it says.

    `source_key` names the row for ever; `alternatives` are keys of stored rows that are this very survey if
    they say the same.  `is_new` is said when the caller knows that no row of this key is stored, and keeps
    others from storing one.  `extra` holds the columns that answer no question.
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
    alternatives: tuple[str, ...] = ()
    is_new: bool = False

    def survey_id(self, round: Round) -> UUID:
        """The same for ever, so that the mark of a deleted survey is found again."""
        return uuid5(NAMESPACE_URL, f"bkkhousing:{round.pk}:{self.source_key}")

    def day(self, at: datetime) -> date:
        """The day on which the form was handed in: its rules are asked as of then."""
        return min(localdate(at), localdate(max(self.begun_at, self.ended_at)))


@dataclass
class Written:
    """What a batch came to; problems stand with the number of their row."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    problems: list[tuple[int, Problem]] = field(default_factory=list)

    @property
    def is_refused(self) -> bool:
        return any(problem.severity == Severity.HARD for _row, problem in self.problems)


@dataclass
class _Form:
    """A row with what the system makes of it, and the stored survey it belongs to."""

    row: Incoming
    entry: Entry
    evaluation: Evaluation | None = None
    survey: Survey | None = None
    before: dict = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    debts: list[Debt] = field(default_factory=list)
    changed: dict = field(default_factory=dict)


@transaction.atomic
def write_batch(*, rows: Sequence[Incoming], round: Round, by, at: datetime) -> Written:
    """Create or change one survey per row, as submitted; a second time the same rows change nothing.

    Closed rounds take rows as well: importing is an operator's act.  When a row has a hard problem nothing of
    the batch is written and `is_refused` holds.  Surveys that people have reviewed are left as they are.
    Two batches of one round wait for each other.
    """
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)
    forms = [_Form(row, _read(row, round)) for row in rows]
    stored = _stored(rows, round)
    written = Written()
    _evaluate(forms, stored, written, round=round, at=at)
    if written.is_refused:
        return written
    new, known = _sorted_out(forms, stored, written, round)
    with figures.together():
        _create(new, round=round, by=by, at=at)
        _replace(known, round=round, by=by, at=at)
    written.created, written.updated = len(new), len(known)
    return written


def _read(row: Incoming, round: Round) -> Entry:
    answers = {"round": round.pk, "community": row.community.pk, **row.answers}
    return payload.read({"answers": answers, "members": row.members, "debts": row.debts}, round)


def _stored(rows: Sequence[Incoming], round: Round) -> dict[str, Survey]:
    """The surveys that the rows may mean, by source key, locked until the transaction ends."""
    keys = {row.source_key for row in rows if not row.is_new}
    keys.update(key for row in rows for key in row.alternatives)
    found = Survey.objects.in_round(round).filter(source_key__in=keys).select_for_update(of=("self",))
    ordered = found.select_related("household").with_rows().order_by("pk")
    return {survey.source_key: survey for survey in ordered}


def _evaluate(
    forms: list[_Form], stored: dict[str, Survey], written: Written, *, round: Round, at: datetime
) -> None:
    """Ask the rules about every form, and note what they say."""
    around = BatchSurroundings(
        ((form.row.district.pk, form.entry) for form in forms),
        round=round,
        excluding=[survey.pk for survey in stored.values()],
    )
    for form in forms:
        row = form.row
        context = around.context(
            form.entry, district=row.district, community=row.community, today=row.day(at)
        )
        form.evaluation = evaluate(form.entry, context)
        around.remember(form.entry, district=row.district.pk)
        written.problems.extend((row.number, problem) for problem in form.evaluation.problems)


def _sorted_out(
    forms: list[_Form], stored: dict[str, Survey], written: Written, round: Round
) -> tuple[list[_Form], list[_Form]]:
    """The forms to create and those to change; the others are counted."""
    new, changed = [], []
    deleted = _deleted(forms, round)
    for form in forms:
        form.survey = stored.get(form.row.source_key) or _same_elsewhere(form, stored)
        if form.survey is None and form.row.source_key in deleted:
            written.skipped += 1
            written.problems.append((form.row.number, _deleted_since()))
        elif form.survey is None:
            new.append(form)
        elif _is_free_to_change(form, written):
            changed.append(form)
        else:
            written.unchanged += 1
    return new, changed


def _deleted(forms: list[_Form], round: Round) -> set[str]:
    """The source keys whose surveys were deleted by a person."""
    districts = {form.row.district.pk for form in forms}
    marks = set(DeletedSurvey.objects.filter(district__in=districts).values_list("pk", flat=True))
    return {form.row.source_key for form in forms if marks and form.row.survey_id(round) in marks}


def _same_elsewhere(form: _Form, stored: dict[str, Survey]) -> Survey | None:
    """The stored survey under another key that says just what this row says; it is used up by it."""
    for key in form.row.alternatives:
        if key in stored and not _difference(stored[key], form):
            return stored.pop(key)
    return None


def _is_free_to_change(form: _Form, written: Written) -> bool:
    """Whether the row says something new about a survey that no person has taken over."""
    form.changed = _difference(form.survey, form)
    if form.changed and (form.survey.reviewed_at or form.survey.state != State.SUBMITTED):
        written.problems.append((form.row.number, _reviewed_since()))
        return False
    return bool(form.changed)


def _difference(survey: Survey, form: _Form) -> dict[str, list]:
    stored = entry_of(survey, survey.members.all(), survey.debts.all())
    old, new = survey.extra, form.row.extra
    extra = {
        f"extra-{key}": [old.get(key), new.get(key)]
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    }
    return {**changes(stored.content(), form.entry.content()), **extra}


def _deleted_since() -> Problem:
    return Problem("", Severity.SOFT, "deleted_since", _("แบบนี้ถูกลบในระบบแล้ว ไม่นำกลับมา"))


def _reviewed_since() -> Problem:
    sentence = _("แฟ้มต่างจากในระบบ แต่หัวหน้าตรวจหรือส่งกลับแก้แล้ว คงข้อมูลในระบบไว้")
    return Problem("", Severity.SOFT, "reviewed_since", sentence)


def _create(forms: list[_Form], *, round: Round, by, at: datetime) -> None:
    if not forms:
        return
    blank = Survey(
        round=round, state=State.SUBMITTED, revision=1, created_by=by, updated_by=by, updated_at=at
    )
    home = Household(created_at=at)
    for form in forms:
        form.survey = _begun(blank, home, form.row, round)
        _fill(form, round)
    with figures.kept_for_new([form.survey.pk for form in forms]):
        bulk.insert([form.survey.household for form in forms])
        bulk.insert([form.survey for form in forms])
        _insert_rows(forms)
    _leave_trace(forms, by=by, at=at)
    bulk.insert(list(_moves(forms, by)))


def _begun(blank: Survey, home: Household, row: Incoming, round: Round) -> Survey:
    """A new survey of a new household, with everything that no answer decides."""
    survey = bulk.copy_of(
        blank,
        id=row.survey_id(round),
        district_id=row.district.pk,
        source_key=row.source_key,
        created_at=row.begun_at,
        submitted_at=row.ended_at,
    )
    survey.household = bulk.copy_of(home, id=uuid4(), district_id=row.district.pk)
    return survey


def _fill(form: _Form, round: Round) -> None:
    survey = form.survey
    survey.community_id, survey.extra = form.row.community.pk, dict(form.row.extra)
    form.members, form.debts = fill(survey, form.entry, form.evaluation)
    given = form.entry.get("privacy_notice") == "yes"
    survey.privacy_notice_version = round.privacy_notice_version if given else ""
    name_household(survey, form.entry)


def _moves(forms: Iterable[_Form], by) -> Iterator[Move]:
    """How every new survey came to be submitted."""
    first = Move(by=by, from_state=State.DRAFT, to_state=State.SUBMITTED, reason=_("นำเข้าจากแฟ้ม"))
    for form in forms:
        yield bulk.copy_of(first, survey_id=form.survey.pk, at=form.survey.submitted_at)


def _replace(forms: list[_Form], *, round: Round, by, at: datetime) -> None:
    if not forms:
        return
    for form in forms:
        form.before = dict(form.survey.__dict__)
        _fill(form, round)
        form.survey.revision += 1
        form.survey.sent_hash = ""
        form.survey.updated_by, form.survey.updated_at = by, at
    surveys = [form.survey for form in forms]
    with figures.kept([survey.pk for survey in surveys]):
        bulk.update([survey.household for survey in surveys], HOUSEHOLD_COLUMNS)
        bulk.update(surveys, _columns_that_differ(forms))
        for model in (Member, Debt):
            model.objects.filter(survey__in=surveys).delete()
        _insert_rows(forms)
    _leave_trace(forms, by=by, at=at)


def _columns_that_differ(forms: list[_Form]) -> list[str]:
    """The columns that changed in any of the surveys."""
    return [
        field.name
        for field in Survey._meta.local_concrete_fields
        if any(form.before[field.attname] != getattr(form.survey, field.attname) for form in forms)
    ]


def _insert_rows(forms: Iterable[_Form]) -> None:
    bulk.insert([member for form in forms for member in form.members])
    bulk.insert([debt for form in forms for debt in form.debts])


def _leave_trace(forms: Iterable[_Form], *, by, at: datetime) -> None:
    """What each survey's revision changed, as a single save leaves it."""
    first = Change(at=at, by=by)
    bulk.insert(
        [
            bulk.copy_of(first, survey_id=form.survey.pk, revision=form.survey.revision, fields=form.changed)
            for form in forms
        ]
    )
