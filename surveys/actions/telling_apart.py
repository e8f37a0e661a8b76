"""What district staff decide about two households that look alike."""

from datetime import datetime

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
def ask_heads(*, pair: Pair, by, at: datetime) -> int:
    """Ask the heads on both sides of a border to look at their own form; returns how many were asked anew."""
    forms = (pair.first_survey, pair.second_survey)
    asked = [Inquiry(survey=form, district_id=form.district_id, by=by, at=at) for form in forms]
    before = set(
        Inquiry.objects.filter(survey__in=forms, settled_at=None).values_list("survey_id", flat=True)
    )
    new = [one for one in asked if one.survey_id not in before]
    Inquiry.objects.bulk_create(new)
    return len(new)


def settle_inquiry(*, inquiry: Inquiry, by, at: datetime) -> None:
    """The head has looked at the form."""
    Inquiry.objects.filter(pk=inquiry.pk, settled_at=None).update(settled_at=at, settled_by=by)


def _decide(pair: Pair, verdict: Verdict, by, at: datetime) -> Decision:
    facts = {"district_id": pair.first_district_id, "verdict": verdict, "by": by, "at": at}
    return Decision.objects.update_or_create(
        first=pair.first_id, second=pair.second_id, defaults={**facts, "of_merge": None}
    )[0]
