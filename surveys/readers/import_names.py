"""The names of communities that a file uses and no community goes by, as a person is asked about them."""

from collections.abc import Mapping
from dataclasses import dataclass

from communities.models import Community
from districts.models import District
from surveys.importing.names import OUTSIDE, SKIP
from surveys.models import FileImport
from surveys.readers.import_road import open_names

A_PAGE = 50
LIKELY = 85


@dataclass(frozen=True)
class Nearest:
    """A community that comes near, and how near."""

    key: int
    name: str
    percent: int


@dataclass(frozen=True)
class NameLine:
    """One name: `place` is its place in the list and names its inputs, `chosen` is what stands chosen at first."""

    place: int
    name: str
    district: str
    district_name: str
    rows: int
    nearest: list[Nearest]
    chosen: str
    others: list[tuple[int, str]]


def contents(file_import: FileImport, user, given: Mapping[str, str]) -> dict:
    """A page of names; those about which somebody has spoken are not asked again."""
    waiting = open_names(file_import)
    first = _first(given.get("from", ""), len(waiting))
    shown = waiting[first : first + A_PAGE]
    districts = dict(District.objects.values_list("pk", "name_th"))
    others = _others(user, {one["district"] for one in shown})
    lines = [_line(first + place, one, districts, others) for place, one in enumerate(shown)]
    return {
        "names": lines,
        "waiting": len(waiting),
        "rows_waiting": sum(one["rows"] for one in waiting),
        "decided": len(file_import.decisions),
        "is_paged": len(waiting) > A_PAGE,
        "outside": OUTSIDE,
        "skip": SKIP,
        "first": first,
        "first_shown": first + 1,
        "last_shown": first + len(shown),
        "earlier": max(0, first - A_PAGE) if first else None,
        "later": first + A_PAGE if first + A_PAGE < len(waiting) else None,
    }


def _first(text: str, count: int) -> int:
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
    return found if found < count else 0


def _line(place: int, one: dict, districts: Mapping[str, str], others: Mapping[str, list]) -> NameLine:
    nearest = [Nearest(*told) for told in one["nearest"]]
    likely = nearest[0] if nearest and nearest[0].percent >= LIKELY else None
    return NameLine(
        place=place,
        name=one["name"],
        district=one["district"],
        district_name=districts.get(one["district"], ""),
        rows=one["rows"],
        nearest=nearest,
        chosen=str(likely.key) if likely else "",
        others=others[one["district"]],
    )


def _others(user, districts: set[str]) -> dict[str, list[tuple[int, str]]]:
    """All registered communities of these districts, for a name that none of the nearest is."""
    found: dict[str, list[tuple[int, str]]] = {code: [] for code in districts}
    rows = Community.objects.visible_to(user).registered().filter(district__in=districts).by_name()
    for key, name, code in rows.values_list("pk", "name", "district_id"):
        found[code].append((key, name))
    return found
