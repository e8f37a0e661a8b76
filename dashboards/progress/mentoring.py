"""The seven pilot districts beside the other districts of their groups, whom they mentor."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboards.progress.rows import district_of
from dashboards.progress.words import percent, signed
from dashboards.readers.progress import Line, Progress
from dashboards.totals import Totals
from dashboards.writing import NOTHING
from districts.models import DistrictGroup


@dataclass(frozen=True)
class Mentoring:
    """One group: its pilots, the others, and how far apart they are in points of coverage."""

    group: str
    pilots: str
    of_pilots: str
    week_of_pilots: str
    others: int
    of_others: str
    week_of_others: str
    apart: str


def mentoring(seen: Progress) -> tuple[Mentoring, ...]:
    """Each group in which there are both, in the order of the groups."""
    return tuple(_mentoring(group, lines, seen) for group, lines in _groups(seen) if _has_both(lines, seen))


def _groups(seen: Progress) -> Iterator[tuple[DistrictGroup, list[Line]]]:
    groups: dict[DistrictGroup, list[Line]] = {}
    for line in seen.lines:
        groups.setdefault(district_of(line.part.place, seen).group, []).append(line)
    yield from sorted(groups.items(), key=lambda pair: pair[0].order)


def _is_pilot(line: Line, seen: Progress) -> bool:
    return district_of(line.part.place, seen).pilot


def _has_both(lines: list[Line], seen: Progress) -> bool:
    return len({_is_pilot(line, seen) for line in lines}) == 2


def _mentoring(group: DistrictGroup, lines: list[Line], seen: Progress) -> Mentoring:
    pilots = [line for line in lines if _is_pilot(line, seen)]
    others = [line for line in lines if line not in pilots]
    of_pilots, of_others = _coverage(pilots), _coverage(others)
    return Mentoring(
        group=group.name.removeprefix("กลุ่ม"),
        pilots=", ".join(line.part.place.name.removeprefix("เขต") for line in pilots),
        of_pilots=percent(of_pilots),
        week_of_pilots=_week(pilots),
        others=len(others),
        of_others=percent(of_others),
        week_of_others=_week(others),
        apart=NOTHING if None in (of_pilots, of_others) else signed(f"{of_pilots - of_others:+.1f}"),
    )


def _coverage(lines: Iterable[Line]) -> float | None:
    return Totals.together([line.totals for line in lines]).coverage


def _week(lines: list[Line]) -> str:
    """What a district sent in the latest seven days, on average."""
    return f"{sum(line.pace.week for line in lines if line.pace) / len(lines):,.0f}"
