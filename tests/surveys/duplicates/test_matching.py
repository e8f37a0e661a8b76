"""Names, people and forms compared: what makes two of them one."""

from datetime import date

import pytest

from surveys.duplicates import addresses
from surveys.duplicates.matching import matched, same_people
from surveys.duplicates.people import compared
from surveys.duplicates.profiles import Person, Profile
from surveys.duplicates.sounds import distance, likeness, sound, spelling
from tests.factories import citizen_id

BORN = date(1975, 3, 9)
SOMCHAI = Person("สมชาย", "ใจดี", sex="male", relation="head", born=BORN, year=1975)


def somchai(**given) -> Person:
    facts = {name: getattr(SOMCHAI, name) for name in Person.__slots__}
    return Person(**{**facts, **given})


@pytest.mark.parametrize(
    ("one", "other"),
    [("พรรณี", "พันณี"), ("ศักดิ์", "สัก"), ("ราตรี", "ลาตรี"), ("หญิง", "ยิง"), ("ทรายทอง", "สายทอง"), ("ณัฐ", "นัท")],
)
def test_names_that_sound_alike_meet(one, other):
    assert sound(one) == sound(other)


@pytest.mark.parametrize("typed", ["นายสมชาย", "นาย สมชาย", "สมช่าย", "สมชาย​", "สมชาย์"[:-1]])
def test_titles_tone_marks_and_invisible_signs_do_not_count(typed):
    assert spelling(typed) == spelling("สมชาย")


@pytest.mark.parametrize("name", ["นายิกา", "นางฟ้า", "พระพาย", "ดช"])
def test_a_name_that_begins_like_a_title_keeps_enough_of_itself(name):
    assert len(spelling(name)) >= 2


def test_a_slip_is_near_and_another_name_is_not():
    assert likeness("สมชาย", "สมชัย") >= 0.6
    assert likeness("สมชาย", "ประเสริฐ") == likeness("", "สมชาย") == 0


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("abcd", "abcd", 0), ("abcd", "acbd", 1), ("abcd", "abxd", 1), ("abc", "abcd", 1), ("abcd", "wxyz", 3)],
)
def test_distance_counts_slips_no_further_than_asked(one, other, steps):
    assert distance(one, other, most=3) == steps


def test_a_swapped_name_is_the_same_person():
    assert compared(SOMCHAI, somchai(first="ใจดี", last="สมชาย")).is_one_person


def test_two_valid_ids_are_two_people_whatever_their_names():
    one, other = somchai(citizen_id=citizen_id(1)), somchai(citizen_id=citizen_id(2))
    assert not compared(one, other).is_one_person


def test_a_misread_day_is_forgiven_and_another_year_is_not():
    assert compared(SOMCHAI, somchai(born=date(1975, 3, 19))).is_one_person
    assert not compared(SOMCHAI, somchai(born=date(1962, 8, 2), year=1962)).is_one_person


def test_an_id_on_too_many_forms_proves_nothing():
    one = Profile(people=(somchai(citizen_id=citizen_id(1)),))
    other = Profile(people=(Person("วิชัย", "รักไทย", citizen_id=citizen_id(1)),))
    assert matched(one, other).is_shown
    assert not matched(one, other, shared={"phone"}).is_shown


def test_a_namesake_born_another_day_of_the_year_is_not_shown():
    namesake = Profile(people=(somchai(born=date(1975, 11, 28)),))
    assert not matched(Profile(people=(SOMCHAI,)), namesake).is_shown


def test_a_house_phone_and_point_alone_make_no_household():
    place = {
        "place": "5",
        "house_no": "12/3",
        "house_code": "10260000017",
        "phones": ("0812345678",),
        "lat": 13.7,
        "lng": 100.5,
    }
    stranger = Person("บุญเกิด", "ทองสุก", relation="head", born=date(1958, 4, 3), year=1958)
    assert matched(Profile(**place, people=(SOMCHAI,)), Profile(**place, people=(stranger,))).points == 0


def test_a_person_without_papers_is_known_by_name_date_and_place():
    one = Profile(place="5", people=(SOMCHAI,))
    assert matched(one, Profile(place="5", people=(somchai(first="สมชาญ"),))).is_shown


def test_strangers_at_table_speak_against_a_household():
    others = tuple(Person(f"คน{n}", "อื่น", born=date(1990, 1, n + 1), year=1990) for n in range(4))
    more = tuple(Person(f"ใคร{n}", "ไหน", born=date(1960, 5, n + 1), year=1960) for n in range(4))
    alone = matched(Profile(people=(SOMCHAI,)), Profile(people=(SOMCHAI,)))
    among = matched(Profile(people=(SOMCHAI, *others)), Profile(people=(SOMCHAI, *more)))
    assert among.points < alone.points and not among.is_shown


def test_rows_of_one_person_find_each_other_in_any_order():
    wife = Person("สมหญิง", "ใจดี", sex="female", born=date(1978, 1, 2), year=1978)
    assert sorted(same_people(Profile(people=(SOMCHAI, wife)), Profile(people=(wife, SOMCHAI)))) == [
        (0, 1),
        (1, 0),
    ]


def test_blank_forms_are_not_alike():
    assert matched(Profile(), Profile()).points == 0
    assert matched(Profile(people=(Person(),)), Profile(people=(Person(),))).points == 0


@pytest.mark.parametrize("typed", ["12/3", "๑๒/๓", "12 - 3", "บ้านเลขที่ 12/3", "เลขที่012/3"])
def test_a_house_number_is_one_however_typed(typed):
    assert addresses.house_number(typed) == "12/3"


def test_phones_are_found_in_a_text_and_nonsense_is_none():
    assert addresses.phones("081-234-5678, 02 123 4567") == ("021234567", "0812345678")
    assert addresses.phones("0000000000") == addresses.phones("-") == ()


def test_a_house_code_has_eleven_digits():
    assert addresses.house_code("1026-000001-7") == "10260000017"
    assert addresses.house_code("00000000000") == addresses.house_code("12") == ""
