"""Two rows of two rosters: which agreements outweigh which contradictions."""

from datetime import date

import pytest

from surveys.duplicates import weights as w
from surveys.duplicates.people import NOBODY, compared
from surveys.duplicates.profiles import Person
from tests.factories import citizen_id

BORN = date(1984, 2, 29)
FACTS = {"first": "สมชาย", "last": "ใจดี", "sex": "male", "relation": "head", "born": BORN, "year": 1984}


def person(**given) -> Person:
    """สมชาย with some facts otherwise; a birth date brings its year along."""
    if given.get("born"):
        given.setdefault("year", given["born"].year)
    return Person(**{**FACTS, **given})


SOMCHAI = person()
BARE = Person("สมชาย", "ใจดี")


@pytest.mark.parametrize(
    ("born", "points"),
    [
        (BORN, w.SAME_BIRTH_DATE),
        (date(1984, 2, 28), w.NEAR_BIRTH_DATE),
        (date(1984, 3, 29), w.NEAR_BIRTH_DATE),
    ],
)
def test_a_birth_date_agrees_or_nearly(born, points):
    assert compared(SOMCHAI, person(born=born)).points == w.SAME_FIRST + w.SAME_LAST + points


@pytest.mark.parametrize("born", [date(1985, 2, 28), date(1974, 2, 27), date(1984, 7, 5), date(1950, 7, 5)])
def test_a_namesake_of_another_day_is_another_person(born):
    assert compared(SOMCHAI, person(born=born)) == NOBODY


def test_two_days_of_one_year_are_weighed_against_a_card():
    one, other = person(citizen_id=citizen_id(1)), person(citizen_id=citizen_id(1), born=date(1984, 7, 5))
    assert compared(one, other).points == w.SAME_ID + w.SAME_FIRST + w.SAME_LAST + w.OTHER_DAY_OF_YEAR


@pytest.mark.parametrize(
    ("years", "is_near"), [(0, True), (1, True), (2, False), (9, False), (10, True), (11, False)]
)
def test_of_a_year_one_digit_may_be_misread(years, is_near):
    one, other = person(born=date(1970, 5, 6)), person(born=date(1970 + years, 5, 6))
    assert compared(one, other).birth_agrees is is_near


def test_day_and_month_may_have_changed_places():
    one, other = person(born=date(1984, 3, 9)), person(born=date(1984, 9, 3))
    assert compared(one, other).points == w.SAME_FIRST + w.SAME_LAST + w.NEAR_BIRTH_DATE


@pytest.mark.parametrize(
    ("year", "points"),
    [(1984, w.SAME_BIRTH_YEAR), (1983, w.NEXT_BIRTH_YEAR), (1985, w.NEXT_BIRTH_YEAR), (None, 0)],
)
def test_a_year_alone_says_less_than_a_date(year, points):
    found = compared(SOMCHAI, person(born=None, year=year))
    assert found.points == w.SAME_FIRST + w.SAME_LAST + points


@pytest.mark.parametrize(
    ("first", "last", "points"),
    [
        ("สมชาย", "ใจดี", w.SAME_FIRST + w.SAME_LAST),
        ("นายสมชาย", "ใจดี", w.SAME_FIRST + w.SAME_LAST),
        ("สมชาย", "", w.SAME_FIRST),
        ("สมชาย", "รักไทย", w.SAME_FIRST + w.OTHER_LAST),
        ("ใจดี", "สมชาย", w.SAME_FIRST + w.SAME_LAST),
        ("", "ใจดี", 0),
        ("ประเสริฐ", "ใจดี", w.OTHER_FIRST + w.SAME_LAST),
    ],
)
def test_names_agree_in_part_swapped_or_not_at_all(first, last, points):
    assert compared(BARE, Person(first, last, born=BORN, year=1984)).points == points


@pytest.mark.parametrize(
    ("one", "other", "less"),
    [("male", "female", w.OTHER_SEX), ("male", "male", 0), ("male", "", 0), ("", "female", 0), ("", "", 0)],
)
def test_only_two_answers_of_sex_contradict_each_other(one, other, less):
    found = compared(person(sex=one), person(sex=other))
    assert found.points == w.SAME_FIRST + w.SAME_LAST + w.SAME_BIRTH_DATE + less


def test_a_card_is_surer_than_a_changed_name():
    one = person(citizen_id=citizen_id(1))
    renamed = Person("วรเมธ", "ทองสุก", citizen_id=citizen_id(1))
    found = compared(one, renamed)
    assert (found.points, found.id_agrees, found.name_agrees) == (w.SAME_ID, True, False)


def test_a_card_with_another_birth_date_still_stands_for_one_person():
    one = person(citizen_id=citizen_id(1))
    other = person(citizen_id=citizen_id(1), first="วรเมธ", born=date(1950, 7, 5))
    assert compared(one, other).is_one_person


def test_twins_with_two_cards_are_two_people():
    one = person(citizen_id=citizen_id(1))
    assert compared(one, person(first="สมชัย", citizen_id=citizen_id(2))).points == w.OTHER_ID


def test_a_card_on_one_side_alone_says_nothing():
    assert compared(person(citizen_id=citizen_id(1)), SOMCHAI) == compared(SOMCHAI, SOMCHAI)


def test_a_card_that_is_nobodys_leaves_the_rest_to_decide():
    one = person(citizen_id=citizen_id(1))
    assert compared(one, one, ids_count=False) == compared(SOMCHAI, SOMCHAI)
    stranger = Person("บุญเกิด", "ทองสุก", citizen_id=citizen_id(1))
    assert not compared(one, stranger, ids_count=False).is_one_person


def test_two_cards_tell_people_apart_even_where_a_shared_card_would_not_count():
    one, other = person(citizen_id=citizen_id(1)), person(citizen_id=citizen_id(2))
    assert compared(one, other, ids_count=False).points == w.OTHER_ID


def test_everything_agreeing_is_worth_no_more_than_one_person():
    one = person(citizen_id=citizen_id(1))
    found = compared(one, one)
    assert found.points == w.MOST_OF_A_PERSON
    assert (found.id_agrees, found.name_agrees, found.birth_agrees) == (True, True, True)


@pytest.mark.parametrize("blank", [Person(), Person(sex="male"), Person(relation="head")])
def test_rows_without_name_date_and_card_are_nobody(blank):
    assert not compared(blank, blank).is_one_person
    assert not compared(blank, SOMCHAI).is_one_person


@pytest.mark.parametrize("year", [1982, 1986, 1950, 2020])
def test_years_that_no_name_could_mend_end_the_comparison(year):
    assert compared(SOMCHAI, person(born=None, year=year)) == NOBODY


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        (BARE, True),
        (Person("สมชาย"), False),
        (Person("สมชาย", year=1984), True),
        (Person("สมชาย", year=1985), False),
        (Person(born=BORN, year=1984), True),
        (Person(year=1984), False),
    ],
)
def test_so_little_is_enough_for_one_person(other, is_one):
    assert compared(SOMCHAI, other).is_one_person is is_one
