"""Small counts of places whose rows one may not see: none is told, and none can be worked out."""

from random import Random

import pytest

from districts.models import District
from surveys.measures import BY_NAME
from surveys.readers.figures import CITY, By, Sums
from surveys.readers.withholding import (
    INTERVIEWED,
    SURVEYS,
    VISITED,
    answers_of,
    cell_behind,
    families_of,
    needed_for,
    withheld_of,
)
from tests.lib.subtracting import leaks

GROUPS = {"west": ("1", "2", "3", "4"), "east": ("5", "6", "7", "8")}
DISTRICTS = [District(code=code, group_id=group) for group, codes in GROUPS.items() for code in codes]
TENURES = answers_of("house_tenure")


def sums(surveys: int = 0, outside: int = 0, **measures: int) -> Sums:
    return Sums(surveys, outside, {name.replace("__", "."): count for name, count in measures.items()})


def hidden_of(found: dict[str, Sums], *names: str) -> dict:
    return withheld_of(names, found, DISTRICTS)


def scattered(seed: int) -> dict[str, Sums]:
    random = Random(seed)
    return {
        one.pk: Sums(90, 0, {"visit_result.complete": 90, **{name: random.randint(0, 9) for name in TENURES}})
        for one in DISTRICTS
    }


def cells_of(found: dict[str, Sums]) -> dict:
    """The table of one question with its margins, written out by hand."""
    table = {(code, name): one.measures[name] for code, one in found.items() for name in TENURES}
    for group, codes in GROUPS.items():
        table |= {(group, name): sum(table[code, name] for code in codes) for name in TENURES}
    table |= {(CITY, name): sum(table[group, name] for group in GROUPS) for name in TENURES}
    for place in (*found, *GROUPS, CITY):
        table[place, "house_tenure"] = sum(table[place, name] for name in TENURES)
    return table


def lines_of(found: dict[str, Sums]) -> list:
    """What adds up in it: answers to their question, districts to groups, groups to the city."""
    places = (*found, *GROUPS, CITY)
    lines = [((place, "house_tenure"), [(place, name) for name in TENURES]) for place in places]
    for above, inside in {**GROUPS, CITY: tuple(GROUPS)}.items():
        lines += [((above, name), [(part, name) for part in inside]) for name in (*TENURES, "house_tenure")]
    return lines


@pytest.mark.parametrize("seed", range(6))
def test_nobody_works_out_a_small_count_of_a_question_by_subtracting(seed):
    found = scattered(seed)
    hidden = {
        (place, name)
        for (_by, place), names in hidden_of(found, *TENURES).items()
        for name in names
        if name in (*TENURES, "house_tenure")
    }
    table, lines = cells_of(found), lines_of(found)
    assert {cell for cell, count in table.items() if 0 < count < 5} <= hidden
    assert leaks(table, lines, hidden) == {}


def test_counts_of_five_and_more_and_of_none_are_told():
    full = {
        one.pk: sums(50, visit_result__complete=50, overcrowded=(0, 5, 30)[int(one.pk) % 3])
        for one in DISTRICTS
    }
    assert hidden_of(full, "overcrowded") == {}


def test_a_small_count_is_withheld_with_another_that_would_tell_it():
    found = {one.pk: sums(50, visit_result__complete=50, overcrowded=20) for one in DISTRICTS}
    found["2"] = sums(50, visit_result__complete=50, overcrowded=3)
    hidden = hidden_of(found, "overcrowded")
    assert "overcrowded" in hidden[By.DISTRICT, "2"]
    assert len([place for place, names in hidden.items() if "overcrowded" in names]) > 1


def test_what_one_knows_whole_hides_nothing():
    """Of two districts with a count, one is known: the other and the total stand or fall together."""
    found = {"1": sums(3, visit_result__complete=3, overcrowded=3)}
    hidden = withheld_of(["overcrowded"], found, [one for one in DISTRICTS if one.pk != "2"])
    places = {place for place, names in hidden.items() if "overcrowded" in names}
    assert places == {(By.DISTRICT, "1"), (By.GROUP, "west"), (By.CITY, CITY)}


def test_few_surveys_of_a_district_are_withheld_as_visits_and_as_interviews():
    found = {one.pk: sums(40, visit_result__complete=40) for one in DISTRICTS}
    found["3"] = sums(2, visit_result__complete=2)
    hidden = hidden_of(found, "overcrowded")[By.DISTRICT, "3"]
    assert {SURVEYS, INTERVIEWED} <= hidden


def test_few_households_outside_communities_are_withheld():
    found = {one.pk: sums(40, 10, visit_result__complete=40) for one in DISTRICTS}
    found["3"] = sums(40, 2, visit_result__complete=40)
    assert {"outside", "inside"} <= hidden_of(found, "overcrowded")[By.DISTRICT, "3"]


def test_whatever_a_page_asks_a_question_is_settled_whole():
    assert set(needed_for(["house_tenure.rent"])) == {*TENURES, *VISITED, SURVEYS}
    found = scattered(3)
    alone, all_of_it = hidden_of(found, TENURES[0]), hidden_of(found, *TENURES, "overcrowded")
    told = {(place, TENURES[0] in names) for place, names in alone.items()}
    assert told <= {(place, TENURES[0] in names) for place, names in all_of_it.items()}


@pytest.mark.parametrize(
    ("name", "names"),
    [("problems.flood", {"problems.flood"}), ("overcrowded", {"overcrowded"}), ("welfare.none", {"welfare.none"}),
     ("house_tenure.refused", {"house_tenure.refused"}), ("income_bracket.over_50000", {"income_bracket", *answers_of("income_bracket")})],
)  # fmt: skip
def test_what_stands_together_is_one_answer_of_many(name, names):
    assert set(families_of((name,))[1].names) == names


@pytest.mark.parametrize(
    ("amount", "counted"),
    [("household_income.sum", "household_income.count"), ("vulnerability.sum", INTERVIEWED), ("people", SURVEYS),
     ("quality.changed", "quality.changed_forms"), ("overcrowded", "overcrowded")],
)  # fmt: skip
def test_an_amount_is_told_where_the_count_behind_it_is(amount, counted):
    assert cell_behind(amount) == counted


def test_every_measure_has_a_count_behind_it():
    assert {cell_behind(name) for name in BY_NAME} <= {*BY_NAME, INTERVIEWED, SURVEYS}
