"""Taking a consent back, and emptying what was kept about health without one."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from surveys import consent
from surveys.actions.health import empty_health, forget_health
from surveys.actions.moving import locked
from surveys.actions.rewriting import rewritten
from surveys.choices import Consent
from surveys.entry import Entry
from surveys.models import Member, Survey


@transaction.atomic
def withdraw(*, survey: Survey, by, at: datetime) -> Survey:
    """Note that the household takes its consent back, whatever state the form is in; nothing about health is left."""
    survey = locked(survey)
    _take_back(survey, by=by, at=at)
    forget_health([survey], by=by, at=at, with_files=True)
    return survey


def withdraw_again(survey: Survey, *, by, at: datetime) -> None:
    """The same for a locked form of an older copy of the database: the ledger knows of it."""
    _take_back(survey, by=by, at=at)
    empty_health([survey], with_files=True)


def _take_back(survey: Survey, *, by, at: datetime) -> None:
    def change(entry: Entry) -> None:
        entry.survey.values["sensitive_consent"] = Consent.WITHDRAWN.value
        consent.withhold(entry)

    rewritten(survey, change, by=by, at=at, told=_told(survey))


def _told(survey: Survey) -> dict[str, list]:
    """The entry of the history: the answer that changed, and none of those that went with it."""
    return {"sensitive_consent": [survey.sensitive_consent or None, Consent.WITHDRAWN.value]}


def unconsented() -> list[UUID]:
    """Forms that hold answers about health without a consent, as a database of before this rule may."""
    answered = Q(*(~Q(**{key: ""}) for key in sorted(consent.SENSITIVE)), _connector=Q.OR)
    rows = Member.objects.filter(answered).exclude(survey__sensitive_consent=Consent.YES)
    return list(rows.order_by("survey_id").values_list("survey_id", flat=True).distinct())


def sweep_unconsented(*, by, at: datetime) -> int:
    """Empty those forms; how many there were."""
    found = unconsented()
    for pk in found:
        with transaction.atomic():
            survey = locked(Survey(pk=pk))
            rewritten(survey, consent.withhold, by=by or survey.updated_by, at=at, told={})
            forget_health([survey], by=by, at=at, with_files=True)
    return len(found)
