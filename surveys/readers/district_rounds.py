"""The districts of a round as the Department sees them, and what it told a district."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection
from django.db.models import OuterRef, Subquery

from districts.models import District
from surveys.choices import State
from surveys.models import DistrictDecision, DistrictRound, Round, Survey
from surveys.readers.lists import days_since


@dataclass(frozen=True)
class DistrictLine:
    """One district's part of a round: how many forms stand where, and the Department's last decision."""

    code: str
    name: str
    group: str
    counts: dict[str, int] = field(default_factory=dict)
    oldest: datetime | None = None
    oldest_days: int = 0
    decision: DistrictRound | None = None

    def _count(self, *states: State) -> int:
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def drafts(self) -> int:
        return self._count(State.DRAFT)

    @property
    def submitted(self) -> int:
        return self._count(State.SUBMITTED)

    @property
    def returned(self) -> int:
        return self._count(State.RETURNED)

    @property
    def approved(self) -> int:
        return self._count(State.APPROVED)

    @property
    def accepted(self) -> int:
        return self._count(State.ACCEPTED)

    @property
    def locked(self) -> int:
        return self._count(State.APPROVED, State.ACCEPTED)

    @property
    def left(self) -> int:
        """Forms that keep the whole district from being accepted."""
        return self._count(State.SUBMITTED, State.RETURNED)

    @property
    def decisions(self) -> int:
        return self.decision.number if self.decision else 0

    @property
    def standing(self) -> str:
        """One word for the list: what the Department can do here."""
        if self.approved and not self.left:
            return "ready"
        if self.approved:
            return "partly"
        if self.left or self.drafts:
            return "working"
        return "accepted" if self.accepted else "empty"


def district_lines(round: Round, today: date) -> list[DistrictLine]:
    """Every district of the city, from the figures; three queries."""
    oldest = Survey.objects.filter(round=round, district=OuterRef("pk"), state=State.SUBMITTED)
    first = Subquery(oldest.order_by("submitted_at").values("submitted_at")[:1])
    counts = _counts(round)
    decisions = {one.district_id: one for one in _decisions(round)}
    return [
        _line(district, counts.get(district.pk, {}), decisions.get(district.pk), today)
        for district in District.objects.select_related("group").annotate(oldest=first).order_by("sort_key")
    ]


def district_line(round: Round, district: District, today: date) -> DistrictLine:
    """One district counted survey by survey, as the decision will count it."""
    rows = Survey.objects.filter(round=round, district=district)
    counts = {state: rows.filter(state=state).count() for state in State.values}
    district.oldest = rows.awaiting_review().values_list("submitted_at", flat=True).first()
    return _line(district, counts, _decisions(round).filter(district=district).first(), today)


def _line(district: District, counts: dict, decision: DistrictRound | None, today: date) -> DistrictLine:
    return DistrictLine(
        code=district.pk,
        name=district.name,
        group=district.group.name,
        counts=counts,
        oldest=district.oldest,
        oldest_days=days_since(district.oldest, today),
        decision=decision,
    )


def _decisions(round: Round):
    return DistrictRound.objects.filter(round=round).select_related("by")


def _counts(round: Round) -> dict[str, dict[str, int]]:
    """District → state → number of surveys."""
    states = ", ".join(f"'{state}'" for state in State.values)
    found: dict[str, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.district_id, f.state, SUM(f.surveys) FROM surveys_figure f "
            "JOIN communities_community c ON c.id = f.community_id "
            f"WHERE f.round_id = %s AND f.state IN ({states}) GROUP BY 1, 2",
            [round.pk],
        )
        for district, state, number in cursor.fetchall():
            found.setdefault(district, {})[state] = int(number)
    return found


def decisions_of(round: Round, district: District) -> list[DistrictDecision]:
    """What the Department decided so far, the newest first."""
    return list(DistrictDecision.objects.filter(round=round, district=district).select_related("by"))


def given_back_to(user) -> list[DistrictRound]:
    """The rounds that the Department gave back to this person's district and has not accepted since."""
    if not user.district_id:
        return []
    return list(
        DistrictRound.objects.visible_to(user).sent_back().select_related("round", "by").order_by("-at")
    )
