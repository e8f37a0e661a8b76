"""How many households each place means to survey in a round."""

from django.db.models import F, FilteredRelation, Q, Sum, Value
from django.db.models.functions import Coalesce

from communities.models import Community
from surveys.readers.figures import CITY, By, Within

PATHS = {By.GROUP: "district__group_id", By.DISTRICT: "district_id", By.COMMUNITY: "pk"}


def expected_of(*, round: str, by: str, within: Within | None = None) -> dict[str | int, int]:
    """Households to survey by the key of each place that has a community; one query.

    A community counts what the plan last approved asks of it, else what its register says; a plan that is
    only drafted or sent changes nothing.  `by` and `within` are those of `surveys.readers.figures`.
    """
    rows = Community.objects.annotate(
        target=FilteredRelation("targets", condition=Q(targets__round=round)),
        place=Value(CITY) if by == By.CITY else F(PATHS[By(by)]),
    )
    if within and within.by != By.CITY:
        rows = rows.filter(**{PATHS[By(within.by)]: within.place})
    wanted = Sum(Coalesce("target__households", "expected_households"))
    return dict(rows.order_by().values("place").annotate(wanted=wanted).values_list("place", "wanted"))
