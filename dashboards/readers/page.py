"""One page of the dashboard, ready to be shown."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bkkhousing.lib import thai
from dashboards.charts.charts import Section, sections_of
from dashboards.definitions import definition_of
from dashboards.filters import Asked
from dashboards.indicators import Indicator
from dashboards.key_numbers import KeyNumber, key_numbers
from dashboards.pages import BY_SLUG
from dashboards.readers.overview import Overview
from dashboards.readers.places import Place, group_of
from dashboards.readers.reading import Part
from dashboards.rows_behind import links_of, rows_behind
from dashboards.themes import OVERVIEW, Theme
from dashboards.tiles import Rank, Scale, Tile, ranks_of, scale_of, tiles_of
from dashboards.totals import SURVEYS
from dashboards.trust import Trust, trust_of
from dashboards.writing import HIDDEN, NOTHING, written_in
from surveys.readers.figures import By


@dataclass(frozen=True)
class Row:
    """One place in the table of places; `behind` are its surveys."""

    name: str
    url: str
    surveys: str
    expected: int
    numbers: tuple[str, ...]
    behind: str = ""


@dataclass(frozen=True)
class Page:
    """Everything the template prints, in the order of the page."""

    seen: Overview
    asked: Asked
    at: datetime
    theme: Theme = OVERVIEW
    personal: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.seen.totals.surveys

    @property
    def heading(self) -> str:
        """What the page is about, where it is not the whole."""
        return "" if self.theme is OVERVIEW else str(BY_SLUG[self.theme.slug].title)

    @property
    def title(self) -> str:
        """The sentence on top: place, surveyed, coverage."""
        totals = self.seen.totals
        words = {"place": self.seen.place.name, "n": f"{totals.surveys:,}"}
        if self.is_empty:
            return _("%(place)s: ยังไม่มีแบบสำรวจ") % words
        if totals.hides(SURVEYS):
            return _("%(place)s: สำรวจแล้วบางส่วน") % words
        if totals.coverage is None:
            return _("%(place)s: สำรวจแล้ว %(n)s ครัวเรือน") % words
        words["share"] = f"{totals.coverage:.1f}%"
        said = ngettext(
            "%(place)s: สำรวจแล้ว %(n)s ครัวเรือน ครอบคลุม %(share)s ของเป้า",
            "%(place)s: สำรวจแล้ว %(n)s ครัวเรือน ครอบคลุม %(share)s ของเป้า",
            totals.surveys,
        )
        return said % words

    @cached_property
    def source(self) -> str:
        words = {"round": self.seen.round.pk, "state": self.asked.state_words}
        words["at"] = thai.format_datetime_to_the_second(self.at)
        return _("แบบสำรวจรอบ %(round)s สถานะ “%(state)s” ณ %(at)s") % words

    @cached_property
    def trust(self) -> Trust:
        return trust_of(self.seen, self.asked, self.address_with)

    @property
    def ladder(self) -> list[dict[str, str]]:
        steps = [{"label": step.name, "url": self.address(step)} for step in self.seen.standing.ladder]
        return [*steps[:-1], {"label": steps[-1]["label"]}]

    @cached_property
    def path(self) -> str:
        return reverse(BY_SLUG[self.theme.slug].route)

    def address(self, place: Place) -> str:
        """The page of a place under the same filters."""
        return self._address({**place.parameters, **self.asked.parameters})

    def address_with(self, **words: str) -> str:
        """This page with some filters set, or left out where blank."""
        return self._address({**self.seen.place.parameters, **self.asked.parameters, **words})

    def _address(self, words: dict[str, str]) -> str:
        query = urlencode({name: value for name, value in words.items() if value})
        return f"{self.path}?{query}" if query else self.path

    @property
    def carried(self) -> dict[str, str]:
        """What the form of filters does not ask and yet keeps: the place, and how the map is drawn."""
        kept = {name: word for name, word in self.asked.parameters.items() if name == "map_as"}
        return {**self.seen.place.parameters, **kept}

    @property
    def clear_url(self) -> str:
        """This place without filters; nothing when there are none."""
        return self._address(self.seen.place.parameters) if self.asked.parameters else ""

    @cached_property
    def key_numbers(self) -> tuple[KeyNumber, ...]:
        return key_numbers(self.seen, self.theme.keys, self._links)

    @cached_property
    def _links(self):
        return links_of(self.seen.standing, self.asked, personal=self.personal)

    @property
    def has_map(self) -> bool:
        return self.seen.place.by in (By.CITY, By.GROUP)

    @property
    def shows_parts(self) -> bool:
        return self.seen.place.by != By.COMMUNITY and self.seen.standing.may_go_down

    @cached_property
    def scale(self) -> Scale:
        return scale_of(self.seen.parts, self.asked.indicator)

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return tiles_of(self.seen, self.asked.indicator, self.scale, self.address)

    @cached_property
    def ranks(self) -> tuple[Rank, ...]:
        return ranks_of(self.seen.parts, self.asked.indicator, self.address)

    @property
    def map_title(self) -> str:
        """The finding of the map: the highest and the lowest place."""
        known = [rank for rank in self.ranks if rank.said not in (NOTHING, str(HIDDEN))]
        label = self.asked.indicator.label
        if len(known) < 2 or known[0].said == known[-1].said:
            return str(label)
        words = {"label": label, "high": known[0], "low": known[-1]}
        return _("%(label)s: สูงสุดที่%(high)s ต่ำสุดที่%(low)s") % words

    @property
    def map_definition(self) -> str:
        return definition_of(self.asked.indicator)

    @property
    def columns(self) -> tuple[Indicator, ...]:
        return self.theme.columns

    @property
    def rows(self) -> tuple[Row, ...]:
        """The places by the measure of the map, the highest first."""
        parts = {str(part.place.key): part for part in self.seen.parts}
        return tuple(self._row(parts[rank.code], rank) for rank in self.ranks)

    def _row(self, part: Part, rank: Rank) -> Row:
        totals, standing = part.totals, self.seen.standing
        numbers = tuple(written_in(totals, column) for column in self.columns)
        surveys = str(HIDDEN) if totals.hides(SURVEYS) else f"{totals.surveys:,}"
        may_see = totals.surveys and (
            standing.sees_rows_of(part.place) or standing.sees_rows_of(self.seen.place)
        )
        behind = rows_behind(standing, self.asked, part=part.place) if may_see else ""
        return Row(part.place.name, rank.url, surveys, totals.expected, numbers, behind)

    @property
    def groups(self) -> list[dict[str, str]]:
        """The six groups as the next step down from the city."""
        if self.seen.place.by != By.CITY:
            return []
        found = {group_of(one): one.group.order for one in self.seen.standing.districts}
        return [
            {"label": place.name, "url": self.address(place)}
            for place, _order in sorted(found.items(), key=lambda pair: pair[1])
        ]

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        return sections_of(self.seen, self.theme.sections, self._links)

    @property
    def is_veiled(self) -> bool:
        """Whether small counts are withheld from this reader here."""
        return not self.seen.standing.sees_rows_of(self.seen.place)
