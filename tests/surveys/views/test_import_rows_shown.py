"""The rows of a file as a person goes through them, and the names in it."""

import pytest

from surveys.readers import import_names, import_rows
from tests.surveys.importing.standing import problem, standing, with_rows

pytestmark = pytest.mark.django_db


def counted(**counts) -> dict:
    return {"rows": 9, "codes": {}, **counts}


def tabs_of(officer, asked: str = "", **counts) -> tuple[list[str], str]:
    found = import_rows.contents(standing(officer, counts=counted(**counts)), {"show": asked})
    return [tab.name for tab in found["tabs"]], found["show"]


@pytest.mark.parametrize(
    ("counts", "names", "chosen"),
    [
        ({}, [], ""),
        ({"created": 3}, ["created"], ""),
        ({"unchanged": 3, "skipped": 1}, ["unchanged", "skipped"], ""),
        ({"updated": 1, "created": 2}, ["created", "updated"], "updated"),
        ({"refused": 1, "created": 2}, ["refused", "created"], "refused"),
        ({"soft": 1, "created": 2}, ["soft", "created"], "soft"),
        ({"soft": 1, "refused": 1}, ["told", "refused", "soft"], "told"),
    ],
)
def test_only_selections_with_rows_are_offered_and_what_is_worth_a_look_is_open(
    officer, counts, names, chosen
):
    assert tabs_of(officer, **counts) == (names, chosen)


@pytest.mark.parametrize(
    ("asked", "chosen"), [("created", "created"), ("skipped", "refused"), ("<b>", "refused")]
)
def test_a_selection_without_rows_cannot_be_asked_for(officer, asked, chosen):
    assert tabs_of(officer, asked, refused=1, created=2)[1] == chosen


@pytest.fixture
def mixed(officer):
    """A refused row, one taken with a remark, and one of which nothing is told."""
    file_import = standing(officer, counts=counted(refused=1, soft=1, created=2))
    with_rows(file_import, "refused", "created", "created", problems=[problem()], is_told=True)
    file_import.rows.filter(number=4).update(problems=[], is_told=False)
    return file_import


@pytest.mark.parametrize(
    ("show", "numbers"), [("told", [2, 3]), ("refused", [2]), ("soft", [3]), ("created", [3, 4])]
)
def test_a_selection_holds_its_rows_in_the_order_of_the_file(mixed, show, numbers):
    assert [row.number for row in import_rows.contents(mixed, {"show": show})["rows"]] == numbers


@pytest.mark.parametrize(("number", "near"), [(2, (None, 4)), (4, (2, 6)), (6, (4, None)), (3, (None, None))])
def test_the_neighbours_of_a_row_are_of_its_kind(officer, number, near):
    file_import = standing(officer)
    with_rows(file_import, "updated", "created", "updated", "refused", "updated")
    found = import_rows.neighbours(file_import, file_import.rows.get(number=number))
    assert (found["before"], found["after"]) == near


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        ({}, []),
        ({"rent": 1, "late": 1}, []),
        ({"rent": 2, "late": 1}, [("ผิด rent", 2), ("ผิด late", 1)]),
        ({"gone": 5}, []),
    ],
)
def test_what_is_told_of_several_rows_is_told_in_the_words_of_the_first(officer, codes, told):
    file_import = standing(officer, counts=counted(codes=codes))
    with_rows(file_import, "refused", "refused", "refused", is_told=True)
    for number, code, sentence in ((2, "rent", "ผิด rent"), (3, "late", "ผิด late"), (4, "rent", "ที่สอง")):
        file_import.rows.filter(number=number).update(problems=[problem(code, sentence=sentence)])
    assert [(one.sentence, one.rows) for one in import_rows.frequent(file_import)] == told


def test_no_more_than_eight_frequent_things_are_told(officer):
    codes = {f"c{n}": 20 - n for n in range(12)}
    file_import = standing(officer, counts=counted(codes=codes))
    with_rows(file_import, "refused", problems=[problem(code) for code in codes], is_told=True)
    assert [one.rows for one in import_rows.frequent(file_import)] == [20, 19, 18, 17, 16, 15, 14, 13]


def name(text: str, rows: int = 1, nearest=(), district: str = "1026") -> dict:
    return {"district": district, "name": text, "rows": rows, "nearest": list(nearest)}


@pytest.mark.parametrize(("percent", "chosen"), [(100, "7"), (85, "7"), (84, ""), (0, "")])
def test_only_a_name_that_is_very_like_is_chosen_beforehand(officer, percent, chosen):
    file_import = standing(officer, "naming", names=[name("ก", nearest=[[7, "ข", percent]])])
    (line,) = import_names.contents(file_import, officer, {})["names"]
    assert (line.chosen, line.nearest[0].percent) == (chosen, percent)


def test_a_name_that_nothing_comes_near_has_nothing_chosen(officer):
    (line,) = import_names.contents(standing(officer, "naming", names=[name("")]), officer, {})["names"]
    assert (line.chosen, line.nearest, line.district_name) == ("", [], "ดินแดง")


def test_other_communities_offered_are_registered_ones_of_the_district_of_the_name(
    department, slum, other_slum, django_assert_max_num_queries
):
    both = [name("ก"), name("ก", district="1006")]
    with django_assert_max_num_queries(4):
        found = import_names.contents(standing(department, "naming", names=both), department, {})
    assert [line.others for line in found["names"]] == [[(one.pk, one.name)] for one in (slum, other_slum)]


@pytest.mark.parametrize(
    ("count", "asked", "shown", "earlier", "later"),
    [
        (1, "", (1, 1), None, None),
        (50, "", (1, 50), None, None),
        (51, "", (1, 50), None, 50),
        (51, "50", (51, 51), 0, None),
        (51, "51", (1, 50), None, 50),
        (120, "30", (31, 80), 0, 80),
        (120, "๕๐", (1, 50), None, 50),
    ],
)
def test_names_come_fifty_to_a_page(officer, count, asked, shown, earlier, later):
    file_import = standing(officer, "naming", names=[name(f"ที่ {n}", rows=2) for n in range(count)])
    found = import_names.contents(file_import, officer, {"from": asked})
    assert (found["first_shown"], found["last_shown"]) == shown
    assert (found["earlier"], found["later"], found["is_paged"]) == (earlier, later, count > 50)
    assert (found["waiting"], found["rows_waiting"]) == (count, 2 * count)
