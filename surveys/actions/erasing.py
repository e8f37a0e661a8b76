"""Erasing a person, a form or a household on request; the figures follow, the ledger keeps what may not come back.

No state of a form and no closed round stands in the way.  History that names the whole roster is emptied with a
person: which change spoke of whom cannot be told once rows have moved.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from communities.models import Household
from surveys import erased, figures
from surveys.actions import forgetting
from surveys.actions.photos import forget_photos
from surveys.actions.rewriting import rewritten
from surveys.choices.privacy import Erased
from surveys.entry import Entry, Row
from surveys.erased import Marks, marks_of
from surveys.models import Comment, DeletedSurvey, Erasure, Merge, Move, PaperForm, Survey, Traced, Trait

REASON = "ลบตามสิทธิของเจ้าของข้อมูล"
STAYS = frozenset({"relation"})
"""All that is left of a person who was erased: that somebody stood there, so that the household keeps its size."""


@transaction.atomic
def erase_household(*, household: Household, by, at: datetime) -> list[Erasure]:
    """Remove a household with all its forms, and whatever was kept of them; returns the entries of the ledger.

    Households and forms that were merged into it are named too: an older copy of the database still has them.
    """
    found = _locked_forms(household)
    merged = list(Merge.objects.filter(kept=household.pk))
    place = {"district_id": household.district_id}
    homes = [household.pk, *(merge.dropped for merge in merged)]
    forms = [(household.pk, survey.pk) for survey in found]
    forms += [(merge.dropped, UUID(key)) for merge in merged for key in merge.removed]
    told = {
        Erased.PERSON: [entry for survey in found for entry in _people_of(survey)],
        Erased.SURVEY: [{**place, "household": home, "survey": form} for home, form in forms],
        Erased.HOUSEHOLD: [{**place, "household": home} for home in homes],
    }
    remove_household(household, found, by=by, at=at)
    return [row for what in told for row in erased.note(what=what, at=at, by=by, entries=told[what])]


def remove_household(household: Household, found: list[Survey], *, by, at: datetime) -> None:
    """The same without a word in the ledger."""
    _forget_beside(household.pk, found)
    for survey in found:
        remove_form(survey, by=by, at=at)
    PaperForm.objects.filter(household=household).update(household=None)
    household.delete()


@transaction.atomic
def erase_person(*, survey: Survey, position: int, by, at: datetime) -> list[Erasure]:
    """Blank one person in every form of the household in which they stand; returns the entries of the ledger."""
    given = survey.members.filter(position=position).first()
    if given is None:
        return []
    marks = marks_of(given.__dict__)
    entries = []
    for form in _locked_forms(survey.household):
        places = places_of(form, marks, but=position if form.pk == survey.pk else None)
        blank_people(form, places, by=by, at=at)
        entries += [_entry(form, place, marks) for place in places]
    return erased.note(what=Erased.PERSON, at=at, by=by, entries=entries)


def places_of(survey: Survey, marks: Marks, *, but: int | None = None) -> list[int]:
    """Where in a form the person with these marks stands; `but` is taken for one of the places in any case."""
    return [
        member.position
        for member in survey.members.order_by("position")
        if member.position == but or marks.meets(marks_of(member.__dict__))
    ]


def blank_people(survey: Survey, places: list[int], *, by, at: datetime) -> None:
    """Empty these rows of a locked form, and everything that was kept beside it."""
    if places:
        _blank(survey, places, by=by, at=at)
        _forget_beside(survey.household_id, [survey])


def _locked_forms(household: Household) -> list[Survey]:
    rows = Survey.objects.filter(household=household).order_by("pk")
    return list(rows.held().select_related("district", "round", "household"))


def _people_of(survey: Survey) -> Iterable[dict]:
    for member in survey.members.order_by("position"):
        marks = marks_of(member.__dict__)
        if marks.id_key or marks.name_key:
            yield _entry(survey, member.position, marks)


def _entry(survey: Survey, position: int, marks: Marks) -> dict[str, object]:
    return {
        "district_id": survey.district_id,
        "household": survey.household_id,
        "survey": survey.pk,
        "position": position,
        "id_key": marks.id_key,
        "name_key": marks.name_key,
    }


def _forget_beside(household_id, surveys: list[Survey]) -> None:
    """Everything that was kept beside the forms; undoing an import or a merge of them is refused from now on."""
    ids = [survey.pk for survey in surveys]
    forgetting.rewrite_imported(ids, lambda before: {})
    forgetting.rewrite_merges([household_id], lambda rows: [])
    forgetting.drop_uploads(ids)
    forgetting.drop_exports(surveys)


def remove_form(survey: Survey, *, by, at: datetime, reason: str = REASON) -> None:
    """Delete a form; its mark stays, so that no device and no file brings it back."""
    forget_photos(survey=survey)
    with figures.kept([survey.pk]):
        mark = {"district_id": survey.district_id, "at": at, "by": by, "reason": reason}
        DeletedSurvey.objects.update_or_create(id=survey.pk, defaults=mark)
        survey.delete()


def _blank(survey: Survey, places: list[int], *, by, at: datetime) -> None:
    """Empty the rows of one person, and what was said about them in remarks and in the history."""

    def change(entry: Entry) -> None:
        for place in places:
            entry.members[place] = _nobody(entry.members[place])
        entry.confirmed = dict.fromkeys(entry.confirmed, REASON)

    survey.erased_people += len(places)
    rewritten(survey, change, by=by, at=at, told={})
    forgetting.rewrite_changes([survey.pk], _without_people)
    Comment.objects.filter(survey=survey).update(text=REASON)
    Move.objects.filter(survey=survey).exclude(reason="").update(reason=REASON)
    Trait.objects.filter(survey=survey).delete()
    Traced.objects.filter(survey=survey).delete()


def _nobody(row: Row) -> Row:
    return Row({key: value for key, value in row.values.items() if key in STAYS})


def _without_people(fields) -> dict:
    return {name: value for name, value in fields.items() if not name.startswith(("members-", "confirmed-"))}
