"""How many households each place means to survey in a round."""

from django.db.models import F, FilteredRelation, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from communities.models import Community
from surveys.readers.figures import CITY, By, Within

PATHS = {By.GROUP: "district__group_id", By.DISTRICT: "district_id", By.COMMUNITY: "pk"}


def with_expected(communities: QuerySet, round: str) -> QuerySet:
    """The communities with the households that each means to survey in the round, as `wanted`.

    That is what the plan last approved asks of it, else what its register says; a plan that is only drafted
    or sent changes nothing.
    """
    return communities.annotate(
        target=FilteredRelation("targets", condition=Q(targets__round=round)),
        wanted=Coalesce("target__households", "expected_households"),
    )


def expected_of(*, round: str, by: str, within: Within | None = None) -> dict[str | int, int]:
    """Households to survey by the key of each place that has a community; one query.

    `by` and `within` are those of `surveys.readers.figures`.
    """
    place = Value(CITY) if by == By.CITY else F(PATHS[By(by)])
    rows = with_expected(Community.objects.all(), round).annotate(place=place)
    if within and within.by != By.CITY:
        rows = rows.filter(**{PATHS[By(within.by)]: within.place})
    return dict(rows.order_by().values("place").annotate(total=Sum("wanted")).values_list("place", "total"))
