"""What the pages about the work of a round have in common: their place, their addresses, the way up."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol
from urllib.parse import urlencode

from django.urls import reverse

from dashboards.filters import Asked
from dashboards.pages import BY_SLUG
from dashboards.readers.places import Place, Standing
from surveys.models import Round
from surveys.readers.figures import By


class OfPlace(Protocol):
    """Whatever was read of a place in a round."""

    standing: Standing
    round: Round


@dataclass(frozen=True)
class RoundPage:
    """A page of one place in one round, which asks for no filter but the round."""

    seen: OfPlace
    asked: Asked
    at: datetime

    slug: ClassVar[str]
    """The word of the page among those of the dashboard."""

    @property
    def place(self) -> Place:
        return self.seen.standing.place

    @property
    def of_districts(self) -> bool:
        return self.place.by in (By.CITY, By.GROUP)

    @property
    def ladder(self) -> list[dict[str, str]]:
        steps = [{"label": step.name, "url": self.address(step)} for step in self.seen.standing.ladder]
        return [*steps[:-1], {"label": steps[-1]["label"]}]

    def address(self, place: Place) -> str:
        """This page for a place, under the same filters."""
        return self._address({**place.parameters, **self.asked.parameters})

    @property
    def clear_url(self) -> str:
        """This place in the round in force; nothing where it is the one shown."""
        return self._address(self.place.parameters) if "round" in self.asked.parameters else ""

    @property
    def carried(self) -> dict[str, str]:
        """What the form of filters does not ask and yet keeps."""
        kept = {name: value for name, value in self.asked.parameters.items() if name != "round"}
        return {**self.place.parameters, **kept}

    def _address(self, words: dict[str, str]) -> str:
        path, query = reverse(BY_SLUG[self.slug].route), urlencode(words)
        return f"{path}?{query}" if query else path
