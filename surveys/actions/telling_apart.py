"""What district staff decide about two households that look alike."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from surveys.choices.duplicates import Verdict
from surveys.duplicates.pairing import ordered
from surveys.models import Decision, Inquiry, Pair, Survey


@transaction.atomic
def tell_apart(*, pair: Pair, by, at: datetime) -> Decision:
    """These are two households: remembered for good, and the pair is never offered again."""
    Pair.objects.filter(pk=pair.pk).update(is_open=False)
    return _decide(pair, Verdict.APART, by, at)


@transaction.atomic
def propose_merge(*, pair: Pair, by, at: datetime) -> Decision:
    """An officer says that these are one household; the head merges them."""
    return _decide(pair, Verdict.SAME, by, at)


@transaction.atomic
def offer_again(*, pair: Pair, by, at: datetime) -> None:
    """Take a decision back that was made by mistake: the pair is open again."""
    Pair.objects.filter(pk=pair.pk).update(is_open=True)
    Decision.objects.filter(first=pair.first_id, second=pair.second_id).delete()


@transaction.atomic
def tell_forms_apart(*, survey: Survey, other: Survey, by, at: datetime) -> Decision:
    """The same, said of two forms while one of them is being filled."""
    first, second = ordered(survey.household_id, other.household_id)
    Pair.objects.filter(first=first, second=second).update(is_open=False)
    facts = {"district_id": survey.district_id, "verdict": Verdict.APART, "by": by, "at": at}
    return Decision.objects.update_or_create(first=first, second=second, defaults=facts)[0]


@transaction.atomic
def ask_heads(*, pairs: Iterable[Pair], by, at: datetime) -> int:
    """Ask the heads on both sides of a border to look at their own forms; returns how many forms are asked about.

    A form that is already asked about is not asked about twice.
    """
    forms: dict[UUID, str] = {}
    for pair in pairs:
        forms[pair.first_survey_id] = pair.first_district_id
        forms[pair.second_survey_id] = pair.second_district_id
    waiting = Inquiry.objects.filter(survey__in=forms, settled_at=None).values_list("survey_id", flat=True)
    for known in list(waiting):
        del forms[known]
    Inquiry.objects.bulk_create(
        Inquiry(survey_id=form, district_id=district, by=by, at=at) for form, district in forms.items()
    )
    return len(forms)


def settle_inquiry(*, inquiry: Inquiry, by, at: datetime) -> None:
    """The head has looked at the form."""
    Inquiry.objects.filter(pk=inquiry.pk, settled_at=None).update(settled_at=at, settled_by=by)


def _decide(pair: Pair, verdict: Verdict, by, at: datetime) -> Decision:
    facts = {"district_id": pair.first_district_id, "verdict": verdict, "by": by, "at": at}
    return Decision.objects.update_or_create(
        first=pair.first_id, second=pair.second_id, defaults={**facts, "of_merge": None}
    )[0]
