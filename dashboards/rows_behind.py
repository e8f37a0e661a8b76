"""The way from a number to the surveys it counts, for those who may see them."""

from collections.abc import Callable
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse

from dashboards.filters import Asked
from dashboards.readers.places import Place, Standing
from surveys.answers import ANSWERS
from surveys.choices.survey import APPROVED_STATES, COUNTED_STATES, StatesTogether

Links = Callable[[tuple[str, ...]], str]


def links_of(standing: Standing, asked: Asked, *, personal: bool) -> Links:
    """An address of the list of surveys for the measures a number counts; blank where there is none.

    Several measures together are any of them, which the list cannot say; `personal` answers narrow it only
    for those who see personal data.
    """

    def link(names: tuple[str, ...]) -> str:
        if len(names) > 1 or not standing.sees_rows_of(standing.place):
            return ""
        if not all(name in ANSWERS and (personal or not ANSWERS[name].is_personal) for name in names):
            return ""
        return rows_behind(standing, asked, names)

    return link


def rows_behind(
    standing: Standing, asked: Asked, names: tuple[str, ...] = (), part: Place | None = None
) -> str:
    """The surveys of the place, or of a part of it, of which all these hold."""
    steps = [step for step in (*standing.ladder, part) if step is not None]
    words = {"round": asked.round.pk, "state": _state(asked)}
    for step in steps:
        words.update(step.parameters)
    if "district" in words:
        words.pop("group", None)
    return f"{_list()}?{urlencode([*words.items(), *(('answer', name) for name in names)])}"


@cache
def _list() -> str:
    return reverse("survey_list")


def _state(asked: Asked) -> str:
    together = {
        frozenset(COUNTED_STATES): StatesTogether.COUNTED,
        frozenset(APPROVED_STATES): StatesTogether.PASSED,
    }
    return str(together.get(frozenset(asked.states), asked.states[0]))
