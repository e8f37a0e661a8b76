"""The districts by their boundaries: class, label and link are those of their tiles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboards.maps.frames import Box, Frame
from dashboards.tiles import ELSEWHERE, UNKNOWN, Tile, width_of

LETTER, LINE = 10.5, 24
NARROW = 26
CLEAR = 0.8
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
    def rows(self) -> list[tuple[str, float, str]]:
        """Its labels from the top down, each with its height in the picture and what it is."""
        told = [("name", line) for line in self.lines]
        told += [("value", self.said)] if self.said and self.lines else []
        told += [("mark", self.mark)] if self.mark and not told else []
        first = self.y - LINE * (len(told) - 1) / 2 + LINE / 4
        return [(kind, round(first + LINE * number, 1), text) for number, (kind, text) in enumerate(told)]


def areas_of(
    tiles: Iterable[Tile], boundaries: Mapping[str, Boundary], boxes: Mapping[str, Box], frame: Frame
) -> tuple[Area, ...]:
    """The districts that the frame shows, those around the place first, so that its borders lie on top."""
    seen = [tile for tile in tiles if tile.code in boundaries and frame.shows(boxes[tile.code])]
    ordered = sorted(seen, key=lambda tile: tile.colour != ELSEWHERE)
    return tuple(_area(tile, boundaries[tile.code], frame, frame.size(boxes[tile.code])) for tile in ordered)


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
