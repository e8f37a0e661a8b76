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
from dashboards.filters import Asked
from dashboards.indicators import IN_TABLE, Indicator
from dashboards.key_numbers import KeyNumber, key_numbers
from dashboards.readers.overview import Overview, Part
from dashboards.readers.places import Place, group_of
from dashboards.tiles import NOTHING, Rank, Scale, Tile, ranks_of, scale_of, tiles_of, written
from surveys.readers.figures import By


@dataclass(frozen=True)
class Row:
    """One place in the table of places."""

    name: str
    url: str
    surveys: int
    expected: int
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """Everything the template prints, in the order of the page."""

    seen: Overview
    asked: Asked
    at: datetime

    @property
    def is_empty(self) -> bool:
        return not self.seen.totals.surveys

    @property
    def title(self) -> str:
        """The sentence on top: place, surveyed, coverage."""
        totals = self.seen.totals
        words = {"place": self.seen.place.name, "n": f"{totals.surveys:,}"}
        if self.is_empty:
            return _("%(place)s: ยังไม่มีแบบสำรวจ") % words
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
        at = thai.format_datetime(self.at)
        words = {"round": self.seen.round.pk, "state": self.asked.state_words, "at": at}
        return _("แบบสำรวจรอบ %(round)s สถานะ “%(state)s” ณ %(at)s") % words

    @property
    def ladder(self) -> list[dict[str, str]]:
        steps = [{"label": step.name, "url": self.address(step)} for step in self.seen.standing.ladder]
        return [*steps[:-1], {"label": steps[-1]["label"]}]

    def address(self, place: Place) -> str:
        """The page of a place under the same filters."""
        query = urlencode({**place.parameters, **self.asked.parameters})
        return f"{reverse('dashboard')}?{query}" if query else reverse("dashboard")

    @property
    def clear_url(self) -> str:
        """This place without filters; nothing when there are none."""
        query = urlencode(self.seen.place.parameters)
        return f"{reverse('dashboard')}{'?' if query else ''}{query}" if self.asked.parameters else ""

    @property
    def key_numbers(self) -> tuple[KeyNumber, ...]:
        return key_numbers(self.seen)

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
        known = [rank for rank in self.ranks if rank.said != NOTHING]
        label = self.asked.indicator.label
        if len(known) < 2 or known[0].said == known[-1].said:
            return str(label)
        words = {"label": label, "high": known[0], "low": known[-1]}
        return _("%(label)s: สูงสุดที่%(high)s ต่ำสุดที่%(low)s") % words

    @property
    def columns(self) -> tuple[Indicator, ...]:
        return IN_TABLE

    @property
    def rows(self) -> tuple[Row, ...]:
        """The places by the measure of the map, the highest first."""
        parts = {str(part.place.key): part for part in self.seen.parts}
        return tuple(self._row(parts[rank.code], rank) for rank in self.ranks)

    def _row(self, part: Part, rank: Rank) -> Row:
        numbers = tuple(written(column.of(part.totals), column) for column in IN_TABLE)
        return Row(part.place.name, rank.url, part.totals.surveys, part.totals.expected, numbers)

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

    @property
    def sections(self) -> tuple[Section, ...]:
        return sections_of(self.seen)
