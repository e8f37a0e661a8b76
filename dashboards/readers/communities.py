"""Communities with how far their survey has come; counts are read from the figures, never from surveys."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Sum
from django.urls import reverse

from communities.models import Community
from plans.readers.expected import with_expected
from surveys.choices.survey import APPROVED_STATES, COUNTED_STATES
from surveys.models import Figure, Round, Survey


@dataclass(frozen=True)
class Progress:
    """How many households of a community were surveyed in a round, out of how many."""

    community: Community
    done: int
    expected: int
    last: datetime | None = None

    @property
    def left(self) -> int:
        return max(0, self.expected - self.done)

    @property
    def url(self) -> str:
        return reverse("community_detail", args=[self.community.pk])


@dataclass(frozen=True)
class CommunityFigures:
    """The figures of one community so far."""

    done: int
    expected: int
    approved: int
    people: int
    overcrowded: int
    threatened: int
    rent: int | None

    def percent(self, number: int) -> str:
        return f"{100 * number / self.done:.0f}" if self.done else "–"


def done_by_community(communities: Iterable[Community], round: Round | None) -> dict[int, int]:
    """Submitted and approved surveys of each community in a round."""
    counted = Figure.objects.filter(
        round=round, community_id__in=[one.pk for one in communities], state__in=COUNTED_STATES
    )
    return dict(
        counted.values("community_id").annotate(done=Sum("surveys")).values_list("community_id", "done")
    )


def progress_of(communities: Iterable[Community], round: Round | None) -> list[Progress]:
    communities = list(communities)
    done, expected = done_by_community(communities, round), expected_by_community(communities, round)
    return [Progress(one, done.get(one.pk, 0), expected[one.pk]) for one in communities]


def expected_by_community(communities: Iterable[Community], round: Round | None) -> dict[int, int]:
    """What the round's approved plan, or else the register, asks of each community."""
    rows = Community.objects.filter(pk__in=[one.pk for one in communities])
    return dict(with_expected(rows, round and round.pk).order_by().values_list("pk", "wanted"))


def last_entries(communities: Iterable[Community], round: Round | None, *, by=None) -> dict[int, datetime]:
    """When a survey of each community was last touched in a round, by anyone or of one author."""
    rows = Survey.objects.filter(round=round, community_id__in=[one.pk for one in communities])
    rows = rows.written_by(by) if by else rows
    last = rows.order_by().values("community_id").annotate(last=Max("updated_at"))
    return dict(last.values_list("community_id", "last"))


def figures_of(community: Community, round: Round | None) -> CommunityFigures:
    """Sums over the states that count."""
    names = ("surveys", "people", "overcrowded", "rent_house_sum", "rent_house_count")
    threats = ("problems_eviction_notice", "problems_lawsuit")
    rows = Figure.objects.filter(round=round, community=community, state__in=COUNTED_STATES)
    sums = rows.aggregate(**{f"all_{name}": Sum(name) for name in (*names, *threats)})
    found = {name.removeprefix("all_"): value or 0 for name, value in sums.items()}
    approved = rows.filter(state__in=APPROVED_STATES).aggregate(number=Sum("surveys"))["number"] or 0
    rent = found["rent_house_sum"] // found["rent_house_count"] if found["rent_house_count"] else None
    return CommunityFigures(
        done=found["surveys"],
        expected=expected_by_community([community], round)[community.pk],
        approved=approved,
        people=found["people"],
        overcrowded=found["overcrowded"],
        threatened=found["problems_eviction_notice"] + found["problems_lawsuit"],
        rent=rent,
    )
