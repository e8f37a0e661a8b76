"""What of a form is compared, and the keys by which it is met."""

from datetime import date

import pytest

from surveys.duplicates.keys import blind, traits_of
from surveys.duplicates.profiles import Person, Profile, person_of, profile_of
from tests.factories import citizen_id

OUTSIDE = frozenset({77})


def profile(people=(), **answers) -> Profile:
    return profile_of(answers.get, people, round="2570", outside=OUTSIDE)


def person(**answers) -> Person:
    return person_of(answers.get)


def kinds(*people: Person, **facts) -> list[str]:
    return sorted(kind for kind, _value in traits_of(Profile(people=people, **facts)))


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"community": 5}, "5"),
        ({"community": 5, "subdistrict": "102601"}, "5"),
        ({"community": 77, "subdistrict": "102601"}, "77/102601"),
        ({"community": 77}, "77/"),
        ({"subdistrict": "102601"}, "/102601"),
        ({}, "/"),
    ],
)
def test_a_place_is_the_community_or_outside_of_one_the_subdistrict(answers, place):
    assert profile(**answers).place == place


def test_a_community_is_a_place_of_its_own_in_any_subdistrict():
    assert (
        profile(community=5, subdistrict="102601").place == profile(community=5, subdistrict="102602").place
    )
    assert (
        profile(community=77, subdistrict="102601").place != profile(community=77, subdistrict="102602").place
    )


def test_answers_are_made_comparable_and_absent_ones_are_blank():
    found = profile(house_no="เลขที่ ๑๒-๓", room="ห้อง 05", house_code="1026-000001-7", phone="081 234 5678")
    assert (found.house_no, found.house_code, found.phones) == ("12/3", "10260000017", ("0812345678",))
    assert found.room == "ห้อง5"
    empty = profile(house_no=None, room=None, house_code=None, phone=None)
    assert (empty.house_no, empty.room, empty.house_code, empty.phones) == ("", "", "", ())


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (citizen_id(7), citizen_id(7)),
        (f"{citizen_id(7)[0]}-{citizen_id(7)[1:5]}-{citizen_id(7)[5:10]}-{citizen_id(7)[10:12]}-{citizen_id(7)[12]}", citizen_id(7)),
        (citizen_id(7)[:12] + str((int(citizen_id(7)[12]) + 1) % 10), ""),
        (citizen_id(7)[:12], ""),
        ("refused", ""),
        ("AA1234567", ""),
        ("", ""),
        (None, ""),
    ],
)  # fmt: skip
def test_only_a_number_with_its_check_digit_is_somebodys(typed, kept):
    assert person(citizen_id=typed).citizen_id == kept


@pytest.mark.parametrize(
    ("answers", "born", "year"),
    [
        ({"birth_date": date(1984, 2, 29)}, date(1984, 2, 29), 1984),
        ({"birth_date": date(1984, 2, 29), "birth_year": 1990}, date(1984, 2, 29), 1984),
        ({"birth_year": 1955}, None, 1955),
        ({"birth_date": "", "birth_year": None}, None, None),
        ({}, None, None),
    ],
)
def test_a_birth_year_comes_from_the_date_or_stands_alone(answers, born, year):
    found = person(**answers)
    assert (found.born, found.year) == (born, year)


def test_the_head_of_a_form_is_its_first_row_called_head():
    child, one, other = (
        Person(first=name, relation=kind) for name, kind in (("ก", "child"), ("ข", "head"), ("ค", "head"))
    )
    assert Profile(people=(child, one, other)).head is one
    assert Profile(people=(child,)).head is None


@pytest.mark.parametrize(
    ("facts", "met"),
    [
        ({"house_code": "10260000017"}, ["house_code"]),
        ({"phones": ("0812345678", "021234567")}, ["phone", "phone"]),
        ({"house_no": "12", "place": "5"}, ["address"]),
        ({"house_no": "12", "place": "5", "room": "3"}, ["address", "address"]),
        ({"house_no": "12"}, []),
        ({"place": "5", "room": "3"}, []),
        ({"lat": 13.7, "lng": 100.5}, []),
    ],
)
def test_a_form_is_met_by_what_stands_around_it(facts, met):
    assert kinds(**facts) == met


@pytest.mark.parametrize(
    ("facts", "place", "met"),
    [
        ({"citizen_id": "1"}, "", ["id"]),
        ({"first": "สมชาย"}, "5", []),
        ({"first": "สมชาย", "year": 1984}, "", ["name_birth"]),
        ({"last": "ใจดี", "year": 1984}, "5", []),
        ({"born": date(1984, 2, 29), "year": 1984}, "5", ["birth_place"]),
        ({"born": date(1984, 2, 29), "year": 1984}, "", []),
        ({"first": "สมชาย", "relation": "head"}, "5", ["name_place"]),
        ({"first": "สมชาย", "relation": "spouse"}, "5", ["name_place"]),
        ({"first": "สมชาย", "relation": "child"}, "5", []),
        ({"first": "สมชาย", "relation": "head"}, "", []),
    ],
)
def test_a_person_is_met_by_so_much(facts, place, met):
    assert kinds(Person(**facts), place=place) == met


@pytest.mark.parametrize(
    ("head", "cells"),
    [
        (Person(relation="head", year=1984), 4),
        (Person(relation="head"), 0),
        (Person(relation="child", year=1984), 0),
    ],
)
def test_a_point_counts_together_with_the_birth_year_of_the_head(head, cells):
    assert kinds(head, lat=13.7, lng=100.5).count("point") == cells


def test_a_point_on_the_equator_is_a_point():
    assert kinds(Person(relation="head", year=1984), lat=0.0, lng=0.0).count("point") == 4


def test_a_home_with_a_room_meets_one_without():
    with_room = set(traits_of(Profile(house_no="12", place="5", room="3")))
    other_room = set(traits_of(Profile(house_no="12", place="5", room="4")))
    assert with_room & set(traits_of(Profile(house_no="12", place="5")))
    assert {value for _kind, value in with_room & other_room} == {"5|12|"}


def test_one_value_of_two_kinds_or_two_secrets_has_two_keys():
    keys = {blind(secret, kind, "0812345678") for secret in (b"one", b"two") for kind in ("phone", "id")}
    assert len(keys) == 4
    assert blind(b"one", "phone", "0812345678") == blind(b"one", "phone", "0812345678")
