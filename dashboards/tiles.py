"""The tile map of the fifty districts and the ranked list beside it."""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

from django.utils.translation import gettext as _

from dashboards.indicators import Indicator
from dashboards.readers.overview import Overview, Part
from dashboards.readers.places import Place, place_of
from dashboards.totals import SURVEYS, Totals
from dashboards.writing import written_in
from surveys.readers.figures import By

SIDE, CLASSES = 72, 5
STEPS = tuple(factor * 10**power for power in range(-1, 6) for factor in (1, 2, 5))
UNKNOWN, ELSEWHERE = "unknown", "elsewhere"
LONGEST_LINE = 10
ABOVE_AND_BELOW = {*"ัิีึืฺุู็่้๊๋์ํ๎"}

Address = Callable[[Place], str]


@dataclass(frozen=True)
class Scale:
    """Five classes of equal, round width that reach the highest value."""

    step: float
    unit: str

    def class_of(self, value: float | None) -> str:
        if value is None:
            return UNKNOWN
        if value < 0:
            return "1"
        return str(min(CLASSES, floor(value / self.step + 1e-9) + 1))

    @property
    def legend(self) -> list[dict[str, str]]:
        edges = [f"{self.step * number:,.10g}" for number in range(CLASSES)]
        labels = [
            _("%(low)s–%(high)s") % {"low": low, "high": high}
            for low, high in zip(edges, edges[1:], strict=False)
        ]
        labels.append(_("%(low)s ขึ้นไป") % {"low": edges[-1]})
        steps = [{"step": str(number), "label": label} for number, label in enumerate(labels, 1)]
        return [*steps, {"step": UNKNOWN, "label": _("ไม่มีข้อมูล")}]


@dataclass(frozen=True)
class Tile:
    """One district on the map: where it stands, its class, its link and what a pointer reads."""

    code: str
    lines: tuple[str, ...]
    said: str
    title: str
    url: str
    colour: str
    x: int
    y: int


@dataclass(frozen=True)
class Rank:
    """One row of the ranked list; `width` in per cent of the highest value."""

    number: int
    code: str
    name: str
    said: str
    width: float
    url: str

    def __str__(self) -> str:
        return f"{self.name} ({self.said})"


def scale_of(parts: tuple[Part, ...], indicator: Indicator) -> Scale:
    highest = max((value for part in parts if (value := indicator.of(part.totals)) is not None), default=0)
    step = next((step for step in STEPS if step * CLASSES >= highest), STEPS[-1])
    return Scale(step, str(indicator.unit))


def tiles_of(seen: Overview, indicator: Indicator, scale: Scale, address: Address) -> tuple[Tile, ...]:
    """All fifty districts; those of other groups stand pale around the group that is seen."""
    inside = {part.place.key: part.totals for part in seen.parts}
    return tuple(
        _tile(district, inside.get(district.pk), indicator, scale, address)
        for district in seen.standing.districts
    )


def _tile(district, totals: Totals | None, indicator: Indicator, scale: Scale, address: Address) -> Tile:
    place = place_of(district)
    value = indicator.of(totals) if totals else None
    said = written_in(totals, indicator) if totals else ""
    return Tile(
        code=district.pk,
        lines=short_name(district.name),
        said=said,
        title=_title(place.name, said, indicator, totals),
        url=address(place),
        colour=scale.class_of(value) if totals else ELSEWHERE,
        x=district.tile_col * SIDE,
        y=district.tile_row * SIDE,
    )


def _title(name: str, said: str, indicator: Indicator, totals: Totals | None) -> str:
    if totals is None:
        return name
    words = {"name": name, "label": indicator.label, "said": said, "n": f"{totals.surveys:,}"}
    if totals.hides(SURVEYS):
        return _("%(name)s — %(label)s %(said)s") % words
    return _("%(name)s — %(label)s %(said)s, สำรวจแล้ว %(n)s ครัวเรือน") % words


def ranks_of(parts: tuple[Part, ...], indicator: Indicator, address: Address) -> tuple[Rank, ...]:
    """The parts from the highest value down; those without a value last."""
    valued = [(indicator.of(part.totals), part) for part in parts]
    ordered = sorted(valued, key=lambda pair: (pair[0] is None, -(pair[0] or 0), -_told(pair[1].totals)))
    highest = (ordered[0][0] if ordered else 0) or 1
    return tuple(
        Rank(
            number,
            str(part.place.key),
            _without_prefix(part.place),
            written_in(part.totals, indicator),
            max(0.0, round(100 * (value or 0) / highest, 1)),
            address(part.place),
        )
        for number, (value, part) in enumerate(ordered, 1)
    )


def _told(totals: Totals) -> int:
    """What the order may tell of a place."""
    return 0 if totals.hides(SURVEYS) else totals.surveys


def _without_prefix(place: Place) -> str:
    return place.name.removeprefix("เขต") if place.by == By.DISTRICT else place.name


def short_name(name: str) -> tuple[str, ...]:
    """A name in at most two lines of a tile: broken at its spaces, a long Thai word cut with ฯ."""
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + len(word) < LONGEST_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(_cut(line) for line in lines[:2])


def _cut(line: str) -> str:
    """Cut to the width of a tile; marks above and below take none and stay with their letter."""
    if width_of(line) <= LONGEST_LINE:
        return line
    is_thai = "ก" <= line[0] <= "๛"
    room, kept = (7, "") if is_thai else (LONGEST_LINE - 1, "")
    for letter in line:
        if width_of(kept + letter) > room:
            break
        kept += letter
    return f"{kept}ฯ" if is_thai else f"{kept}…"


def width_of(text: str) -> int:
    """Letters side by side, marks above and below left out."""
    return sum(letter not in ABOVE_AND_BELOW for letter in text)
