"""Erasing again what the ledger says was erased: after an older copy of the database was restored."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction

from accounts.choices import Role
from accounts.models import User
from communities.models import Household
from surveys import erased
from surveys.actions.erasing import REASON, blank_people, places_of, remove_household
from surveys.actions.moving import locked
from surveys.actions.withdrawing import withdraw_again
from surveys.choices.privacy import Erased
from surveys.models import DeletedSurvey, Erasure, Survey


def replay(path: Path | None, *, at: datetime) -> int:
    """Apply every entry of the file and of the table that is not applied; returns how many took something away.

    A second time nothing is left to do.  Entries of the file that the restored table has not are put into it.
    """
    known = set(Erasure.objects.values_list("pk", flat=True))
    told = {entry.pk: entry for entry in (erased.entries_in(path) if path and path.exists() else ())}
    Erasure.objects.bulk_create([entry for pk, entry in told.items() if pk not in known])
    return sum(_apply(entry, at=at) for entry in Erasure.objects.order_by("at", "pk").iterator())


@transaction.atomic
def _apply(entry: Erasure, *, at: datetime) -> bool:
    if entry.what == Erased.HOUSEHOLD:
        return _household_again(entry.household, at=at)
    survey = Survey.objects.filter(pk=entry.survey).first()
    if survey is None:
        return entry.what == Erased.SURVEY and _mark(entry)
    survey = locked(survey)
    if entry.what == Erased.PERSON:
        return _person_again(survey, entry, at=at)
    if entry.what == Erased.SENSITIVE:
        return _health_again(survey, entry, at=at)
    return entry.what == Erased.SURVEY and _household_again(survey.household_id, at=at)


def _mark(entry: Erasure) -> bool:
    """A form that the older copy did not have yet may still come from a device: its mark is put back."""
    by = entry.by or _somebody()
    if by and not DeletedSurvey.objects.filter(pk=entry.survey).exists():
        told = {"district_id": entry.district_id, "at": entry.at, "by": by, "reason": REASON}
        DeletedSurvey.objects.create(id=entry.survey, **told)
        return True
    return False


def _somebody():
    """Whoever may stand for an erasure whose file does not say who did it."""
    return User.objects.filter(role=Role.ADMIN).order_by("pk").first() or User.objects.order_by("pk").first()


def _household_again(key: UUID, *, at: datetime) -> bool:
    home = Household.objects.filter(pk=key).first()
    if home is None:
        return False
    rows = Survey.objects.filter(household=home).order_by("pk").held()
    forms = list(rows.select_related("district", "round", "household", "updated_by"))
    remove_household(home, forms, by=forms[0].updated_by if forms else None, at=at)
    return True


def _person_again(survey: Survey, entry: Erasure, *, at: datetime) -> bool:
    """The row with the person's marks; without marks the row in its place, in a form older than the erasure."""
    marks = erased.marks_in(entry)
    has_marks = marks.id_key or marks.name_key
    is_older = survey.updated_at < entry.at
    places = places_of(survey, marks, but=None if has_marks or not is_older else entry.position)
    blank_people(survey, places, by=survey.updated_by, at=at)
    return bool(places)


def _health_again(survey: Survey, entry: Erasure, *, at: datetime) -> bool:
    """Only a form from before the consent was taken back: it may have been given anew since."""
    if survey.updated_at >= entry.at or survey.sensitive_consent != "yes":
        return False
    withdraw_again(survey, by=survey.updated_by, at=at)
    return True
