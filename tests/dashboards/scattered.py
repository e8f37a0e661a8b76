"""Figures of all fifty districts with many small counts, as a round shows them in its first weeks."""

from random import Random

from communities.models import Community
from surveys.measures import BY_NAME
from surveys.models import Figure
from surveys.readers.withholding import answers_of
from tests import factories

ONE_ANSWER = ("house_tenure", "land_tenure", "condition", "want")
SEVERAL = (
    "problems.eviction_notice",
    "problems.flood",
    "overcrowded",
    "threatened",
    "target_groups.low_income",
)


def scatter(seed: int = 7, most: int = 12, **more) -> None:
    """One community in each district with up to `most` households, none of them absent."""
    random = Random(seed)
    codes = [f"10{number:02}" for number in range(1, 51)]
    places = [
        Community(name=f"ชุมชน {code}", district_id=code, expected_households=40).fill_keys() for code in codes
    ]
    made = Community.objects.bulk_create(places)
    Figure.objects.bulk_create(
        factories.figure_row(place, **_sums(random, random.randint(0, most)), **more) for place in made
    )


def _sums(random: Random, surveys: int) -> dict[str, int]:
    sums = {"surveys": surveys, "visit_result.complete": surveys, "household_income.count": surveys}
    sums |= {"household_income.sum": 9_000 * surveys, "people": 3 * surveys, "members.all": 3 * surveys}
    for question in ONE_ANSWER:
        names = answers_of(question)[:5]
        for name in random.choices(names, k=surveys):
            sums[name] = sums.get(name, 0) + 1
    for name in SEVERAL:
        sums[name] = random.randint(0, surveys)
    return {BY_NAME[name].column: count for name, count in sums.items()}
