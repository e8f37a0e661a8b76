"""Counting what forms of earlier versions were asked, which nobody counted then."""

from uuid import UUID

from django.db import transaction

from surveys import bulk, figures
from surveys.choices.visit import INTERVIEWED_RESULTS
from surveys.entry import entry_of
from surveys.evaluation import asked_and_missing
from surveys.models import Survey
from surveys.questionnaire import asked_by

AT_A_TIME = 2_000
COUNTED = ("asked_answers", "missing_answers")


def count_questions() -> int:
    """Count the questions of all forms for which that was never done; the figures follow. Returns how many forms."""
    done, last = 0, None
    while keys := _uncounted(last):
        done += _count(keys)
        last = keys[-1]
    return done


def _uncounted(after: UUID | None) -> list[UUID]:
    rows = Survey.objects.filter(asked_answers=0, visit_result__in=INTERVIEWED_RESULTS)
    if after:
        rows = rows.filter(pk__gt=after)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME])


@transaction.atomic
def _count(keys: list[UUID]) -> int:
    surveys = list(Survey.objects.filter(pk__in=keys).order_by("pk").held().select_related("round"))
    for survey in surveys:
        numbers = asked_and_missing(entry_of(survey, (), ()), asked_by(survey.round))
        survey.asked_answers, survey.missing_answers = numbers
    counted = [survey for survey in surveys if survey.asked_answers]
    with figures.kept([survey.pk for survey in counted]):
        bulk.update(counted, COUNTED)
    return len(counted)
