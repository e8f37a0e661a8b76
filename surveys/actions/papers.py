"""Reserving the codes of forms that are about to be printed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from audit.choices import Deed
from audit.models import record
from bkkhousing.lib.codes import new_code
from communities.models import Community, Household
from surveys.models import PaperForm, Round, Survey

MOST_FORMS = 50
"""Of one print: three hundred pages, a stack that a browser lays out in seconds and a printer's tray can hold."""


@transaction.atomic
def print_blank(
    *, number: int, round: Round, community: Community | None, by, at: datetime
) -> list[PaperForm]:
    """Reserve codes for empty forms of the person's district."""
    place = {"round": round, "district_id": by.district_id, "community": community}
    forms = [
        PaperForm(code=new_code(), **place, printed_at=at, by=by) for _n in range(min(number, MOST_FORMS))
    ]
    PaperForm.objects.bulk_create(forms)
    _record(forms, round, community, "blank", by=by, at=at)
    return forms


@transaction.atomic
def print_for(
    *, households: Sequence[Household], round: Round, community: Community, by, at: datetime
) -> list[PaperForm]:
    """One form per household, in their order; a household that was printed before keeps its code."""
    wanted = households[:MOST_FORMS]
    surveys = _surveys(wanted, round)
    known = _printed(wanted, round)
    fresh = [
        PaperForm(
            code=new_code(),
            round=round,
            district_id=household.district_id,
            community=community,
            household=household,
            survey_id=surveys.get(household.pk) or uuid4(),
            printed_at=at,
            by=by,
        )
        for household in wanted
        if household.pk not in known
    ]
    PaperForm.objects.bulk_create(fresh, ignore_conflicts=True)  # somebody else may print them just now
    PaperForm.objects.filter(pk__in=[form.pk for form in known.values()]).update(printed_at=at, by=by)
    stored = _printed(wanted, round)
    forms = [stored[household.pk] for household in wanted]
    _record(forms, round, community, "prefilled", by=by, at=at)
    return forms


def _printed(households: Sequence[Household], round: Round) -> Mapping[UUID, PaperForm]:
    rows = PaperForm.objects.filter(round=round, household__in=households).select_related("household")
    return {form.household_id: form for form in rows}


def _surveys(households: Sequence[Household], round: Round) -> Mapping[UUID, UUID]:
    """Forms that were begun already keep their own key."""
    return dict(
        Survey.objects.in_round(round).filter(household__in=households).values_list("household_id", "pk")
    )


def _record(forms: list[PaperForm], round: Round, community: Community | None, kind: str, *, by, at) -> None:
    """Names leave the system on paper: who printed how many, for which community."""
    homes = [form.household_id for form in forms if form.household_id]
    scope = {"round": round.pk, "community": community.pk if community else None, "kind": kind}
    record(by=by, at=at, deed=Deed.EXPORT, subject="paper", rows=len(forms), scope=scope, keys=homes)
