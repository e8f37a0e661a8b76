"""Who has nothing but the published files learns of no few households, from one version or from several."""

import random
from itertools import product

import pytest

from districts.models import District
from open_data import actions
from tests.lib.subtracting import leaks
from tests.open_data import versions

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]

QUESTIONS = (("house_tenure", "surveys"), ("problems.flood", "surveys"), ("overcrowded", "surveys"))
QUESTIONS += (("members.elderly", "people"), ("household_income.count", "surveys"))
PLACES = ("1001", "1002", "1026", "1030")
KINDS = ("slum", "urban", "high_rise")


def sums_of(truth: dict, names: list[str], places: list[dict]) -> list:
    """The sums that the files themselves tell of: places within places, types within all."""
    spots = {key[:2] for key in truth}
    found = []
    for (place, kind), name in product(sorted(spots), names):
        inner = [(one["code"], kind, name) for one in places if one["within"] == place]
        inner = [key for key in inner if key[:2] in spots]
        types = [(place, one, name) for spot, one in sorted(spots) if spot == place and one != "all"]
        found += [((place, kind, name), inner)] if inner else []
        found += [((place, kind, name), types)] if kind == "all" and types else []
    return found


def attacked(truth: dict, told: dict, places: list[dict]) -> list:
    """What an attacker learns of each question, who knows what contains it where that is published."""
    found = []
    for key, whole in QUESTIONS:
        names = sorted({one[2] for one in truth if one[2] == key or one[2].startswith(f"{key}.")})
        cells = {one: value for one, value in truth.items() if one[2] in (*names, whole)}
        sums = sums_of(cells, [*names, whole], places)
        for spot in sorted({one[:2] for one in cells}):
            parts, rest = [(*spot, name) for name in names], (*spot, f"rest of {key}")
            cells[rest] = cells[*spot, whole] - sum(cells[part] for part in parts)
            sums.append(((*spot, whole), [*parts, rest]))
        hidden = {one for one in cells if told.get(one) is None}
        learnt = leaks(cells, sums, hidden)
        found += [(one, cells[one], pair) for one, pair in learnt.items() if 0 < cells[one] < 5]
    return found


def truth_of(round) -> dict:
    """The real numbers, zeros included, of which the attacker knows nothing."""
    table = actions.table_of(round.pk)
    return {(*spot, name): table.value(*spot, name) for spot in table.spots for name in versions.published()}


def scattered(seed: int) -> list[tuple[str, str, int]]:
    by_chance = random.Random(seed)
    sizes = [0, 1, 2, 4, 6, 9, 15, 40, 120]
    every = ((place, kind, by_chance.choice(sizes)) for place, kind in product(PLACES, KINDS))
    return [one for one in every if one[2]]


ADVERSE = {
    "one household in a district": [("1001", "slum", 1), ("1002", "slum", 80), ("1026", "urban", 90)],
    "all but one in a district": [("1001", "slum", 99), ("1002", "urban", 1)],
    "a group of one district": [("1006", "slum", 3), ("1001", "slum", 30), ("1002", "slum", 40)],
    "five in pieces": [("1001", "slum", 2), ("1002", "slum", 3), ("1026", "slum", 50)],
    "a type in one place": [("1001", "high_rise", 4), ("1001", "slum", 60), ("1026", "slum", 60)],
}


@pytest.mark.parametrize("seed", range(2))
def test_random_figures_tell_of_no_few_households(seed, reference):
    round = versions.round_of(scattered(seed), seed=seed)
    found = versions.version(round)
    assert attacked(truth_of(round), versions.told(found), versions.read_csv(found, "places.csv")) == []


@pytest.mark.parametrize("numbers", ADVERSE.values(), ids=ADVERSE)
def test_nor_do_figures_that_were_made_to(numbers, reference):
    round = versions.round_of(numbers)
    found = versions.version(round)
    assert attacked(truth_of(round), versions.told(found), versions.read_csv(found, "places.csv")) == []


def test_the_attack_succeeds_where_small_numbers_alone_are_withheld(reference):
    round = versions.round_of(scattered(1))
    truth = truth_of(round)
    careless = {key: None if 0 < count < 5 else count for key, count in truth.items()}
    found = versions.version(round)
    assert attacked(truth, careless, versions.read_csv(found, "places.csv"))


def test_every_small_number_is_withheld_and_no_place_of_few_says_anything(reference):
    round = versions.round_of(scattered(2))
    truth, told = truth_of(round), versions.told(versions.version(round))
    few = {key[:2] for key, count in truth.items() if key[2] == "surveys" and count < 5}
    assert few
    assert [key for key, count in truth.items() if told[key] is not None and 0 < count < 5] == []
    assert [key for key in told if key[:2] in few and told[key] is not None] == []


def test_what_is_told_is_what_the_pages_show(reference):
    round = versions.round_of(scattered(3))
    truth, told = truth_of(round), versions.told(versions.version(round))
    shown = [key for key, value in told.items() if value is not None]
    assert len(shown) > len(told) / 3
    assert [key for key in shown if told[key] != truth[key]] == []


def test_a_sum_is_told_only_where_five_answered(reference):
    told = versions.told(versions.version(versions.round_of(scattered(1))))
    sums = [key for key in told if key[2] == "household_income.sum"]
    assert [
        key for key in sums if (told[key] is None) != (told[*key[:2], "household_income.count"] is None)
    ] == []


def changes(first: dict, second: dict) -> dict:
    """By how much each number told twice changed."""
    both = [key for key in second if second[key] is not None and first.get(key) is not None]
    return {key: second[key] - first[key] for key in both}


@pytest.mark.parametrize("seed", [0])
def test_two_versions_subtracted_tell_of_no_few_households(seed, reference):
    round = versions.round_of(scattered(seed), seed=seed)
    first = versions.told(versions.version(round))
    for place, number in (("1001", 3), ("1026", 40), ("1030", 12)):
        versions.add(place, number, seed=seed)
    second = versions.told(versions.version(round))
    small = {key: by for key, by in changes(first, second).items() if 0 < abs(by) < 5 and "sum" not in key[2]}
    assert small == {}


@pytest.mark.parametrize("seed", [1])
def test_nor_does_the_table_of_differences(seed, reference):
    """The attacker takes one version from the other and attacks what remains."""
    round = versions.round_of(scattered(seed), seed=seed)
    before, first = truth_of(round), versions.told(versions.version(round))
    versions.add("1001", 3, seed=seed)
    versions.add("1026", 40, seed=seed)
    last = versions.version(round)
    after = truth_of(round)
    more = {key: count - before.get(key, 0) for key, count in after.items()}
    told = changes({**dict.fromkeys(after, 0), **first}, versions.told(last))
    assert attacked(more, told, versions.read_csv(last, "places.csv")) == []


def test_what_was_withheld_once_stays_withheld_in_the_round(reference):
    round = versions.round_of(scattered(1))
    first = versions.told(versions.version(round))
    versions.add("1026", 60)
    second = versions.told(versions.version(round))
    assert [key for key in first if first[key] is None and second[key] is not None] == []


def test_a_withdrawn_version_counts_as_taken(reference):
    round = versions.round_of([("1001", "slum", 50), ("1026", "slum", 60)])
    first = versions.version(round)
    actions.withdraw(publication=first, by=first.published_by, at=versions.AT, why="ผิดรอบ")
    versions.add("1001", 2)
    with pytest.raises(actions.Refused, match="ไม่ถึง 5"):
        actions.draft_of(round)


def test_all_districts_are_places_of_the_files(reference):
    found = versions.version(versions.round_of([("1001", "slum", 50)]))
    codes = [row["code"] for row in versions.read_csv(found, "places.csv") if row["level"] == "district"]
    assert sorted(codes) == sorted(District.objects.values_list("pk", flat=True))
