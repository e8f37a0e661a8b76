"""One row of a register at a time: what is understood, and what is said of the cell that is not."""

import pytest

from bkkhousing.lib.sheets import SheetContent, SheetProblem
from communities.registry_files import RegistryReader, columns_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
GOOD = {
    "รหัสเขต": "1033",
    "ชื่อเขต": "คลองเตย",
    "แขวง": "คลองเตย",
    "ชื่อชุมชน": "คลองเตยล็อค 1 - 3",
    "ประเภทชุมชน": "ชุมชนแออัด",
    "ประชากร": "7366",
    "ชาย": "3297",
    "หญิง": "4069",
    "รหัสชุมชน": "103301001",
    "ครัวเรือน": "1800",
}


def reader(*rows: dict, headers=None) -> RegistryReader:
    titles = tuple(headers or rows[0])
    numbered = ((number, [row[title] for title in titles]) for number, row in enumerate(rows, 2))
    return RegistryReader(SheetContent(titles, numbered, "", "utf-8"))


def read(**cells):
    """The row with some cells changed, and the problems of it."""
    found = reader({**GOOD, **cells})
    rows = found.read()
    return (rows[0] if rows else None), found.problems


def test_a_good_row_is_understood_whole():
    row, problems = read()
    assert problems == []
    assert (row.number, row.district, row.subdistrict, row.type, row.code) == (
        2,
        "1033",
        "103301",
        "slum",
        "103301001",
    )
    assert (row.population, row.male, row.female, row.households) == (7366, 3297, 4069, 1800)


REFUSED = [
    ("รหัสเขต", "1051", "unknown_district"),
    ("รหัสเขต", "33", "unknown_district"),
    ("รหัสเขต", "1006", "district_differs"),
    ("ชื่อเขต", "คลองเตยใหม่", "unknown_district"),
    ("ชื่อเขต", "ดินแดง", "district_differs"),
    ("แขวง", "ดินแดง", "unknown_subdistrict"),
    ("แขวง", "ไม่มีจริง", "unknown_subdistrict"),
    ("ชื่อชุมชน", "", "name_missing"),
    ("ชื่อชุมชน", "()", "name_missing"),
    ("ชื่อชุมชน", "\u200b", "name_missing"),
    ("ชื่อชุมชน", "ก" * 201, "name_too_long"),
    ("ชื่อชุมชน", "นอกชุมชนจดทะเบียน", "name_reserved"),
    ("ประเภทชุมชน", "หมู่บ้านหรู", "unknown_type"),
    ("ประชากร", "มาก", "not_a_number"),
    ("ประชากร", "1e5", "not_a_number"),
    ("ประชากร", "-1", "negative"),
    ("ประชากร", "1.5", "not_whole"),
    ("ประชากร", "1000001", "too_large"),
    ("ชาย", "NaN", "not_a_number"),
    ("ชาย", "-3297", "negative"),
    ("หญิง", "ครึ่งหนึ่ง", "not_a_number"),
    ("หญิง", "0.5", "not_whole"),
    ("รหัสชุมชน", "10330100", "bad_code"),
    ("รหัสชุมชน", "1033010011", "bad_code"),
    ("รหัสชุมชน", "100601001", "bad_code"),
    ("รหัสชุมชน", "10330100X", "bad_code"),
    ("ครัวเรือน", "สองพัน", "not_a_number"),
    ("ครัวเรือน", "-1", "negative"),
    ("ครัวเรือน", "99999999", "too_large"),
]


@pytest.mark.parametrize(("column", "cell", "code"), REFUSED)
def test_a_cell_that_cannot_be_taken_over_is_named(column, cell, code):
    row, (problem,) = read(**{column: cell})
    assert (row, problem.code, problem.refuses, problem.row) == (None, code, True, 2)
    assert problem.column == 0 or list(GOOD)[problem.column - 1] == problem.header


@pytest.mark.parametrize(("column", "cell", "code"), [one for one in REFUSED if one[2] != "name_reserved"])
def test_what_is_said_of_a_cell_does_not_repeat_it(column, cell, code):
    _row, (problem,) = read(**{column: cell})
    assert problem.sentence and (len(cell) < 4 or cell not in problem.sentence)


@pytest.mark.parametrize(
    ("column", "cell", "attribute", "value"),
    [
        ("รหัสเขต", "๑๐๓๓", "district", "1033"),
        ("รหัสเขต", "", "district", "1033"),
        ("ชื่อเขต", "", "district", "1033"),
        ("ชื่อเขต", "เขตคลองเตย", "district", "1033"),
        ("ชื่อเขต", " คลอง เตย ", "district", "1033"),
        ("แขวง", "", "subdistrict", None),
        ("แขวง", "แขวงคลองตัน", "subdistrict", "103302"),
        ("ชื่อชุมชน", "  เเฟลต   ๑ ", "name", "แฟลต ๑"),
        ("ชื่อชุมชน", "ก" * 200, "name", "ก" * 200),
        ("ประเภทชุมชน", "", "type", None),
        ("ประเภทชุมชน", "ชุมชน แออัด", "type", "slum"),
        ("ครัวเรือน", "", "households", None),
        ("ครัวเรือน", "0", "households", 0),
        ("ครัวเรือน", "๑,๘๐๐", "households", 1800),
        ("รหัสชุมชน", "", "code", None),
        ("รหัสชุมชน", "๑๐๓๓๐๑๐๐๑", "code", "103301001"),
    ],
)
def test_a_cell_may_be_written_in_several_ways(column, cell, attribute, value):
    row, problems = read(**{column: cell})
    assert problems == [] and getattr(row, attribute) == value


@pytest.mark.parametrize(("men", "women"), [("1", "1"), ("7366", "1")])
def test_people_that_do_not_add_up_are_taken_over_and_mentioned(men, women):
    row, (problem,) = read(ชาย=men, หญิง=women)
    assert (row.population, row.male) == (7366, int(men))
    assert (problem.code, problem.refuses) == ("sum_differs", False)


@pytest.mark.parametrize("blank", ["ประชากร", "ชาย", "หญิง"])
def test_people_that_are_not_told_are_not_added_up(blank):
    row, problems = read(**{blank: ""})
    assert row is not None and problems == []


def test_a_row_without_any_district_says_so():
    row, (problem,) = read(**{"รหัสเขต": "", "ชื่อเขต": ""})
    assert (row, problem.code, problem.header) == (None, "district_missing", "รหัสเขต")


def test_a_bad_row_does_not_hide_the_good_ones():
    found = reader(GOOD, {**GOOD, "แขวง": "ไม่มีจริง"}, {**GOOD, "ชื่อชุมชน": "ร่มเกล้า"})
    assert [row.number for row in found.read()] == [2, 4]
    assert ([problem.row for problem in found.problems], found.rows) == ([3], 3)


@pytest.mark.parametrize("missing", ["แขวง", "ชื่อชุมชน", "ประเภทชุมชน", "ประชากร", "ชาย", "หญิง"])
def test_a_column_that_is_needed_is_missed(missing):
    with pytest.raises(SheetProblem) as refusal:
        columns_of(tuple(title for title in GOOD if title != missing))
    assert "ขาดคอลัมน์" in str(refusal.value)


@pytest.mark.parametrize("spared", ["รหัสเขต", "ชื่อเขต", "รหัสชุมชน", "ครัวเรือน"])
def test_a_column_that_is_not_needed_may_be_left_out(spared):
    places = columns_of(tuple(title for title in GOOD if title != spared))
    assert len(places) == len(GOOD) - 1


def test_a_register_without_any_district_column_is_refused_naming_both():
    with pytest.raises(SheetProblem) as refusal:
        columns_of(tuple(title for title in GOOD if "เขต" not in title))
    assert "dcode หรือ dname" in str(refusal.value)


@pytest.mark.parametrize(
    "headers",
    [
        ("dcode", "sdname", "name_of_community", "type_of_community", "population", "male", "female"),
        ("DCODE", "SDName", "Name_Of_Community", "Type_Of_Community", "Population", "Male", "Female"),
        ("เขต", "ชื่อแขวง", "ชุมชน", "ประเภท", "รวม", "จำนวนชาย", "จำนวนหญิง"),
        ("รหัส เขต", "แขวง", "ชื่อ ชุมชน", "ประเภท", "ประชากร (คน)", "ชาย (คน)", "หญิง (คน)"),
    ],
)
def test_headers_are_known_in_both_languages_and_any_spacing(headers):
    assert len(columns_of(headers)) == 7
