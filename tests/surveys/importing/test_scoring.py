"""How well a column suits a field: by its name, whatever its dress, and by the share of its cells."""

import pytest

from surveys.importing.scoring import (
    SURE,
    Field,
    are_names,
    between,
    header_key,
    header_score,
    is_number,
    is_whole_number,
    share,
)

KEYS = frozenset(map(header_key, ("members_living", "จำนวนสมาชิก", "moo")))


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("House_No", "houseno"),
        ("house.no - ", "houseno"),
        ("บ้าน เลขที่*", "บ้านเลขที่"),
        ("บ้านเลขที่:", "บ้านเลขที่"),
        ("ค่าเช่า (บาท/เดือน)", "ค่าเช่า"),
        ("ค่าเช่า [บาท]", "ค่าเช่า"),
        ("จํานวน", "จำนวน"),
        ("เเขวง", "แขวง"),
        ("พ.ศ. ๒๕๖๙", "พศ2569"),
        ("(บาท)", ""),
    ],
)
def test_a_header_is_compared_without_its_unit_its_case_and_its_gaps(header, key):
    assert header_key(header) == key


@pytest.mark.parametrize(
    ("header", "score"),
    [
        ("members_living", 100),
        ("MEMBERS LIVING (คน)", 100),
        ("group_a/members_living", 97),
        ("a/b/จำนวนสมาชิก", 97),
        ("members_living/other", 0),
        ("member_living", 77),
        ("a/member_living", 77),
        ("moon", 0),
        ("mo", 0),
        ("living", 0),
    ],
)
def test_a_name_scores_by_how_near_it_comes(header, score):
    assert header_score(header, KEYS) == score


def test_a_name_that_is_merely_alike_never_scores_like_a_name():
    assert SURE <= header_score("members_livin", KEYS) <= 80 < header_score("a/moo", KEYS)


def test_nothing_is_like_a_field_without_names():
    assert header_score("members_living", frozenset()) == 0
    assert Field("x", "x", ("(บาท)", "")).header_keys == frozenset()


@pytest.mark.parametrize(
    ("cells", "expected"), [([], 0.0), (["1"], 1.0), (["1", "ก"], 0.5), (["ก"], 0.0), (["๑", "1,000"], 1.0)]
)
def test_the_share_counts_filled_cells_and_nothing_fits_nothing(cells, expected):
    assert share(cells, is_number) == expected


@pytest.mark.parametrize(
    ("cell", "number", "whole"),
    [
        ("12", True, True),
        ("๑๒", True, True),
        ("1,200", True, True),
        ("12.0", True, True),
        ("12.5", True, False),
        ("-3", True, True),
        ("", False, False),
        ("NaN", False, False),
        ("1e309", False, False),
        ("12 คน", False, False),
    ],
)
def test_a_cell_is_a_number_as_people_write_it(cell, number, whole):
    assert (is_number(cell), is_whole_number(cell)) == (number, whole)


@pytest.mark.parametrize(
    ("cell", "holds"),
    [
        ("13.4", True),
        ("14.1", True),
        ("13.39999", False),
        ("14.10001", False),
        ("๑๓.๗", True),
        ("14", False),
        ("13.7.5", False),
        ("", False),
    ],
)
def test_degrees_are_numbers_with_decimals_within_their_range(cell, holds):
    assert between(13.4, 14.1)(cell) is holds


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], 0.0),
        (["ร่วมใจ", "พัฒนา"], 1.0),
        (["ร่วมใจ", "ร่วมใจ"], 0.5),
        (["1", "ร่วมใจ"], 0.5),
        (["ก", "ร่วมใจ"], 0.5),
    ],
)
def test_names_are_words_of_which_hardly_any_comes_twice(cells, expected):
    assert are_names(cells) == expected
