"""How every district stands in a round on a day, as far as reminders ask; a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, prefetch_related_objects
from django.utils import timezone

from districts.models import District
from plans.readers.districts import overdue_by_district
from plans.readers.expected import expected_of
from plans.readers.progress import Pace, pace_of, paces
from plans.reminding import Patience, Situation
from surveys.choices import State
from surveys.choices.survey import EDITABLE_STATES
from surveys.models import Round, Survey
from surveys.readers.figures import By, Sums, sums_by


@dataclass(frozen=True)
class _Counts:
    """What was counted, each by the code of its district."""

    planned: Mapping[str, Pace]
    expected: Mapping[str, int]
    done: Mapping[str, Sums]
    unsent: Mapping[str, Sums]
    returned: Mapping[str, tuple[int, date]]
    decisions: Mapping[str, int]


def situations(*, round: Round, today: date, patience: Patience) -> dict[str, Situation]:
    """Every district of the city by its code."""
    prefetch_related_objects([round], "extensions")
    words = {"round": round.pk, "by": By.DISTRICT}
    counts = _Counts(
        planned=paces(round=round, today=today),
        expected=expected_of(**words),
        done=sums_by(**words, measures=()),
        unsent=sums_by(**words, states=EDITABLE_STATES, measures=()),
        returned=_returned(round, today, patience),
        decisions=overdue_by_district(today),
    )
    codes = District.objects.values_list("code", flat=True)
    return {code: _situation(code, round, today, counts) for code in codes}


def _situation(code: str, round: Round, today: date, counts: _Counts) -> Situation:
    closes_on = round.closes_for(code)
    planned = counts.planned.get(code)
    returned, since = counts.returned.get(code, (0, None))
    return Situation(
        today=today,
        opens_on=round.opens_on,
        closes_on=closes_on,
        pace=planned or _by_days_of_the_round(code, (round.opens_on, closes_on), today, counts),
        has_plan=planned is not None,
        unsent=counts.unsent.get(code, Sums()).surveys,
        returned=returned,
        returned_since=since,
        decisions=counts.decisions.get(code, 0),
    )


def _by_days_of_the_round(code: str, days: tuple[date, date], today: date, counts: _Counts) -> Pace:
    """Where no plan is approved, the register is spread evenly over the days of the round."""
    done = counts.done.get(code, Sums())
    return pace_of(
        households=counts.expected.get(code, 0), days=days, done=done.surveys - done.outside, today=today
    )


def _returned(round: Round, today: date, patience: Patience) -> dict[str, tuple[int, date]]:
    """How many forms have waited too long since they were given back, and the day of the oldest.

    Only districts that have any, by the figures, are asked for: their index is by district and state.
    """
    some = sums_by(round=round.pk, by=By.DISTRICT, states=(State.RETURNED,), measures=())
    until = datetime.combine(today - timedelta(days=patience.returned_days), time.min)
    rows = Survey.objects.filter(
        district__in=list(some), round=round, reviewed_at__lt=timezone.make_aware(until)
    )
    found = (
        rows.returned().order_by().values("district_id").annotate(n=Count("pk"), oldest=Min("reviewed_at"))
    )
    return {row["district_id"]: (row["n"], timezone.localdate(row["oldest"])) for row in found}
