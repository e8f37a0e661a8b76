"""Demo households: the same seed gives the same ones, they count at once, and none is written twice."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from communities.models import Household
from surveys import figures
from surveys.demo.writers import writers
from surveys.models import Member, Survey

pytestmark = pytest.mark.django_db


def seed(**given) -> None:
    call_command("seed_demo", surveys=60, round="2570", stdout=StringIO(), **given)


@pytest.fixture
def reference_only(reference, round_2570):
    """Reference data and an open round; people and communities come with the demo data."""


def answers() -> list[tuple]:
    shown = ("id", "community_id", "state", "house_no", "lat", "household__house_no", "income_total")
    return list(Survey.objects.order_by("pk").values_list(*shown))


def test_the_same_seed_gives_the_same_households(reference_only):
    seed(seed=5)
    first = answers()
    Survey.objects.all().delete()
    Household.objects.all().delete()
    seed(seed=5)
    assert answers() == first
    assert len(first) == 60


def test_the_figures_know_demo_households_at_once(reference_only):
    seed(seed=6)
    assert figures.differences() == []


def test_the_same_seed_twice_is_refused_and_writes_nothing(reference_only):
    seed(seed=7)
    with pytest.raises(CommandError):
        seed(seed=7)
    assert Survey.objects.count() == 60


def test_every_person_of_the_demo_has_a_real_citizen_id(reference_only):
    seed(seed=8)
    numbers = Member.objects.values_list("citizen_id", flat=True)
    assert {len(number) for number in numbers} == {13}


@pytest.mark.django_db(transaction=True)
def test_work_handed_over_is_done_when_the_block_ends():
    done = []
    with writers() as hand_over:
        for number in range(9):
            hand_over(lambda number=number: done.append(number))
    assert sorted(done) == list(range(9))


@pytest.mark.django_db(transaction=True)
def test_a_piece_of_work_that_fails_is_heard_of():
    def fail() -> None:
        raise ArithmeticError

    with pytest.raises(ArithmeticError), writers() as hand_over:
        hand_over(fail)
