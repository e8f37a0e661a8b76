"""Which column of a register is what: by its header, or because a person said so."""

import pytest

from bkkhousing.lib.sheets import SheetProblem
from communities.locating import point_of
from communities.registry_files import FIELDS, RegistryRow, chosen, columns_of
from tests.communities.registers import FULL


def row(**facts) -> RegistryRow:
    given = {**dict.fromkeys(FIELDS), "number": 2, "district": "1026", "name": "ชุมชนร่วมใจ", **facts}
    return RegistryRow(**given)


@pytest.mark.parametrize("dress", [str.upper, str.title, " {} ".format, "\u200b{}".format])
def test_headers_are_known_in_any_dress(dress):
    assert columns_of(tuple(map(dress, FULL))) == columns_of(FULL)


def test_the_first_of_a_fields_names_goes_before_the_others():
    places = columns_of((*FULL, "ชุมชน", "name_of_community"))
    assert places["name"] == len(FULL) + 1


@pytest.mark.parametrize(
    ("left_out", "told"),
    [
        (("ชื่อชุมชน",), "name_of_community"),
        (("ประเภท", "ชาย"), "type_of_community, male_count"),
        (("dcode", "dname"), "dcode หรือ dname"),
    ],
)
def test_every_column_that_is_missing_is_named_at_once(left_out, told):
    with pytest.raises(SheetProblem) as refusal:
        columns_of(tuple(header for header in FULL if header not in left_out))
    assert told in refusal.value.sentence


@pytest.mark.parametrize("left_out", ["dcode", "dname", "รหัสชุมชน", "ครัวเรือน"])
def test_what_is_not_needed_may_be_left_out(left_out):
    assert len(columns_of(tuple(header for header in FULL if header != left_out))) == len(FULL) - 1


def test_chosen_columns_are_taken_wherever_they_stand():
    assert chosen({"name": "ค", "type": "ก"}, ("ก", "ข", "ค")) == {"name": 2, "type": 0}
    assert chosen({}, ("ก",)) == {}


def test_chosen_columns_that_are_gone_are_all_named():
    with pytest.raises(SheetProblem, match="ง, จ"):
        chosen({"name": "ง", "type": "จ", "code": "ก"}, ("ก",))


def test_two_rows_are_one_community_by_code_or_by_name_and_place():
    plain, coded = row(subdistrict="102601"), row(code="102601001", name="อื่น")
    assert plain.keys == (("1026", plain.match_key, "102601"),)
    assert ("102601001",) in coded.keys and len(coded.keys) == 2
    assert set(plain.keys) == set(row(name="ร่วม ใจ", subdistrict="102601", number=9).keys)
    assert not set(plain.keys) & set(row(subdistrict=None).keys) & set(row(district="1006").keys)


@pytest.mark.parametrize(
    ("lat", "lng", "point"),
    [
        ("13.7", "100.5", (13.7, 100.5)),
        ("100.5", "13.7", (13.7, 100.5)),
        ("๑๓.๗", "๑๐๐.๕", (13.7, 100.5)),
        ("90", "100", (90.0, 100.0)),
        ("", "100.5", None),
        ("13.7", "", None),
        ("13°42'", "100.5", None),
        ("NaN", "100.5", None),
    ],
)
def test_a_point_is_two_numbers_the_right_way_round(lat, lng, point):
    assert point_of(lat, lng) == point
