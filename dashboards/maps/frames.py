"""The part of the flat map that a picture shows, and where things stand in it; a picture is 1,000 units wide."""

from collections.abc import Iterable
from dataclasses import dataclass

from districts.models import District
from districts.projection import on_map

WIDTH, LOWEST, HIGHEST = 1000, 480, 860
MARGIN = 24

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Frame:
    """A window on the flat map: its west and top end there, and how many picture units one of its units takes."""

    west: float
    top: float
    scale: float
    height: int

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> "Frame":
        """The smallest window that shows all of the boxes, in the middle of it."""
        wests, tops, easts, bottoms = zip(*boxes, strict=True)
        west, top, wide, high = min(wests), min(tops), max(easts) - min(wests), max(bottoms) - min(tops)
        scale = min((WIDTH - 2 * MARGIN) / max(wide, 1), (HIGHEST - 2 * MARGIN) / max(high, 1))
        height = round(min(HIGHEST, max(LOWEST, high * scale + 2 * MARGIN)))
        left, above = (WIDTH - wide * scale) / 2, (height - high * scale) / 2
        return cls(west - left / scale, top - above / scale, scale, height)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the flat map stands in the picture, to a tenth of a unit."""
        return round((x - self.west) * self.scale, 1), round((y - self.top) * self.scale, 1)

    def shows(self, box: Box) -> bool:
        """Whether any of a box of the flat map is to be seen."""
        west, top, east, bottom = box
        right, low = self.west + WIDTH / self.scale, self.top + self.height / self.scale
        return west < right and east > self.west and top < low and bottom > self.top

    def size(self, box: Box) -> tuple[float, float]:
        """How wide and high a box of the flat map is in the picture."""
        west, top, east, bottom = box
        return (east - west) * self.scale, (bottom - top) * self.scale

    @property
    def placing(self) -> str:
        """The transformation that brings paths of the flat map into the picture."""
        return f"scale({self.scale:.5f}) translate({-self.west:.1f} {-self.top:.1f})"

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH} {self.height}"


def box_of(district: District) -> Box:
    """The frame of a district on the flat map."""
    west, top = on_map(district.west, district.north)
    east, bottom = on_map(district.east, district.south)
    return west, top, east, bottom
