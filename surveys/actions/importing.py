"""Writing many surveys of a foreign file: the rules, computing and figures of a single save, set by set."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from communities.models import Household
from surveys import bulk, consent, figures
from surveys.actions.health import forget_health, without_health
from surveys.actions.judging import Form, Incoming, judge, nothing
from surveys.actions.saving import name_household
from surveys.choices import Consent, Severity, State
from surveys.choices.files import Deed
from surveys.duplicates import snapshots
from surveys.evaluation import fill
from surveys.models import Change, Debt, Member, Move, Round, Survey
from surveys.problems import Problem

HOUSEHOLD_COLUMNS = ("community", "house_no", "house_code", "head_name", "sort_key", "search_key")
AT_A_TIME = 500
TRACES = ("revision", "updated_by_id", "updated_at", "sent_hash")


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


@transaction.atomic
def write_batch(*, rows: Sequence[Incoming], round: Round, by, at: datetime) -> Written:
    """Create or change one survey per row, as submitted; a second time the same rows change nothing.

    Closed rounds take rows as well: importing is an operator's act.  When a row has a hard problem nothing of
    the batch is written and `is_refused` holds.  Surveys that people have reviewed are left as they are.
    Two batches of one round wait for each other.
    """
    wait_for_turn(round)
    forms = judge(rows, round=round, at=at, locked=True)
    written = Written(problems=[(form.row.number, problem) for form in forms for problem in form.problems])
    if written.is_refused:
        return written
    write_judged(forms, round=round, by=by, at=at)
    deeds = [form.deed for form in forms]
    written.created, written.updated = deeds.count(Deed.CREATED), deeds.count(Deed.UPDATED)
    written.unchanged, written.skipped = deeds.count(Deed.UNCHANGED), deeds.count(Deed.SKIPPED)
    return written


def wait_for_turn(round: Round) -> None:
    """Hold the round until the transaction ends: imports into it come one after another."""
    Round.objects.select_for_update(no_key=True).get(pk=round.pk)


def write_judged(
    forms: Sequence[Form], *, round: Round, by, at: datetime, tick: Callable[[int], None] = nothing
) -> None:
    """Write those that are to be created and updated, within the caller's transaction.

    What it takes to undo an update is left in `form.before`; `tick` is called now and then with how many are written.
    """
    created = [form for form in forms if form.deed == Deed.CREATED]
    updated = [form for form in forms if form.deed == Deed.UPDATED]
    with figures.together() if updated else nullcontext():
        _create(created, tick, round=round, by=by, at=at)
        _replace(updated, lambda done: tick(len(created) + done), round=round, by=by, at=at)


def _create(forms: list[Form], tick: Callable[[int], None], *, round: Round, by, at: datetime) -> None:
    if not forms:
        return
    blank = Survey(
        round=round, state=State.SUBMITTED, revision=1, created_by=by, updated_by=by, updated_at=at
    )
    home = Household(created_at=at)
    for form in forms:
        form.survey = _begun(blank, home, form.row, round)
    with figures.kept_for_new([form.survey.id for form in forms]):
        for done, few in _some_at_a_time(forms):
            tick(done)
            for form in few:
                _fill(form, round)
            bulk.insert([form.survey.household for form in few])
            bulk.insert([form.survey for form in few])
            _insert_rows(few)
    tick(len(forms))
    _leave_trace(forms, by=by, at=at)
    bulk.insert(list(_moves(forms, by)))


def _some_at_a_time(forms: list[Form]) -> Iterator[tuple[int, list[Form]]]:
    """The forms in parts small enough to be written between two looks at the clock, and how many went before."""
    for done in range(0, len(forms), AT_A_TIME):
        yield done, forms[done : done + AT_A_TIME]


def _begun(blank: Survey, home: Household, row: Incoming, round: Round) -> Survey:
    """A new survey of a new household, with everything that no answer decides."""
    survey = bulk.copy_of(
        blank,
        id=row.survey_id(round),
        district_id=row.district.code,
        source_key=row.source_key,
        created_at=row.begun_at,
        submitted_at=row.ended_at,
    )
    survey.household = bulk.copy_of(home, id=uuid4(), district_id=row.district.code)
    return survey


def _fill(form: Form, round: Round) -> None:
    survey = form.survey
    survey.community_id, survey.extra = form.row.community.id, form.extra
    form.members, form.debts = fill(survey, form.entry, form.evaluation)
    given = form.entry.get("privacy_notice") == "yes"
    survey.privacy_notice_version = round.privacy_notice_version if given else ""
    name_household(survey, form.entry)


def _moves(forms: Iterable[Form], by) -> Iterator[Move]:
    """How every new survey came to be submitted."""
    first = Move(by=by, from_state=State.DRAFT, to_state=State.SUBMITTED, reason=_("นำเข้าจากแฟ้ม"))
    for form in forms:
        yield bulk.copy_of(first, survey_id=form.survey.id, at=form.survey.submitted_at)


def _replace(forms: list[Form], tick: Callable[[int], None], *, round: Round, by, at: datetime) -> None:
    if not forms:
        return
    with figures.kept([form.survey.id for form in forms]):
        for done, few in _some_at_a_time(forms):
            tick(done)
            for form in few:
                _put_over(form, round, by=by, at=at)
            _update(few)
    tick(len(forms))
    _leave_trace(forms, by=by, at=at)
    if taken_back := [form.survey for form in forms if form.is_consent_taken_back]:
        forget_health(taken_back, by=by, at=at, with_files=False)


def _update(forms: list[Form]) -> None:
    """The stored rows of these forms, and their rosters anew."""
    surveys = [form.survey for form in forms]
    bulk.update([survey.household for survey in surveys], HOUSEHOLD_COLUMNS)
    bulk.update(surveys, _columns_that_differ(forms))
    for model in (Member, Debt):
        model.objects.filter(survey__in=surveys).delete()
    _insert_rows(forms)


def _put_over(form: Form, round: Round, *, by, at: datetime) -> None:
    """Set what the row says in place of what is stored, and keep the latter in `form.before`."""
    survey = form.survey
    stored, naming = dict(survey.__dict__), survey.household.naming
    rosters = {"members": list(survey.members.all()), "debts": list(survey.debts.all())}
    _fill(form, round)
    columns = [
        f for f in Survey._meta.local_concrete_fields if stored[f.attname] != getattr(survey, f.attname)
    ]
    form.before = {
        "survey": {f.attname: snapshots.column(f, stored[f.attname]) for f in columns},
        "household": list(naming),
        **{name: [snapshots.kept(row) for row in rows] for name, rows in rosters.items()},
    }
    if stored["sensitive_consent"] == Consent.YES and not consent.is_given(form.entry):
        form.is_consent_taken_back = True
        form.before, form.changed = without_health(form.before), consent.without(form.changed)
    survey.revision += 1
    survey.sent_hash = ""
    survey.updated_by, survey.updated_at = by, at


def _columns_that_differ(forms: list[Form]) -> list[str]:
    """The columns that changed in any of the surveys."""
    changed = {name for form in forms for name in form.before["survey"]} | set(TRACES)
    return [field.name for field in Survey._meta.local_concrete_fields if field.attname in changed]


def _insert_rows(forms: Iterable[Form]) -> None:
    bulk.insert([member for form in forms for member in form.members])
    bulk.insert([debt for form in forms for debt in form.debts])


def _leave_trace(forms: Iterable[Form], *, by, at: datetime) -> None:
    """What each survey's revision changed, as a single save leaves it."""
    first = Change(at=at, by=by)
    bulk.insert(
        [
            bulk.copy_of(first, survey_id=form.survey.id, revision=form.survey.revision, fields=form.changed)
            for form in forms
        ]
    )
