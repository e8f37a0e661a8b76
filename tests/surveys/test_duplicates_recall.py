"""How many households entered twice are found, and how many that are not are left alone.

1,000 true pairs and 10,000 hard non-pairs go into the database, and the nightly command looks for them as it
would among real forms.  Every pair it shows that is not one of the 1,000 counts against precision: the
10,000, and also any two of the 14,500 forms that meet by chance.
"""

import pytest
from django.core.management import call_command

from surveys.models import Pair
from tests import factories
from tests.surveys.duplicates.made_twice import Town
from tests.surveys.duplicates.stored import store

pytestmark = pytest.mark.django_db

COMMUNITIES, TRUE_PAIRS, BASES = 40, 1_000, 2_500


@pytest.fixture
def communities(round_2570):
    return [factories.community("1026", f"ชุมชนทดสอบ {number}").pk for number in range(COMMUNITIES)]


def pairs_in(town: Town, by) -> tuple[set[frozenset], set[frozenset]]:
    """Store the town; returns the true pairs and the labelled non-pairs as sets of two households."""
    firsts = [town.household() for _ in range(TRUE_PAIRS)]
    once, twice = store(firsts, by=by), store([town.again(form) for form in firsts], by=by)
    bases = [town.household() for _ in range(BASES)]
    alone, apart = store(bases, by=by), set()
    for resembling in (town.relatives, town.twin, town.lodgers, town.namesake):
        others = store([resembling(form) for form in bases], by=by)
        apart |= {frozenset(two) for two in zip(alone, others, strict=True)}
    return {frozenset(two) for two in zip(once, twice, strict=True)}, apart


@pytest.mark.parametrize("seed", [2570, 83_171])
def test_nearly_all_true_pairs_are_found_and_little_else(seed, communities, officer):
    true, apart = pairs_in(Town(seed, communities), officer)
    call_command("find_duplicates")
    found = {frozenset(two) for two in Pair.objects.values_list("first_id", "second_id")}
    assert (len(true), len(apart)) == (1_000, 10_000)
    recall, precision = len(true & found) / len(true), len(true & found) / len(found)
    assert (recall >= 0.95, precision >= 0.90) == (True, True), (recall, precision, len(apart & found))
