"""How many rows an export will have, mostly from the figures: known at once, however many surveys there are."""

from dataclasses import dataclass

from django.db.models import Sum

from communities.models import Community
from surveys.choices import State
from surveys.choices.survey import COUNTED_STATES, StatesTogether
from surveys.exporting.selection import ALL, Selection
from surveys.models import Debt, Figure, Member, Survey


@dataclass(frozen=True)
class Preview:
    """Rows to expect; drafts that name no community yet are in no figure and come on top."""

    surveys: int
    members: int
    debts: int
    is_exact: bool


def preview(selection: Selection, *, user) -> Preview:
    """The rows of a selection within what the person may read."""
    if selection.terms:
        return _counted(selection, user)
    places = selection.places(Community.objects.visible_to(user))
    states = _states(selection.state)
    rows = Figure.objects.filter(round=selection.round, state__in=states, community__in=places)
    sums = rows.aggregate(surveys=Sum("surveys"), members=Sum("members_all"))
    exact = set(states) <= set(COUNTED_STATES)
    return Preview(sums["surveys"] or 0, sums["members"] or 0, _debts(selection, user), exact)


def _counted(selection: Selection, user) -> Preview:
    """Who agreed to a partner is in no figure: the surveys are counted."""
    chosen = selection.of(Survey.objects.visible_to(user))
    members = Member.objects.filter(survey__in=chosen).count()
    return Preview(chosen.count(), members, _debts(selection, user), is_exact=True)


def _debts(selection: Selection, user) -> int:
    """Debts are in no figure; their rows are counted."""
    return Debt.objects.filter(survey__in=selection.of(Survey.objects.visible_to(user))).count()


def _states(chosen: str) -> tuple[str, ...]:
    if chosen in StatesTogether.values:
        return StatesTogether(chosen).states
    return tuple(State.values) if chosen == ALL else (chosen,)
