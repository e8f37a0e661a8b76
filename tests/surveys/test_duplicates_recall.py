"""How many households entered twice are found, and how many that are not are left alone.

1,000 true pairs and 10,000 hard non-pairs go into the database, and the nightly command looks for them as it
would among real forms; then four in ten of that with another seed.  Every pair it shows that is not a true one
counts against precision: the 10,000, and also any two of the 14,500 forms that meet by chance.
"""

import pytest
from django.core.management import call_command

from surveys.models import Pair
from tests import factories
from tests.surveys.duplicates.made_twice import Town
from tests.surveys.duplicates.stored import store

pytestmark = pytest.mark.django_db

COMMUNITIES, VARIANTS = 40, 4


@pytest.fixture
def communities(round_2570):
    return [factories.community("1026", f"ชุมชนทดสอบ {number}").pk for number in range(COMMUNITIES)]


def pairs_in(town: Town, number: int, by) -> tuple[set[frozenset], set[frozenset]]:
    """Store the town; returns the true pairs and the labelled non-pairs as sets of two households."""
    firsts = [town.household() for _ in range(number)]
    once, twice = store(firsts, by=by), store([town.again(form) for form in firsts], by=by)
    bases = [town.household() for _ in range(10 * number // VARIANTS)]
    alone, apart = store(bases, by=by), set()
    for resembling in (town.relatives, town.twin, town.lodgers, town.namesake):
        others = store([resembling(form) for form in bases], by=by)
        apart |= {frozenset(two) for two in zip(alone, others, strict=True)}
    return {frozenset(two) for two in zip(once, twice, strict=True)}, apart


@pytest.mark.parametrize(
    ("seed", "number"), [(2570, 1_000), pytest.param(83_171, 400, marks=pytest.mark.either_database)]
)
def test_nearly_all_true_pairs_are_found_and_little_else(seed, number, communities, officer):
    true, apart = pairs_in(Town(seed, communities), number, officer)
    call_command("find_duplicates")
    found = {frozenset(two) for two in Pair.objects.values_list("first_id", "second_id")}
    assert (len(true), len(apart)) == (number, 10 * number)
    recall, precision = len(true & found) / len(true), len(true & found) / len(found)
    assert (recall >= 0.95, precision >= 0.90) == (True, True), (recall, precision, len(apart & found))
