"""The map of one page, ready to be shown: its kind, the ways to the other kinds, and what is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from django.utils.translation import gettext as _

from dashboards.maps import points
from dashboards.maps.areas import LETTER, Area, Boundary, areas_of, mark_of
from dashboards.maps.frames import Box, Frame, box_of
from dashboards.maps.kinds import MapKind
from dashboards.maps.points import Dots, Sizing, Spot, Symbol
from dashboards.readers.page import Page
from dashboards.tiles import ELSEWHERE, Rank, Tile
from surveys.readers.figures import By

HERE, GROUND = "here", "ground"
LINKED = 60
"""So many points of a city are links; the others are dots, else a hand at the keyboard would never be through."""
LEGEND_HEIGHT, LEGEND_GAP = 76, 24


@dataclass(frozen=True)
class Switch:
    """The way to one kind of map."""

    label: str
    url: str
    active: bool


@dataclass(frozen=True)
class Size:
    """A size of points in the legend, where it stands in the picture."""

    label: str
    radius: float
    x: float
    y: float

    @property
    def label_x(self) -> float:
        return self.x + self.radius + 8

    @property
    def label_y(self) -> float:
        return self.y + 7


@dataclass(frozen=True)
class DrawnMap:
    """One map; `spots` come with the greatest need first, `boundaries` are empty where tiles are drawn."""

    page: Page
    kind: MapKind
    has_boundaries: bool
    boundaries: Mapping[str, Boundary] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    credit: str = ""
    is_instead: bool = False

    @property
    def switches(self) -> tuple[Switch, ...]:
        """The kinds that can be drawn here, under the same filters."""
        left_out = set() if self.has_boundaries else {MapKind.BOUNDARIES}
        if not self.page.has_map:
            left_out.add(MapKind.TILES)
        if not self.page.seen.standing.may_go_down:
            left_out.add(MapKind.POINTS)
        kinds = [kind for kind in MapKind if kind not in left_out]
        return tuple(Switch(str(kind.label), self._address_as(kind), kind == self.kind) for kind in kinds)

    def _address_as(self, kind: MapKind) -> str:
        """Tiles are what an address means that says nothing, where districts are compared."""
        is_usual = kind == MapKind.TILES and self.page.has_map
        return self.page.address_with(map_as="" if is_usual else kind.value)

    @property
    def is_tiles(self) -> bool:
        return self.kind == MapKind.TILES

    @property
    def is_points(self) -> bool:
        return self.kind == MapKind.POINTS

    @property
    def is_of_districts(self) -> bool:
        """Whether the districts themselves are compared, not what one of them is made of."""
        return self.page.has_map and not self.is_points

    @property
    def label(self) -> str:
        """What a reader without the picture hears of it."""
        place = self.page.seen.place.name
        said = {
            MapKind.TILES: _("แผนที่ 50 เขต ช่องละหนึ่งเขต"),
            MapKind.BOUNDARIES: _("แผนที่แนวเขตของ%(place)s") % {"place": place},
            MapKind.POINTS: _("แผนที่จุดชุมชนของ%(place)s") % {"place": place},
        }
        return said[self.kind]

    @property
    def title(self) -> str:
        """The finding of the map: the highest and the lowest district, or the community with the most."""
        first = self.symbols[0] if self.symbols else None
        if self.is_of_districts:
            return self.page.map_title
        if not self.is_points:
            return _("ที่ตั้งของ%(place)s") % {"place": self.page.seen.place.name}
        if first is None or not self.sizing.highest:
            return self.unit
        words = {"label": self.unit, "name": first.name, "n": first.said}
        return _("%(label)s: มากที่สุดที่%(name)s (%(n)s)") % words

    @property
    def unit(self) -> str:
        indicator = self.page.asked.indicator
        if self.is_of_districts:
            return f"{indicator.label} ({indicator.unit})"
        return points.need_words(indicator) if self.is_points else ""

    @property
    def order(self) -> str:
        """By what the list is ordered."""
        return self.unit if self.is_points else str(self.page.asked.indicator.label)

    @property
    def legend(self) -> list[dict[str, str]]:
        """The classes; where labels are left out of small districts their digits stand for them."""
        if not self.is_of_districts:
            return []
        if self.is_tiles:
            return self.page.scale.legend
        return [_marked(step) for step in self.page.scale.legend]

    @cached_property
    def tiles(self) -> tuple[Tile, ...]:
        """All districts; on the page of one it stands out among the others."""
        here = {one.pk for one in self.page.seen.standing.inside} if not self.page.has_map else ()
        return tuple(replace(tile, colour=HERE) if tile.code in here else tile for tile in self.page.tiles)

    @cached_property
    def boxes(self) -> dict[str, Box]:
        return {one.pk: box_of(one) for one in self.page.seen.standing.districts}

    @cached_property
    def frame(self) -> Frame:
        return Frame.around(self.boxes[one.pk] for one in self.page.seen.standing.inside)

    @property
    def view_box(self) -> str:
        height = self.frame.height + (LEGEND_HEIGHT if self.sizes else 0)
        return f"0 0 1000 {height}"

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        tiles = [_ground(tile) for tile in self.tiles] if self.is_points else self.tiles
        return areas_of(tiles, self.boundaries, self.boxes, self.frame)

    @cached_property
    def names(self) -> tuple[Area, ...]:
        """The districts as bare names in their middles, where nobody knows their boundaries."""
        if self.boundaries:
            return ()
        shown = {one.pk for one in self.page.seen.standing.inside}
        middles = {code: _middle(code, box) for code, box in self.boxes.items() if code in shown}
        return areas_of([_ground(tile) for tile in self.tiles], middles, self.boxes, self.frame)

    @cached_property
    def symbols(self) -> tuple[Symbol, ...]:
        """Communities as links, the greatest need first; all of a district, the first sixty of the city."""
        indicator, shown = self.page.asked.indicator, self.spots[: None if self._is_one_district else LINKED]
        return points.symbols_of(shown, indicator, self.sizing, self.frame, self.page.address)

    @property
    def placed(self) -> list[Symbol]:
        """The points to draw, the greatest need first."""
        return [symbol for symbol in self.symbols if symbol.x is not None]

    @property
    def numbered(self) -> list[Symbol]:
        return points.numbered(self.placed)

    @property
    def dots(self) -> tuple[Dots, ...]:
        if self._is_one_district:
            return ()
        return points.dots_of(self.spots[LINKED:], self.sizing, self.frame)

    @cached_property
    def sizing(self) -> Sizing:
        return Sizing.of(self.spots, self.page.seen.place.by)

    @cached_property
    def sizes(self) -> tuple[Size, ...]:
        """The legend of sizes, beside each other under the map."""
        found, left = [], LEGEND_GAP
        for step in self.sizing.steps if self.is_points else ():
            label, radius = f"{step:,}", self.sizing.radius(step)
            found.append(Size(label, radius, left + radius, self.frame.height + LEGEND_HEIGHT / 2))
            left += 2 * radius + LETTER * len(label) + 2 * LEGEND_GAP
        return tuple(found)

    @property
    def ranks(self) -> list[Rank]:
        """The same numbers as a list: what the picture says, for who does not see it."""
        if self.is_points:
            return [
                Rank(one.number, str(one.code), one.name, one.said, one.width, one.url)
                for one in self.symbols
            ]
        return list(self.page.ranks)

    @property
    def more(self) -> str:
        """How many communities follow those of the list."""
        left = len(self.spots) - len(self.symbols)
        return _("และอีก %(n)s ชุมชน") % {"n": f"{left:,}"} if left > 0 else ""

    @property
    def remark(self) -> str:
        """What the map leaves out, and why."""
        if self.is_instead:
            return _("ยังไม่มีแนวเขตในระบบ จึงแสดงเป็นช่องเท่ากัน")
        is_part = self.is_points and self.page.has_map and not self.page.seen.standing.whole_city
        own = _("แสดงเฉพาะชุมชนในเขตของคุณ") if is_part else ""
        return " · ".join(filter(None, (own, points.without_place(self.spots))))

    @property
    def _is_one_district(self) -> bool:
        return self.page.seen.place.by == By.DISTRICT


def _marked(step: dict[str, str]) -> dict[str, str]:
    mark = mark_of(step["step"])
    return {**step, "label": f"{mark} = {step['label']}"}


def _ground(tile: Tile) -> Tile:
    """A district as the ground that points lie on: without its number."""
    colour = tile.colour if tile.colour in (ELSEWHERE, HERE) else GROUND
    return replace(tile, colour=colour, said="", title=tile.title.partition(" — ")[0])


def _middle(code: str, box: Box) -> Boundary:
    west, top, east, bottom = box
    return Boundary(code, "", (west + east) / 2, (top + bottom) / 2)
