"""Which report an address asks for: the place, and the filters of every page."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from accounts.models import User
from dashboards.filters import Asked, NoSuchFilter, asked_of
from dashboards.readers.places import Standing, standing
from dashboards.themes import THEMES, Theme
from surveys.models import Round

PARAMETERS = ("round", "state", "group", "district", "community", "compare")


def parameters_of(given: Mapping[str, str]) -> dict[str, str]:
    """What an address says of place, round, state and comparison; each page ranks by its own measure."""
    return {name: given[name] for name in PARAMETERS if given.get(name)}


def read(given: Mapping[str, str], *, user: User, at: datetime) -> tuple[Standing, dict[Theme, Asked]]:
    """Place and filters of an address; raises NoSuchPlace and NoSuchFilter.

    Where small counts are withheld all that was sent is counted, as on the pages.
    """
    rounds = tuple(Round.objects.newest_first())
    if not rounds:
        raise NoSuchFilter("no round")
    place = standing(asked=given, user=user)
    found = {}
    for theme in THEMES.values():
        asked = asked_of(given, rounds, timezone.localdate(at), theme.on_map)
        found[theme] = asked if place.sees_rows_of(place.place) else asked.counting_all()
    return place, found
