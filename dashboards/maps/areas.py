"""The districts by their boundaries: class, label and link are those of their tiles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from dashboards.maps.frames import Box, Frame
from dashboards.tiles import ELSEWHERE, UNKNOWN, Tile, width_of

LETTER, LINE = 10.5, 24
NARROW = 26
CLEAR = 0.62
"""The part of a district's width that its label may take; the rest is lost to its bends."""


@dataclass(frozen=True)
class Boundary:
    """How a district is drawn on the flat map, and where in it there is most room for a label."""

    code: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Area:
    """One district in the picture; `mark` is its class in a digit, `lines` its name where there is room."""

    code: str
    path: str
    title: str
    url: str
    colour: str
    x: float
    y: float
    lines: tuple[str, ...] = ()
    said: str = ""
    mark: str = ""
    is_small: bool = False

    @property
    def label(self) -> list[tuple[str, str, str]]:
        """What is written on it: the kind of each line, where its foot stands, its text.

        Its class stands alone where there is no room for its name, and instead of it on a phone.
        """
        told = [("name", line) for line in self.lines]
        told += [("value", self.said)] if self.said and self.lines else []
        first = self.y - LINE * (max(len(told), 1) - 1) / 2 + LINE / 4
        lines = [(kind, f"{first + LINE * number:.1f}", text) for number, (kind, text) in enumerate(told)]
        mark = ("instead" if told else "mark", f"{self.y + LINE / 4:.1f}", self.mark)
        return [*lines, mark] if self.mark else lines

    @property
    def label_x(self) -> str:
        return f"{self.x:.1f}"

    @property
    def label_box(self) -> Box:
        """The room that its name and number take."""
        half = max((width_of(line) for line in (*self.lines, self.said)), default=0) * LETTER / 2
        high = LINE * (len(self.lines) + bool(self.said)) / 2
        return self.x - half, self.y - high, self.x + half, self.y + high


def areas_of(
    tiles: Iterable[Tile], boundaries: Mapping[str, Boundary], boxes: Mapping[str, Box], frame: Frame
) -> tuple[Area, ...]:
    """The districts that the frame shows, those around the place first, so that its borders lie on top."""
    seen = [tile for tile in tiles if tile.code in boundaries and frame.shows(boxes[tile.code])]
    ordered = sorted(seen, key=lambda tile: tile.colour != ELSEWHERE)
    drawn = (_area(tile, boundaries[tile.code], frame, frame.size(boxes[tile.code])) for tile in ordered)
    return tuple(_without_clashes(drawn))


def _without_clashes(areas: Iterable[Area]) -> Iterator[Area]:
    """A name that would run into an earlier one is left out; its class is still told."""
    taken: list[Box] = []
    for area in areas:
        if area.lines and any(_clash(area.label_box, other) for other in taken):
            area = replace(area, lines=())
        if area.lines:
            taken.append(area.label_box)
        yield area


def _clash(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _area(tile: Tile, boundary: Boundary, frame: Frame, size: tuple[float, float]) -> Area:
    x, y = frame.at(boundary.x, boundary.y)
    wide, high = size[0] * CLEAR, size[1] * CLEAR
    lines = tile.lines if _fits(tile.lines, wide) and high > LINE * (len(tile.lines) + 1) else ()
    return Area(
        code=tile.code,
        path=boundary.path,
        title=tile.title,
        url=tile.url,
        colour=tile.colour,
        x=x,
        y=y,
        lines=lines,
        said=tile.said,
        mark=mark_of(tile.colour),
        is_small=min(size) < 2 * NARROW,
    )


def _fits(lines: tuple[str, ...], wide: float) -> bool:
    return all(width_of(line) * LETTER <= wide for line in lines)


def mark_of(colour: str) -> str:
    """A class as it stands in a district and in the legend, for who does not tell the colours apart."""
    if colour == UNKNOWN:
        return "–"
    return colour if colour.isdecimal() else ""
