"""Where a table begins on its sheet, what its columns are called, and which row only sums up."""

from datetime import date

import pytest

from bkkhousing.lib.upload_cells import FlawedCell
from bkkhousing.lib.upload_refusals import Refused
from bkkhousing.lib.upload_tables import fitted, heading_of, totals_row

PEOPLE = [["เขต", "ชาย", "หญิง"], ["ดินแดง", "10", "12"], ["พญาไท", "8", "9"]]


def numbered(table, first: int = 1) -> list:
    return [(number, list(cells)) for number, cells in enumerate(table, first)]


def heading(table, merges=(), **options):
    return heading_of(numbered(table), list(merges), **options)


def codes(found) -> list[str]:
    return [note.code for note in found.notes]


@pytest.mark.parametrize(
    ("above", "row", "notes"),
    [
        ([], 1, []),
        ([["ทะเบียนชุมชน", "", ""]], 2, ["header_below"]),
        ([["ทะเบียนชุมชน"], ["ข้อมูล ณ วันที่ 21 พ.ย. 2569"]], 3, ["header_below"]),
    ],
)
def test_the_heading_stands_below_the_titles(above, row, notes):
    found = heading(above + PEOPLE)
    assert (found.headers, found.row, codes(found)) == (("เขต", "ชาย", "หญิง"), row, notes)


def test_blank_rows_above_the_heading_are_no_titles():
    found = heading_of(numbered(PEOPLE, first=4), [])
    assert (found.row, found.notes) == (4, ())


def test_a_row_with_half_of_the_columns_is_a_heading_and_one_with_less_is_a_title():
    wide = ["ก", "ข", "ค", "ง"]
    assert heading([["ชื่อ", "บ้าน", "", ""], wide]).row == 1
    assert heading([["ชื่อ", "", "", ""], wide]).row == 2


@pytest.mark.parametrize(
    ("first", "second", "is_data"),
    [
        (["ดินแดง", "10"], ["พญาไท", "8"], True),
        (["ดินแดง", "๑๐"], ["พญาไท", "๘"], True),
        (["ดินแดง", "1,200.5"], ["พญาไท", "8%"], True),
        (["ดินแดง", "2569"], ["พญาไท", "8"], False),
        (["ดินแดง", "๒๕๖๙"], ["พญาไท", "8"], False),
        (["ดินแดง", "10"], ["พญาไท", "ไม่ทราบ"], False),
        (["ดินแดง", "10"], ["พญาไท"], False),
        (["ก", "ข", "ค", "10"], ["ก", "ข", "ค", "8"], False),
        ([date(2026, 11, 21), "ก"], [date(2026, 11, 22), "ข"], True),
    ],
)
def test_a_first_row_like_the_one_below_it_is_data_unless_its_numbers_are_years(first, second, is_data):
    found = heading([first, second])
    assert (found.row == 0, codes(found) == ["no_header"]) == (is_data, is_data)


def test_a_single_row_of_numbers_is_data():
    assert heading([["1", "2"]]).headers == ("คอลัมน์ 1", "คอลัมน์ 2")


def test_columns_without_a_heading_are_named_as_far_as_the_widest_row_reaches():
    assert len(heading([["1", "2"], ["3", "4", "5"]]).headers) == 3


@pytest.mark.parametrize(("chosen", "row", "first"), [(1, 1, "เขต"), (2, 2, "ดินแดง"), (0, 0, "คอลัมน์ 1")])
def test_the_row_that_a_person_pointed_at_is_the_heading(chosen, row, first):
    found = heading(PEOPLE, chosen=chosen)
    assert (found.row, found.headers[0]) == (row, first)


@pytest.mark.parametrize("chosen", [4, 99, -1])
def test_a_row_that_is_not_there_cannot_be_the_heading(chosen):
    with pytest.raises(Refused) as refusal:
        heading(PEOPLE, chosen=chosen)
    assert refusal.value.code == "no_header_row" and str(chosen) in refusal.value.sentence


@pytest.mark.parametrize("chosen", [None, 0, 1])
def test_a_sheet_without_rows_is_empty_whatever_is_chosen(chosen):
    with pytest.raises(Refused) as refusal:
        heading([], chosen=chosen)
    assert refusal.value.code == "empty"


UPPER, LOWER = ["เขต", "ประชากร", "", "บ้าน"], ["", "ชาย", "หญิง", ""]
FIGURES = ["ดินแดง", "10", "12", "5"]
JOINED = ("เขต", "ประชากร/ชาย", "ประชากร/หญิง", "บ้าน")


@pytest.mark.parametrize("chosen", [None, 1, 2])
def test_two_heading_rows_are_joined_from_either_of_them(chosen):
    found = heading([UPPER, LOWER, FIGURES], chosen=chosen)
    assert (found.headers, found.first_row, found.row) == (JOINED, 1, 2)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ([UPPER, LOWER, ["ดินแดง", "มาก", "น้อย", "ไม่มี"]], "no numbers begin below"),
        ([UPPER, LOWER], "nothing stands below"),
        ([UPPER, ["", "ชาย", "10", ""], FIGURES], "a number stands in the lower one"),
        ([UPPER, ["ก", "ข", "", "ค"], FIGURES], "nothing new stands in the lower one"),
        ([["ประชากร", "", ""], ["", "ชาย", "หญิง"], ["ก", "1", "2"]], "the upper one is a title"),
    ],
)
def test_rows_that_only_look_like_two_headings_are_not_joined(table, why):
    assert "two_header_rows" not in codes(heading(table)), why


def test_a_blank_row_between_keeps_two_rows_apart():
    rows = [(1, list(UPPER)), (3, list(LOWER)), (4, list(FIGURES))]
    assert heading_of(rows, []).row == 1


def test_merged_headings_say_how_far_they_reach():
    merged = heading([UPPER, LOWER, ["ดินแดง", "มาก", "น้อย", "5"]], merges=[(1, 2, 1, 3)])
    assert merged.headers == JOINED
    over = heading([["ประชากร", "", "บ้าน"], ["10", "12", "5"]], merges=[(1, 1, 1, 2)])
    assert over.headers == ("ประชากร", "ประชากร (2)", "บ้าน")


def test_a_merge_over_half_of_the_world_is_not_unfolded():
    assert len(heading(PEOPLE, merges=[(1, 1, 1, 16_384)]).headers) == 3


@pytest.mark.parametrize(
    ("written", "named", "notes"),
    [
        (["ก", "ก", "ก"], ("ก", "ก (2)", "ก (3)"), ["header_repeated"] * 2),
        (["ก", " ก", "ก\u200b"], ("ก", "ก (2)", "ก (3)"), ["header_repeated", "header_cleaned", "header_repeated"]),
        (["ก", "", "ข"], ("ก", "คอลัมน์ 2", "ข"), ["header_blank"]),
        (["น\u0e4d\u0e32", "เเขวง", "ค"], ("นำ", "แขวง", "ค"), ["header_cleaned"] * 2),
        (["ก" * 300, "ข", "ค"], ("ก" * 200, "ข", "ค"), ["header_cleaned"]),
    ],
)  # fmt: skip
def test_headers_are_cleaned_filled_in_and_told_apart(written, named, notes):
    found = heading([written, ["แดง", "ดำ", "ขาว"]])
    assert (found.headers, codes(found)) == (named, notes)


def test_a_name_that_is_made_up_is_no_name_of_another_column():
    found = heading([["ก", "ก", "ก (2)", "", "คอลัมน์ 4"], ["แดง", "ดำ", "ขาว", "เทา", "ฟ้า"]])
    assert found.headers == ("ก", "ก (3)", "ก (2)", "คอลัมน์ 4 (2)", "คอลัมน์ 4")
    assert [note.words["name"] for note in found.notes] == ["ก (3)", "คอลัมน์ 4 (2)"]


def test_many_columns_of_one_name_cost_no_more_than_many_of_several():
    again = [f"ก ({number})" for number in range(2, 1002)]
    headers = heading([["ก"] * 1000 + again, ["แดง"] * 2000]).headers
    assert (len(set(headers)), headers[999], headers[1000]) == (2000, "ก (2000)", "ก (2)")


@pytest.mark.parametrize(
    ("cell", "sums"),
    [
        ("รวม", True),
        ("ผลรวม", True),
        ("ยอดรวม", True),
        ("รวมทั้งสิ้น", True),
        ("รวม ทั้งหมด", True),
        ("Grand Total", True),
        ("SUBTOTAL", True),
        ("ร่วมใจ", False),
        ("รวมใจพัฒนา", False),
        ("ชุมชนรวม", False),
        ("total loss", False),
    ],
)
def test_a_last_row_is_known_to_sum_up_by_its_word_alone(cell, sums):
    rows = numbered([*PEOPLE, [cell, "18", "21"]])
    assert totals_row(rows[-1], rows, 1) == (4 if sums else None)


@pytest.mark.parametrize(
    ("cells", "sums"),
    [
        (["", "", "", "รวม", "18"], True),
        (["1", "2", "รวม"], True),
        (["1", "2", "3", "รวม"], False),
        ([date(2026, 11, 21), "รวม"], True),
    ],
)
def test_the_word_is_looked_for_in_the_first_three_filled_cells(cells, sums):
    assert bool(totals_row((9, cells), [], 1)) is sums


def test_the_word_in_the_heading_or_in_an_earlier_row_makes_no_totals():
    assert totals_row((1, ["รวม"]), [(1, ["รวม"])], 1) is None
    assert totals_row(None, [], 0) is None
    assert totals_row((4, ["รวม"]), [(2, ["รวม"]), (3, ["ก"])], 1) is None


def test_rows_are_as_wide_as_the_headers_and_say_what_stood_beyond():
    rows = numbered([["หัว", "หัว"], ["ก"], ["ก", "ข", ""], ["ก", "ข", "", "ค"]])
    found = list(fitted(iter(rows), 2, after=1))
    assert found == [(2, ["ก", ""]), (3, ["ก", "ข"]), (4, ["ก", "ข"])]
    assert [getattr(cells[-1], "code", "") for _number, cells in found] == ["", "", "beyond_headers"]
    assert isinstance(found[-1][1][-1], FlawedCell)
