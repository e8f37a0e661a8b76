"""Writing a stored form anew with some of its answers gone, in whatever state it is and whether its round is open."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.timezone import localdate

from bkkhousing.lib.inserting import insert, put, update
from surveys import figures
from surveys.actions.saving import name_household
from surveys.entry import Entry, entry_of
from surveys.evaluation import evaluate, fill
from surveys.models import Change, Survey
from surveys.surroundings import context_for


def rewritten(
    survey: Survey, change: Callable[[Entry], None], *, by, at: datetime, told: Mapping[str, list]
) -> Entry:
    """Let `change` take answers out of a locked form; what is computed and the figures follow.

    The history tells `told` and nothing else: it would hold what was to go.  The rules are asked as of the day on
    which the form was last sent, so that nothing else about it changes.
    """
    entry = entry_of(survey, survey.members.order_by("position"), survey.debts.order_by("position"))
    change(entry)
    day = localdate(survey.submitted_at or survey.updated_at)
    context = context_for(
        entry,
        round=survey.round,
        district=survey.district,
        community=survey.community,
        today=day,
        survey_id=survey.pk,
    )
    evaluation = evaluate(entry, context)
    with figures.kept([survey.pk]):
        members, debts = fill(survey, entry, evaluation)
        survey.revision += 1
        survey.sent_hash, survey.updated_by, survey.updated_at = "", by, at
        update(survey)
        put(members, "survey_id", "position")
        put(debts, "survey_id", "position")
    if not survey.household.surveys.filter(round__opens_on__gt=survey.round.opens_on).exists():
        name_household(survey, entry).save()
    insert([Change(survey=survey, revision=survey.revision, at=at, by=by, fields=dict(told))])
    return entry
