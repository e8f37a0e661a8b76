"""Which cells of a table are withheld: made-up tables, without a database."""

import pytest

from open_data.contents import counts, definition, dictionary, in_both, published, sums
from open_data.relations import groups, lines_of
from open_data.tables import ALL_TYPES, Place, Table, Type
from open_data.withholding import Earlier, hidden_of

PLACES = (
    Place("bangkok", "city", "", "กรุงเทพมหานคร", "Bangkok"),
    Place("north", "group", "bangkok", "เหนือ", "North"),
    Place("south", "group", "bangkok", "ใต้", "South"),
    Place("1001", "district", "north", "ก", "A"),
    Place("1002", "district", "north", "ข", "B"),
    Place("1003", "district", "south", "ค", "C"),
)
TYPES = (Type(ALL_TYPES, "ทุกประเภท", "All"), Type("slum", "แออัด", "Slum"), Type("urban", "เมือง", "Urban"))


def table(rows: dict[tuple[str, str], dict[str, int]]) -> Table:
    """A table from the sums of districts by type; districts themselves are not divided."""
    values: dict = {}
    group_of = {place.code: place.within for place in PLACES}
    for (district, kind), measures in rows.items():
        spots = [(district, ALL_TYPES)]
        spots += [(place, one) for place in (group_of[district], "bangkok") for one in (ALL_TYPES, kind)]
        for spot in spots:
            for name, count in measures.items():
                values[*spot, name] = values.get((*spot, name), 0) + count
    return Table(PLACES, TYPES, values)


def homes(number: int, *, rent: int = 0, flood: int = 0, **more: int) -> dict[str, int]:
    told = {"house_tenure.rent": rent, "house_tenure.owner": number - rent, "problems.flood": flood}
    return {"surveys": number, "people": 3 * number, **told, **more}


BIG = {
    ("1001", "slum"): homes(60, rent=20),
    ("1002", "urban"): homes(70, rent=30),
    ("1003", "slum"): homes(80, rent=9),
}


def test_a_table_without_small_counts_is_told_whole():
    assert hidden_of(table(BIG)) == frozenset()


def test_where_few_live_nothing_is_told_not_even_that_there_is_none():
    hidden = hidden_of(table(BIG | {("1002", "urban"): homes(3, rent=3)}))
    names = {name for place, kind, name in hidden if (place, kind) == ("1002", ALL_TYPES)}
    assert names == set(published())


def test_a_small_answer_takes_another_of_its_place_with_it():
    hidden = hidden_of(table(BIG | {("1001", "slum"): homes(60, rent=2)}))
    assert {("1001", ALL_TYPES, "house_tenure.rent"), ("1001", ALL_TYPES, "house_tenure.owner")} <= hidden
    assert ("1001", ALL_TYPES, "surveys") not in hidden
    assert ("bangkok", ALL_TYPES, "house_tenure.rent") not in hidden


def test_all_but_a_few_is_as_small_as_a_few():
    hidden = hidden_of(table(BIG | {("1001", "slum"): homes(60, rent=20, flood=58)}))
    assert ("1001", ALL_TYPES, "problems.flood") in hidden


def test_questions_do_not_draw_each_other_in():
    hidden = hidden_of(table(BIG | {("1001", "slum"): homes(60, rent=20, flood=2)}))
    assert {name for _place, _kind, name in hidden} == {"problems.flood"}


def test_an_amount_is_told_only_with_the_number_of_those_who_answered():
    amounts = {"household_income.count": 2, "household_income.sum": 30000}
    hidden = hidden_of(table(BIG | {("1001", "slum"): homes(60, rent=20, **amounts)}))
    assert ("1001", ALL_TYPES, "household_income.sum") in hidden
    assert ("1001", ALL_TYPES, "vulnerability.sum") not in hidden


def test_few_people_are_withheld_even_where_many_households_are():
    hidden = hidden_of(table(BIG | {("1001", "slum"): homes(60, rent=20, people=3)}))
    assert ("1001", ALL_TYPES, "people") in hidden


def test_what_changed_by_few_since_an_earlier_version_is_not_told():
    before = table(BIG)
    after = table(BIG | {("1001", "slum"): homes(70, rent=22)})
    hidden = hidden_of(after, [Earlier(before, hidden_of(before))])
    assert ("1001", ALL_TYPES, "house_tenure.rent") in hidden
    assert hidden_of(after) == frozenset()


def test_what_changed_by_many_is_told():
    before, after = table(BIG), table(BIG | {("1001", "slum"): homes(90, rent=35)})
    assert ("1001", ALL_TYPES, "house_tenure.rent") not in hidden_of(after, [Earlier(before, frozenset())])


def test_what_became_less_by_few_is_not_told_either():
    before, after = table(BIG), table(BIG | {("1001", "slum"): homes(57, rent=20)})
    hidden = hidden_of(after, [Earlier(before, frozenset())])
    assert {("1001", ALL_TYPES, "surveys"), ("1001", ALL_TYPES, "house_tenure.owner")} <= hidden


def test_what_was_withheld_before_stays_so():
    cell = ("1001", ALL_TYPES, "house_tenure.rent")
    assert cell in hidden_of(table(BIG), [Earlier(table(BIG), frozenset({cell}))])


def test_spots_are_places_with_households_and_districts_are_not_divided():
    spots = table(BIG).spots
    assert ("1001", ALL_TYPES) in spots and ("1001", "slum") not in spots
    assert ("north", "urban") in spots and ("south", "urban") not in spots


def test_the_lines_of_a_table_add_up():
    made = table(BIG)
    found = list(lines_of(made, ["surveys"]))
    assert len(found) == 8
    assert all(made.value(*total) == sum(made.value(*part) for part in parts) for total, parts in found)


def test_every_published_count_stands_under_what_contains_it():
    shared = {name for group in groups() for share in group for name in share.parts}
    assert {one.name for one in counts()} - shared == {"surveys", "people"}


def test_every_sum_names_the_count_that_it_adds_up_over():
    assert {one.of for one in sums()} <= {one.name for one in counts()}


def test_measures_of_work_and_of_whole_visits_are_not_published():
    left = ("quality.", "visit_result.", "form.", "members.all")
    assert [name for name in published() if name.startswith(left)] == []


@pytest.mark.parametrize("one", published().values(), ids=published())
def test_every_measure_is_defined_in_a_sentence(one):
    said = in_both(lambda: definition(one))
    assert all(len(said[language]) > 5 for language in ("th", "en"))


def test_the_dictionary_has_a_line_for_every_measure():
    assert [row["measure"] for row in dictionary()] == list(published())
