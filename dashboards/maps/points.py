"""Communities as points: each as large as the need in it, the greatest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.indicators import Average, Coverage, Indicator
from dashboards.maps.frames import Frame
from dashboards.readers.places import Place
from dashboards.tiles import Address
from dashboards.totals import NO_INTERVIEW, Totals
from districts.projection import on_map
from surveys.readers.figures import By

LARGEST = {By.CITY: 16, By.GROUP: 22, By.DISTRICT: 30}
"""How large the greatest need is drawn: smaller where more communities share the picture."""
SMALLEST = 4
NUMBERED, APART = 10, 22


class Spot(NamedTuple):
    """A community with the need in it and its place in the city; one without a place has no `lng`."""

    key: int
    name: str
    need: int
    lng: float | None
    lat: float | None


@dataclass(frozen=True)
class Symbol:
    """A community in the picture."""

    number: int
    code: int
    name: str
    said: str
    title: str
    url: str
    x: float | None
    y: float | None
    radius: float
    width: float

    @property
    def is_hollow(self) -> bool:
        """Nobody is in need here."""
        return not self.width

    @property
    def middle(self) -> float:
        """Where the foot of its number stands."""
        return round(self.y + 6, 1)


def numbered(symbols: Iterable[Symbol]) -> list[Symbol]:
    """The points that wear their number: the first ten, but for those whose number would cover another."""
    worn: list[Symbol] = []
    for one in symbols:
        is_free = all(hypot(one.x - other.x, one.y - other.y) >= APART for other in worn)
        if one.number <= NUMBERED and one.width and is_free:
            worn.append(one)
    return worn


@dataclass(frozen=True)
class Dots:
    """Communities of one size without a link, as one path of round ends; `width` is their diameter."""

    width: int
    path: str


def need_in(totals: Totals, indicator: Indicator) -> int:
    """How many households or people a measure means here.

    Coverage means those that are still to be surveyed, an average those over whom it was taken.
    """
    if isinstance(indicator, Coverage):
        return max(0, totals.expected - totals.surveys + totals.sums.outside)
    if isinstance(indicator, Average):
        return indicator.base_in(totals)
    return totals.count(*indicator.part)


def need_words(indicator: Indicator) -> str:
    """What the size of a point says."""
    unit = _("คน") if indicator.of_people else _("ครัวเรือน")
    if isinstance(indicator, Coverage):
        return _("ยังไม่ได้สำรวจ (ครัวเรือน)")
    if isinstance(indicator, Average):
        return _("%(label)s: จำนวนที่นับ (%(unit)s)") % {"label": indicator.label, "unit": unit}
    return _("%(label)s (%(unit)s)") % {"label": indicator.label, "unit": unit}


def needed_for(indicator: Indicator) -> tuple[str, ...]:
    """The measures from which the need is counted."""
    if isinstance(indicator, Coverage):
        return ()
    if isinstance(indicator, Average):
        return indicator.base or NO_INTERVIEW
    return indicator.part


def by_need(spots: Iterable[Spot]) -> list[Spot]:
    """The greatest need first; equals by their key, the same on every visit."""
    return sorted(spots, key=lambda spot: (-spot.need, spot.key))


@dataclass(frozen=True)
class Sizing:
    """How large a need is drawn: the area of a point is in proportion to it, up to the highest."""

    highest: int
    largest: float

    @classmethod
    def of(cls, spots: Iterable[Spot], by: By) -> "Sizing":
        return cls(max((spot.need for spot in spots), default=0), LARGEST[by])

    def radius(self, need: int) -> float:
        """The smallest can still be seen and met."""
        return max(SMALLEST, round(self.largest * sqrt(need / self.highest), 1)) if self.highest else SMALLEST

    @property
    def steps(self) -> list[int]:
        """Up to three round numbers for the legend, the greatest first."""
        if not self.highest:
            return []
        top = _rounded(self.highest)
        return list(dict.fromkeys((top, max(1, _rounded(top / 4)), max(1, _rounded(top / 20)))))


def symbols_of(
    spots: Sequence[Spot], indicator: Indicator, sizing: Sizing, frame: Frame, address: Address
) -> tuple[Symbol, ...]:
    """The communities in the order of the list, those without a place in the city too."""
    label = need_words(indicator)
    return tuple(_symbol(number, spot, label, sizing, frame, address) for number, spot in enumerate(spots, 1))


def _symbol(number: int, spot: Spot, label: str, sizing: Sizing, frame: Frame, address: Address) -> Symbol:
    x, y = (None, None) if spot.lng is None else frame.at(*on_map(spot.lng, spot.lat))
    words = {"name": spot.name, "label": label, "n": f"{spot.need:,}"}
    return Symbol(
        number=number,
        code=spot.key,
        name=spot.name,
        said=words["n"],
        title=_("%(name)s — %(label)s %(n)s") % words,
        url=address(Place(By.COMMUNITY, spot.key, spot.name)),
        x=x,
        y=y,
        radius=sizing.radius(spot.need),
        width=round(100 * spot.need / sizing.highest, 1) if sizing.highest else 0.0,
    )


def dots_of(spots: Iterable[Spot], sizing: Sizing, frame: Frame) -> tuple[Dots, ...]:
    """Communities as dots, gathered by their size; those in need of nothing are left out."""
    gathered: dict[int, list[str]] = defaultdict(list)
    for spot in spots:
        if spot.lng is not None and spot.need:
            x, y = frame.at(*on_map(spot.lng, spot.lat))
            gathered[round(2 * sizing.radius(spot.need))].append(f"M{x:.0f} {y:.0f}h0")
    return tuple(Dots(width, "".join(moves)) for width, moves in sorted(gathered.items(), reverse=True))


def _rounded(number: float) -> int:
    """The highest of 1, 2, 5, 10, 20, 50 … that is not above the number."""
    power = 10 ** (len(str(int(number))) - 1)
    return next((step * power for step in (5, 2, 1) if step * power <= number), 0)


def without_place(spots: Iterable[Spot]) -> str:
    """How many communities the map leaves out because nobody knows where they lie; nothing where none is."""
    number = sum(spot.lng is None for spot in spots)
    said = ngettext("ไม่มีพิกัด %(n)s ชุมชน อยู่ในรายการเท่านั้น", "ไม่มีพิกัด %(n)s ชุมชน อยู่ในรายการเท่านั้น", number)
    return said % {"n": f"{number:,}"} if number else ""
