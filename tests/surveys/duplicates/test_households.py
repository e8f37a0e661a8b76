"""Two forms as one household: what people, places and absences add up to."""

from datetime import date

import pytest

from surveys.duplicates import weights as w
from surveys.duplicates.matching import MOST_PEOPLE, Match, matched, same_people
from surveys.duplicates.profiles import Person, Profile
from tests.factories import citizen_id

HEAD = Person("สมชาย", "ใจดี", sex="male", relation="head", born=date(1975, 3, 9), year=1975)
WIFE = Person("มาลี", "ใจดี", sex="female", relation="spouse", born=date(1978, 1, 2), year=1978)
CHILD = Person("กานดา", "ใจดี", sex="female", relation="child", born=date(2005, 8, 20), year=2005)
STRANGER = Person("บุญเกิด", "ทองสุก", sex="male", relation="head", born=date(1958, 4, 3), year=1958)
LODGER = Person("วิทยา", "พรมมา", sex="male", relation="other", born=date(1990, 12, 1), year=1990)
ALONE = w.SAME_FIRST + w.SAME_LAST + w.SAME_BIRTH_DATE
"""What one person with name and birth date is worth."""


def form(*people: Person, **facts) -> Profile:
    return Profile(people=people, **facts)


def points(one: Profile, other: Profile, **given) -> float:
    return matched(one, other, **given).points


@pytest.mark.parametrize(
    ("points", "score", "is_shown"),
    [
        (-40, 0, False),
        (0, 0, False),
        (7, 20, False),
        (w.NEEDED - 1, 37, False),
        (w.NEEDED, 40, True),
        (37, 70, True),
        (w.CERTAIN, 100, True),
        (500, 100, True),
    ],
)
def test_points_become_a_score_that_begins_to_be_shown_at_forty(points, score, is_shown):
    assert (Match(points).score, Match(points).is_shown) == (score, is_shown)


def test_a_further_person_proves_half_as_much_as_the_first():
    assert points(form(HEAD), form(HEAD)) == ALONE
    assert points(form(HEAD, WIFE), form(HEAD, WIFE)) == ALONE * (1 + w.FURTHER_PERSON)


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [
        ((HEAD,), (HEAD, WIFE, CHILD), 0),
        ((HEAD, WIFE), (HEAD, CHILD), w.MISSING_PERSON),
        ((HEAD, WIFE, LODGER), (HEAD, CHILD, STRANGER, LODGER), w.MISSING_PERSON),
    ],
)
def test_who_is_missing_is_counted_on_the_smaller_form(one, other, less):
    shared = len(set(one) & set(other))
    worth = ALONE * (1 + w.FURTHER_PERSON * (shared - 1))
    assert points(form(*one), form(*other)) == worth + less == points(form(*other), form(*one))


def test_between_rounds_people_may_be_born_move_and_die():
    now, before = form(HEAD, WIFE, round="2570"), form(HEAD, CHILD, round="2569")
    assert (
        points(now, before) - points(now, form(HEAD, CHILD, round="2570"))
        == w.MISSING_LATER - w.MISSING_PERSON
    )


def test_two_heads_who_are_two_people_speak_against_one_household():
    tenant = Person("วิทยา", "พรมมา", relation="head", born=date(1990, 12, 1), year=1990)
    assert points(form(HEAD, WIFE), form(tenant, WIFE)) == ALONE + w.MISSING_PERSON + w.OTHER_HEAD
    assert points(form(HEAD, WIFE), form(LODGER, WIFE)) == ALONE + w.MISSING_PERSON


@pytest.mark.parametrize(
    ("facts", "more", "reason"),
    [
        ({"house_code": "10260000017"}, w.SAME_HOUSE_CODE, "house_code"),
        ({"phones": ("0812345678",)}, w.SAME_PHONE, "phone"),
        ({"place": "5", "house_no": "12/3"}, w.SAME_ADDRESS + w.SAME_PLACE, "address"),
        ({"lat": 13.7, "lng": 100.5}, w.NEARBY, "point"),
    ],
)
def test_each_thing_around_a_household_adds_its_worth_and_is_said(facts, more, reason):
    found = matched(form(HEAD, **facts), form(HEAD, **facts))
    assert found.points == ALONE + more
    assert found.reasons == [("name_birth", 1), (reason, 1)]


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ({"house_code": "10260000017"}, {"house_code": "10260000025"}, w.OTHER_HOUSE_CODE),
        ({"house_code": "10260000017"}, {}, 0),
        ({"phones": ("0812345678", "021234567")}, {"phones": ("021234567",)}, w.SAME_PHONE),
        ({"phones": ("0812345678",)}, {"phones": ("021234567",)}, 0),
        ({"house_no": "12"}, {"house_no": "12"}, w.SAME_ADDRESS),
        ({"place": "5", "house_no": "12"}, {"place": "6", "house_no": "12"}, 0),
        ({"place": "5"}, {"place": "5"}, w.SAME_PLACE),
        ({"lat": 13.7, "lng": 100.5}, {"lat": 13.7002, "lng": 100.5}, w.NEARBY),
        ({"lat": 13.7, "lng": 100.5}, {"lat": 13.7003, "lng": 100.5}, 0),
        ({"lat": 13.7, "lng": 100.5}, {"lat": 13.7}, 0),
        ({"lat": 0.0, "lng": 0.0}, {"lat": 0.0, "lng": 0.0}, w.NEARBY),
    ],
)
def test_what_stands_around_agrees_differs_or_is_unknown(one, other, more):
    assert points(form(HEAD, **one), form(HEAD, **other)) == ALONE + more
    assert points(form(HEAD, **other), form(HEAD, **one)) == ALONE + more


@pytest.mark.parametrize("kind", ["phone", "address", "house_code"])
def test_what_stands_on_very_many_forms_adds_nothing(kind):
    facts = {"phones": ("0812345678",), "place": "5", "house_no": "12", "house_code": "10260000017"}
    one = form(HEAD, **facts)
    counted = {"phone", "address", "house_code"} - {kind}
    assert kind not in dict(matched(one, one, shared=counted).reasons)
    assert counted <= set(dict(matched(one, one, shared=counted).reasons))


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ((HEAD,), (HEAD,), [("name_birth", 1)]),
        ((HEAD, WIFE, CHILD), (CHILD, HEAD, WIFE), [("name_birth", 3)]),
        ((Person("สมชาย", "ใจดี"),), (HEAD,), [("person", 1)]),
        ((Person("สมชาย", "ใจดี"), WIFE), (HEAD, WIFE), [("name_birth", 1), ("person", 1)]),
    ],
)
def test_each_person_is_counted_under_what_agreed(one, other, reasons):
    assert matched(form(*one), form(*other)).reasons == reasons


def test_a_person_of_one_card_is_counted_under_the_card_alone():
    carded = Person("สมชาย", "ใจดี", citizen_id=citizen_id(1), born=HEAD.born, year=1975)
    assert matched(form(carded), form(carded)).reasons == [("id", 1)]


def test_a_person_stands_for_one_row_though_two_would_fit():
    assert same_people(form(HEAD, HEAD), form(HEAD)) == [(0, 0)]
    assert same_people(form(HEAD, HEAD), form(HEAD, HEAD)) == [(0, 0), (1, 1)]


def test_the_surest_two_rows_find_each_other_first():
    vague = Person("สมชาย", "ใจดี", relation="head")
    assert same_people(form(vague, HEAD), form(HEAD))[0] == (1, 0)


@pytest.mark.parametrize(("before", "is_found"), [(MOST_PEOPLE - 1, True), (MOST_PEOPLE, False)])
def test_a_roster_of_a_whole_dormitory_is_compared_so_far(before, is_found):
    crowd = [Person(f"{chr(ord('ก') + n)}าว", "ทองสุก", year=1900 + 3 * (n % 20)) for n in range(before)]
    assert bool(same_people(form(*crowd, HEAD), form(HEAD))) is is_found


def test_one_shared_person_among_strangers_is_not_shown():
    assert matched(form(HEAD), form(HEAD)).is_shown
    assert not matched(form(LODGER, STRANGER, CHILD), form(LODGER, HEAD, WIFE)).is_shown
