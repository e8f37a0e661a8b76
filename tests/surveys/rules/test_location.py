"""Section B at its edges: house number, registration code, subdistrict, point and how many share the house."""

import pytest

from surveys.rules import Neighbours
from tests.surveys.rules.asking import fields, form, problems

INSIDE = {"lat": 13.75, "lng": 100.55}


@pytest.mark.parametrize(
    ("answers", "named"),
    [
        ({}, ["house_no"]),
        ({"house_no": ""}, ["house_no"]),
        ({"house_no": "   "}, ["house_no"]),
        ({"house_no": "\u200b"}, ["house_no"]),
        ({"house_no": "12/3"}, []),
        ({"house_no": "unknown"}, []),
        ({"house_no": "refused"}, []),
        ({"no_house_number": "no"}, ["house_no"]),
        ({"no_house_number": "yes"}, []),
        ({"no_house_number": True}, []),
        ({"no_house_number": "yes", "house_no": "12/3"}, []),
        ({"house_no": ["12/3"]}, []),
    ],
)
def test_a_house_has_a_number_or_says_that_it_has_none(answers, named):
    assert fields("house_no_missing", form(answers)) == named


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("10261234567", []),
        ("1026-123456-7", []),
        ("๑๐๒๖-๑๒๓๔๕๖-๗", []),
        (10261234567, []),
        ("1026123456", ["house_code"]),
        ("102612345678", ["house_code"]),
        ("1026-12345X-7", ["house_code"]),
        ("1026123456๐", []),
        ("unknown", []),
        ("refused", []),
        ("", []),
    ],
)
def test_a_house_code_has_eleven_digits(code, named):
    assert fields("house_code_digits", form({"house_code": code})) == named


@pytest.mark.parametrize("code", ["1026123456²", "10261234५67"])
def test_digits_of_other_scripts_are_no_digits_of_a_house_code(code):
    assert fields("house_code_digits", form({"house_code": code})) == ["house_code"]


def test_a_house_without_registration_has_no_code_to_check():
    entry = form({"registration": "none", "house_code": "12"})
    assert fields("house_code_digits", entry) == [] and entry.survey.hidden == {"house_code": "12"}


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("10261234567", []),
        ("10", []),
        ("1", ["house_code"]),
        ("20261234567", ["house_code"]),
        ("01261234567", ["house_code"]),
        ("", []),
        ("unknown", []),
    ],
)
def test_a_house_code_of_bangkok_begins_with_ten(code, named):
    assert fields("house_code_not_bangkok", form({"house_code": code})) == named


@pytest.mark.parametrize(
    ("code", "named"),
    [("1026-123456-7", ["house_code"]), ("1026-123456-8", []), ("", []), ("unknown", [])],
)
def test_a_house_code_that_another_household_has_wants_a_reason(code, named):
    neighbours = Neighbours(house_codes=frozenset({"10261234567"}))
    assert fields("house_code_shared", form({"house_code": code}), neighbours=neighbours) == named


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "named"),
    [("102601", []), ("100601", ["subdistrict"]), ("unknown", []), (None, [])],
)
def test_a_subdistrict_belongs_to_the_district(code, named, reference):
    assert fields("subdistrict_outside_district", form({"subdistrict": code})) == named


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("postcode", "subdistrict", "named"),
    [
        ("10240", "102601", []),
        ("๑๐๒๔๐", "102601", []),
        ("10230", "102601", ["postcode"]),
        ("1024", "102601", ["postcode"]),
        ("", "102601", []),
        ("unknown", "102601", []),
        ("10999", None, []),
        ("10999", "100601", []),
    ],
)
def test_a_postcode_is_the_one_of_its_subdistrict(postcode, subdistrict, named, reference):
    """A subdistrict whose postcode nobody knows is not held against the form."""
    entry = form({"postcode": postcode, "subdistrict": subdistrict})
    assert fields("postcode_mismatch", entry) == named


@pytest.mark.parametrize(
    ("lat", "lng", "named"),
    [
        (100.55, 13.75, ["lat"]),
        ("๑๐๐.๕๕", "๑๓.๗๕", ["lat"]),
        (13.75, 100.55, []),
        (18.79, 98.98, []),
        (98.98, 18.79, []),
        (0, 0, []),
        (100.55, None, []),
        (None, 13.75, []),
        (100.55, "unknown", []),
    ],
)
def test_a_point_typed_the_wrong_way_round_is_seen(lat, lng, named):
    assert fields("point_swapped", form({"lat": lat, "lng": lng})) == named


def test_the_sentence_gives_the_point_the_right_way_round():
    (problem,) = problems("point_swapped", form({"lat": 100.5512, "lng": 13.7534}))
    assert "13.7534, 100.5512" in problem.sentence


@pytest.mark.parametrize(
    ("lat", "lng", "named"),
    [
        (13.45, 100.30, []),
        (13.98, 100.96, []),
        (13.4499999, 100.55, ["lat"]),
        (13.9800001, 100.55, ["lat"]),
        (13.75, 100.2999999, ["lat"]),
        (13.75, 100.9600001, ["lat"]),
        (-13.75, 100.55, ["lat"]),
        (0, 0, ["lat"]),
        (100.55, 13.75, []),
        (None, 100.55, []),
        ("refused", "refused", []),
    ],
)
def test_a_point_lies_in_bangkok(lat, lng, named):
    assert fields("point_outside_bangkok", form({"lat": lat, "lng": lng})) == named


@pytest.mark.parametrize(
    ("lat", "lng", "named"),
    [
        (13.70, 100.50, []),
        (13.80, 100.60, []),
        (13.6999999, 100.55, ["lat"]),
        (13.8000001, 100.55, ["lat"]),
        (13.75, 100.4999999, ["lat"]),
        (13.75, 100.6000001, ["lat"]),
        (18.79, 98.98, []),
        (100.55, 13.75, []),
        (13.75, None, []),
    ],
)
def test_a_point_in_another_district_wants_a_reason_and_one_far_away_another_rule(lat, lng, named):
    assert fields("point_outside_district", form({"lat": lat, "lng": lng})) == named


@pytest.mark.parametrize(
    ("metres", "named"),
    [(0, []), (50, []), ("50.0", []), (50.1, ["accuracy"]), (5000, ["accuracy"]), (-1, []), ("unknown", []), (None, [])],
)  # fmt: skip
def test_a_point_is_good_to_fifty_metres(metres, named):
    assert fields("point_inaccurate", form({**INSIDE, "accuracy": metres})) == named


@pytest.mark.parametrize(
    ("metres", "named"),
    [(0, []), (0.1, []), (-0.1, ["accuracy"]), (-50, ["accuracy"]), (None, []), ("refused", [])],
)
def test_no_point_is_better_than_exact(metres, named):
    assert fields("accuracy_negative", form({**INSIDE, "accuracy": metres})) == named


@pytest.mark.parametrize(("others", "named"), [(0, []), (9, []), (10, ["lat"]), (400, ["lat"])])
def test_ten_other_households_at_a_point_are_a_crowd(others, named):
    neighbours = Neighbours(points={(13.75, 100.55): others})
    assert fields("point_crowded", form(INSIDE), neighbours=neighbours) == named


@pytest.mark.parametrize(
    "change", [{"lat": 13.7500001}, {"lng": 100.5500001}, {"lat": None}, {"lng": "unknown"}]
)
def test_a_crowd_elsewhere_is_no_crowd_here(change):
    neighbours = Neighbours(points={(13.75, 100.55): 400})
    assert fields("point_crowded", form({**INSIDE, **change}), neighbours=neighbours) == []


@pytest.mark.parametrize(
    ("number", "none", "many"),
    [
        (-1, ["households_in_house"], []),
        (0, ["households_in_house"], []),
        (1, [], []),
        (6, [], []),
        (7, [], ["households_in_house"]),
        ("๗", [], ["households_in_house"]),
        ("unknown", [], []),
        (None, [], []),
        ("หลาย", [], []),
    ],
)
def test_a_house_holds_one_to_six_households(number, none, many):
    entry = form({"households_in_house": number})
    assert fields("households_in_house_none", entry) == none
    assert fields("households_in_house_many", entry) == many
