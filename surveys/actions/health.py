"""Emptying what is kept about health once there is no consent to it any more, wherever it is kept."""

from collections.abc import Collection, Mapping
from datetime import datetime

from surveys import consent, erased
from surveys.actions import forgetting
from surveys.choices import Consent
from surveys.choices.privacy import Erased
from surveys.duplicates.snapshots import Kept
from surveys.models import Survey

HEALTH_ROWS = ("surveys.survey", "surveys.member", "surveys.debt")


def forget_health(surveys: Collection[Survey], *, by, at: datetime, with_files: bool) -> None:
    """Empty every trace of the answers about health of these forms, within the caller's transaction.

    `with_files` deletes the uploads they came from and the exports that may hold them: of a consent that was taken
    back, not of a form in which another answer was chosen before anybody took it out.
    """
    empty_health(surveys, with_files=with_files)
    entries = [
        {"district_id": one.district_id, "household": one.household_id, "survey": one.pk} for one in surveys
    ]
    erased.note(what=Erased.SENSITIVE, at=at, by=by, entries=entries)


def empty_health(surveys: Collection[Survey], *, with_files: bool) -> None:
    """The same without a word in the ledger."""
    ids = [survey.pk for survey in surveys]
    forgetting.rewrite_changes(ids, consent.without)
    forgetting.rewrite_imported(ids, without_health)
    forgetting.rewrite_merges([survey.household_id for survey in surveys], _merged_without_health)
    if with_files:
        forgetting.drop_uploads(ids)
        forgetting.drop_exports(Survey.objects.filter(pk__in=ids).select_related("district"), only_full=True)


def without_health(before: Mapping) -> dict:
    """What it takes to undo an import, with the answers about health emptied."""
    rows = {name: [_emptied(row) for row in before[name]] for name in ("members", "debts") if name in before}
    survey = {"survey": consent.without_columns(before["survey"])} if "survey" in before else {}
    return {**before, **survey, **rows}


def _merged_without_health(rows: list[Kept]) -> list[Kept]:
    """The forms that a merge took away come back, if they do, with the consent withdrawn."""
    return [_withdrawn(_emptied(row)) for row in rows]


def _emptied(row: Kept) -> Kept:
    columns = row["columns"]
    if row["model"] in HEALTH_ROWS:
        columns = consent.without_columns(columns)
    elif row["model"] == "surveys.change":
        columns = {**columns, "fields": consent.without(columns["fields"])}
    return Kept(model=row["model"], columns=columns)


def _withdrawn(row: Kept) -> Kept:
    if row["model"] != "surveys.survey":
        return row
    return Kept(model=row["model"], columns={**row["columns"], "sensitive_consent": Consent.WITHDRAWN.value})
