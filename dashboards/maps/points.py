"""Communities as points: each as large as the need in it, the greatest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.indicators import Average, Coverage, Indicator
from dashboards.maps.frames import Frame
from dashboards.readers.places import Place
from dashboards.tiles import Address
from dashboards.totals import Totals
from districts.projection import on_map

LARGEST, SMALLEST = 30, 4
NUMBERED = 10


@dataclass(frozen=True)
class Spot:
    """A community with its place in the city and its totals; one without a place has no `lng`."""

    place: Place
    totals: Totals
    lng: float | None
    lat: float | None
    need: int = 0


@dataclass(frozen=True)
class Symbol:
    """A community in the picture; the first few wear their number in the list."""

    number: int
    code: int
    name: str
    said: str
    title: str
    url: str
    x: float | None
    y: float | None
    radius: float
    width: float = 0.0

    @property
    def is_numbered(self) -> bool:
        return self.number <= NUMBERED and self.radius > 2 * SMALLEST

    @property
    def middle(self) -> float:
        """Where the foot of its number stands."""
        return round(self.y + 6, 1)


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
    return () if isinstance(indicator, Coverage) else indicator.needs


def by_need(spots: Iterable[Spot]) -> list[Spot]:
    """The greatest need first; equals by their key, the same on every visit."""
    return sorted(spots, key=lambda spot: (-spot.need, spot.place.key))


def symbols_of(
    spots: Sequence[Spot], indicator: Indicator, frame: Frame, address: Address
) -> tuple[Symbol, ...]:
    """The communities in the order of the list, those without a place in the city too."""
    highest = max((spot.need for spot in spots), default=0)
    return tuple(
        _symbol(number, spot, highest, indicator, frame, address) for number, spot in enumerate(spots, 1)
    )


def _symbol(
    number: int, spot: Spot, highest: int, indicator: Indicator, frame: Frame, address: Address
) -> Symbol:
    x, y = (None, None) if spot.lng is None else frame.at(*on_map(spot.lng, spot.lat))
    words = {"name": spot.place.name, "label": need_words(indicator), "n": f"{spot.need:,}"}
    return Symbol(
        number=number,
        code=spot.place.key,
        name=spot.place.name,
        said=words["n"],
        title=_("%(name)s — %(label)s %(n)s") % words,
        url=address(spot.place),
        x=x,
        y=y,
        radius=radius_of(spot.need, highest),
        width=round(100 * spot.need / highest, 1) if highest else 0.0,
    )


def radius_of(need: int, highest: int) -> float:
    """The area of a point is in proportion to the need; the smallest can still be seen and met."""
    return max(SMALLEST, round(LARGEST * sqrt(need / highest), 1)) if highest else SMALLEST


def dots_of(spots: Iterable[Spot], highest: int, frame: Frame) -> tuple[Dots, ...]:
    """Communities as dots, gathered by their size; those in need of nothing are left out."""
    gathered: dict[int, list[str]] = defaultdict(list)
    for spot in spots:
        if spot.lng is not None and spot.need:
            x, y = frame.at(*on_map(spot.lng, spot.lat))
            gathered[round(2 * radius_of(spot.need, highest))].append(f"M{x} {y}h0")
    return tuple(Dots(width, "".join(moves)) for width, moves in sorted(gathered.items(), reverse=True))


def sizes_of(highest: int) -> list[dict[str, object]]:
    """Three sizes for the legend, round numbers up to the highest."""
    if highest < 1:
        return []
    top = _rounded(highest)
    steps = dict.fromkeys((top, max(1, _rounded(top / 4)), max(1, _rounded(top / 20))))
    return [{"label": f"{step:,}", "radius": radius_of(step, highest)} for step in steps]


def _rounded(number: float) -> int:
    """The highest of 1, 2, 5, 10, 20, 50 … that is not above the number."""
    power = 10 ** (len(str(int(number))) - 1)
    return next((step * power for step in (5, 2, 1) if step * power <= number), 0)


def without_place(spots: Iterable[Spot]) -> str:
    """How many communities the map leaves out because nobody knows where they lie; nothing where none is."""
    number = sum(spot.lng is None for spot in spots)
    said = ngettext("ไม่มีพิกัด %(n)s ชุมชน อยู่ในรายการเท่านั้น", "ไม่มีพิกัด %(n)s ชุมชน อยู่ในรายการเท่านั้น", number)
    return said % {"n": f"{number:,}"} if number else ""
