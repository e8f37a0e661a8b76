"""Taking surveys of a file back: created ones go, changed ones say again what they said before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F

from communities.models import Household
from surveys import bulk, figures
from surveys.actions.importing import HOUSEHOLD_COLUMNS, TRACES
from surveys.choices import State
from surveys.choices.files import Deed
from surveys.duplicates import snapshots
from surveys.models import Change, Comment, Debt, ImportedRow, Member, Survey

Stamp = tuple[int, str, datetime | None]


def edited(rows: Sequence[ImportedRow], *, locked: bool = False) -> set[int]:
    """The numbers of rows whose surveys somebody has changed, moved on, remarked on or deleted since."""
    keys = {row.number: UUID(row.subject) for row in rows}
    stored = Survey.objects.filter(pk__in=keys.values()).order_by("pk")
    if locked:
        stored = stored.select_for_update(of=("self",))
    stamps = {pk: tuple(rest) for pk, *rest in stored.values_list("pk", "revision", "state", "reviewed_at")}
    created = [UUID(row.subject) for row in rows if row.deed == Deed.CREATED]
    remarked = set(Comment.objects.filter(survey__in=created).values_list("survey_id", flat=True))
    return {
        row.number
        for row in rows
        if stamps.get(keys[row.number]) != (row.revision_after, State.SUBMITTED, None)
        or keys[row.number] in remarked
    }


def take_back(rows: Sequence[ImportedRow], *, by, at: datetime) -> set[int]:
    """Put the surveys of these rows back, within the caller's transaction; figures follow.

    Surveys that were edited since stay as they are; their numbers are returned.
    """
    kept = edited(rows, locked=True)
    free = [row for row in rows if row.number not in kept]
    with figures.together():
        _remove([row for row in free if row.deed == Deed.CREATED])
        _restore([row for row in free if row.deed == Deed.UPDATED], by=by, at=at)
    return kept


def _remove(rows: Sequence[ImportedRow]) -> None:
    """Delete surveys without a mark, so that their rows may come in again, and households nobody else uses."""
    keys = [UUID(row.subject) for row in rows]
    stored = Survey.objects.filter(pk__in=keys)
    homes = list(stored.values_list("household_id", flat=True))
    with figures.kept(keys):
        stored.delete()
    Household.objects.filter(pk__in=homes, surveys=None).delete()


def _restore(rows: Sequence[ImportedRow], *, by, at: datetime) -> None:
    if not rows:
        return
    before = {UUID(row.subject): row.before for row in rows}
    stored = Survey.objects.filter(pk__in=before).select_related("household")
    surveys = list(stored.order_by("pk"))
    changed = _fields_changed(surveys)
    for survey in surveys:
        _put_back(survey, before[survey.pk], by=by, at=at)
    with figures.kept(list(before)):
        _write(surveys, before.values())
    bulk.insert([_undoing(survey, changed[survey.pk], by=by, at=at) for survey in surveys])
    _carry_on(surveys)


def _fields_changed(surveys: Iterable[Survey]) -> dict[UUID, dict]:
    """What the latest revision of each survey changed."""
    revisions = {survey.pk: survey.revision for survey in surveys}
    latest = Change.objects.filter(survey__in=revisions).values_list("survey_id", "revision", "fields")
    return {pk: fields for pk, revision, fields in latest if revisions[pk] == revision}


def _put_back(survey: Survey, before: Mapping, *, by, at: datetime) -> None:
    for name, value in before["survey"].items():
        setattr(survey, name, _field(name).to_python(value))
    community, house_no, house_code, head_name = before["household"]
    survey.household.name_from(
        community_id=community, house_no=house_no, house_code=house_code, head_name=head_name
    )
    survey.revision += 1
    survey.sent_hash = ""
    survey.updated_by, survey.updated_at = by, at


def _field(name: str):
    return next(field for field in Survey._meta.local_concrete_fields if field.attname == name)


def _write(surveys: Sequence[Survey], before: Iterable[Mapping]) -> None:
    kept = list(before)
    changed = {name for one in kept for name in one["survey"]} | set(TRACES)
    fields = Survey._meta.local_concrete_fields
    bulk.update([survey.household for survey in surveys], HOUSEHOLD_COLUMNS)
    bulk.update(surveys, [field.name for field in fields if field.attname in changed])
    for model in (Member, Debt):
        model.objects.filter(survey__in=surveys).delete()
    snapshots.put_back([row for one in kept for name in ("members", "debts") for row in one[name]])


def _undoing(survey: Survey, changed: Mapping, *, by, at: datetime) -> Change:
    """The entry of the history: what the file had changed is changed back."""
    fields = {name: [new, old] for name, (old, new) in changed.items()}
    return Change(survey_id=survey.pk, revision=survey.revision, at=at, by=by, fields=fields)


def _carry_on(surveys: Iterable[Survey]) -> None:
    """Earlier files whose work stands again as they left it may be undone after this one."""
    by_revision: dict[int, list[str]] = {}
    for survey in surveys:
        by_revision.setdefault(survey.revision, []).append(str(survey.pk))
    for revision, subjects in by_revision.items():
        earlier = ImportedRow.objects.filter(
            subject__in=subjects, revision_after=revision - 2, is_written=True
        )
        earlier.update(revision_after=F("revision_after") + 2)
