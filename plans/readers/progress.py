"""How far a district has come, measured day by day against what its plan asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.models import PlannedCommunity, SurveyPlan, Target
from surveys.models import Round
from surveys.readers.figures import By, Within, sums_by

ASKED = ("households", "starts_on", "ends_on")


@dataclass(frozen=True)
class Pace:
    """Households surveyed, asked for in all, and asked for until yesterday; the days that are left with today."""

    done: int = 0
    expected: int = 0
    due: int = 0
    counted: int = 0
    """Surveyed households without those that a community has beyond its plan."""
    starts_on: date | None = None
    ends_on: date | None = None
    days_left: int = 0

    @property
    def behind(self) -> int:
        """Households that should have been surveyed by now and are not."""
        return max(0, self.due - self.counted)

    @property
    def ahead(self) -> int:
        return max(0, self.counted - self.due)

    @property
    def left(self) -> int:
        return max(0, self.expected - self.counted)

    @property
    def standing(self) -> str:
        """One word: none, done, waiting (its days have not begun), behind, ahead, on."""
        if not self.expected:
            return "none"
        if not self.left:
            return "done"
        if self.behind:
            return "behind"
        if self.ahead:
            return "ahead"
        return "on" if self.due else "waiting"

    @classmethod
    def together(cls, parts: Iterable["Pace"]) -> "Pace":
        """The pace of several communities in one."""
        parts = list(parts)
        if not parts:
            return cls()
        return cls(
            *(sum(getattr(one, name) for one in parts) for name in ("done", "expected", "due", "counted")),
            starts_on=min(one.starts_on for one in parts),
            ends_on=max(one.ends_on for one in parts),
            days_left=max(one.days_left for one in parts),
        )


def pace_of(*, households: int, days: tuple[date, date], done: int, today: date) -> Pace:
    """One community: what is asked grows evenly from its first day to its last, both counted."""
    first, last = days
    length = (last - first).days + 1
    passed = min(max((today - first).days, 0), length)
    return Pace(
        done=done,
        expected=households,
        due=households * passed // length,
        counted=min(done, households),
        starts_on=first,
        ends_on=last,
        days_left=max(0, (last - max(today, first)).days + 1),
    )


def done_by_community(round_code: str, within: Within | None = None) -> dict[int, int]:
    """Submitted and approved surveys of each community, from the figures."""
    found = sums_by(round=round_code, by=By.COMMUNITY, within=within, measures=())
    return {place: sums.surveys for place, sums in found.items()}


def paces(*, round: Round, today: date, district: str = "") -> dict[str, Pace]:
    """The pace of each district that has an approved plan, by its code; two queries."""
    rows = Target.objects.filter(round=round)
    rows = rows.filter(plan__district_id=district) if district else rows
    done = done_by_community(round.pk, Within(By.DISTRICT, district) if district else None)
    parts: dict[str, list[Pace]] = {}
    for code, community, households, *days in rows.values_list("plan__district_id", "community_id", *ASKED):
        pace = pace_of(households=households, days=tuple(days), done=done.get(community, 0), today=today)
        parts.setdefault(code, []).append(pace)
    return {code: Pace.together(found) for code, found in parts.items()}


@dataclass(frozen=True)
class CommunityLine:
    """A community of the plan as its page lists it."""

    number: int
    community: object
    pace: Pace


def community_lines(plan: SurveyPlan, today: date) -> list[CommunityLine]:
    """The communities as the plan names them now, with what was done in each; two queries."""
    done = done_by_community(plan.round_id, Within(By.DISTRICT, plan.district_id))
    rows = plan.communities.select_related("community__subdistrict", "community__type")
    return [_line(row, done.get(row.community_id, 0), today) for row in rows]


def _line(row: PlannedCommunity, done: int, today: date) -> CommunityLine:
    pace = pace_of(households=row.households, days=row.days, done=done, today=today)
    return CommunityLine(row.order, row.community, pace)
