"""Rows of a register whose columns a person chose, for the whole city or for one district alone."""

import pytest

from bkkhousing.lib.upload_cells import FlawedCell
from communities.registry_files import COUNTS, FIELDS
from tests.communities.registers import FULL, reader

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
NAME = {"name": "ชื่อ"}
WHERE = {"code": "รหัส", "district_code": "เขต", "district_name": "ชื่อเขต"}


@pytest.mark.parametrize(
    ("cells", "code", "header"),
    [
        ({"ชื่อ": "ร่วมใจ", "เขต": "1006"}, "other_district", "เขต"),
        ({"ชื่อ": "ร่วมใจ", "ชื่อเขต": "บางกะปิ"}, "other_district", "ชื่อเขต"),
        ({"ชื่อ": "ร่วมใจ", "รหัส": "100601001"}, "other_district", ""),
        ({"ชื่อ": "ร่วมใจ", "เขต": ""}, "district_missing", "เขต"),
        ({"ชื่อ": "ร่วมใจ", "เขต": "9999"}, "unknown_district", "เขต"),
    ],
)
def test_a_district_writes_only_its_own_rows(cells, code, header):
    columns = {**NAME, **{key: title for key, title in WHERE.items() if title in cells}}
    found = reader(cells, columns=columns, only_district="1026")
    assert found.read() == []
    (problem,) = found.problems
    assert (problem.code, problem.header, problem.refuses) == (code, header, True)


def test_a_district_for_the_whole_file_may_not_be_another_one():
    found = reader({"ชื่อ": "ร่วมใจ"}, columns=NAME, district="1006", only_district="1026")
    assert (found.read(), [one.code for one in found.problems]) == ([], ["other_district"])


def test_a_column_that_nobody_chose_says_nothing():
    table = {"ชื่อ": "ร่วมใจ", "ประชากร": "มาก"}
    (read,) = reader(table, columns=NAME, district="1026").read()
    assert (read.said, read.population) == (frozenset({"name"}), None)


def test_without_a_choice_everything_is_said():
    table = dict(zip(FULL, ("1026", "", "", "ร่วมใจ", "", "", "", "", "", ""), strict=True))
    (read,) = reader(table, columns={}).read()
    assert read.said == frozenset(FIELDS) and {getattr(read, key) for key in COUNTS} == {None}


@pytest.mark.parametrize("code", ["lossy_number", "error_value", "beyond_headers"])
def test_a_cell_that_cannot_be_relied_on_refuses_its_row_with_its_own_words(code):
    flawed = FlawedCell("1.02E+8", code)
    table = {"ชื่อ": "ร่วมใจ", "รหัส": flawed}
    found = reader(table, columns={**NAME, "code": "รหัส"}, district="1026")
    assert found.read() == []
    (problem,) = found.problems
    assert (problem.code, problem.column, problem.sentence) == (code, 2, flawed.sentence)


def test_a_flaw_in_a_column_that_nobody_chose_harms_nothing():
    table = {"ชื่อ": "ร่วมใจ", "รหัส": FlawedCell("1E+8", "lossy_number")}
    assert len(reader(table, columns=NAME, district="1026").read()) == 1


def test_the_row_that_sums_up_is_neither_read_nor_counted():
    rows = [{"ชื่อ": "ร่วมใจ"}, {"ชื่อ": "พัฒนา"}, {"ชื่อ": "รวม"}]
    found = reader(*rows, columns=NAME, district="1026", facts={"totals_row": 4})
    assert ([one.number for one in found.read()], found.rows) == ([2, 3], 2)


def test_rows_come_one_after_another_each_with_its_own_problems():
    rows = [{"ชื่อ": "ร่วมใจ"}, {"ชื่อ": ""}, {"ชื่อ": "พัฒนา"}]
    stream = reader(*rows, columns=NAME, district="1026").stream()
    told = [(number, one and one.name, [p.code for p in problems]) for number, one, problems in stream]
    assert told == [(2, "ร่วมใจ", []), (3, None, ["name_missing"]), (4, "พัฒนา", [])]


def test_any_number_of_rows_costs_the_same_questions(django_assert_num_queries):
    rows = [{"ชื่อ": f"ร่วมใจ {number}", "ประเภท": "แออัด"} for number in range(60)]
    with django_assert_num_queries(5):
        found = reader(*rows, columns={**NAME, "type": "ประเภท"}, district="1026").read()
    assert len(found) == 60
