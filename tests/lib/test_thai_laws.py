"""Laws that hold for any text, number and id that a person may type."""

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bkkhousing.lib import thai

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
THAI = st.text(st.sampled_from("กขคงจชซดตถทนบปผพฟมยรลวสหอะัาำิีึืุูเแโใไ็่้๊๋์ๆ 0123456789๐๑๒๓"), max_size=24)
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
IDS = st.integers(0, 899_999_999_999).map(lambda number: f"{number:012d}")


@given(TEXT)
def test_no_text_makes_any_reader_fail_otherwise_than_it_says(text):
    for read in (thai.parse_date, thai.parse_number):
        try:
            read(text)
        except ValueError as refusal:
            assert str(refusal) and (len(text) < 4 or text not in str(refusal))


@given(TEXT)
def test_keys_of_any_text_are_stable(text):
    for key in (thai.normalise, thai.search_key):
        assert key(key(text)) == key(text)


@given(TEXT)
def test_a_normal_text_has_no_space_to_lose(text):
    found = thai.normalise(text)
    assert found == found.strip() and "  " not in found and "\n" not in found


@given(THAI)
def test_thai_and_arabic_digits_are_found_alike(text):
    assert thai.search_key(text.translate(THAI_DIGITS)) == thai.search_key(text)
    assert thai.match_key(text.translate(THAI_DIGITS)) == thai.match_key(text)


@given(THAI, st.integers(0, 5))
def test_spaces_more_or_less_find_the_same(text, number):
    spread = " ".join(text)
    assert thai.search_key(f"{' ' * number}{text}") == thai.search_key(text)
    assert len(thai.search_key(spread)) <= len(spread)


@given(THAI, THAI)
def test_a_part_is_found_in_the_whole(one, other):
    assume(thai.normalise(one + " " + other) == f"{thai.normalise(one)} {thai.normalise(other)}")
    assert thai.search_key(one) in thai.search_key(f"{one} {other}")


@given(st.integers(-(10**12), 10**12))
def test_a_whole_number_is_read_in_each_way_of_writing_it(number):
    ways = (str(number), f"{number:,}", str(number).translate(THAI_DIGITS), f" {number} ", f"{number}.00")
    assert {thai.parse_number(way) for way in ways} == {Decimal(number)}


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_with_satang_is_read_exactly(number):
    assert thai.parse_number(f"{number:f}") == thai.parse_number(f"{number:,f}") == number


@given(
    st.decimals(-(10**9), 10**9, places=2), st.sampled_from(["e5", "E1", "_0", ",", "..", " 1", "บาท", "%"])
)
def test_a_number_with_something_behind_is_none(number, behind):
    with pytest.raises(thai.BadNumber):
        thai.parse_number(f"{number:f}{behind}")


@given(IDS)
def test_a_made_id_is_right_and_any_other_last_digit_is_not(first12):
    right = thai.citizen_id_check_digit(first12)
    assert thai.is_citizen_id(first12 + right)
    assert not any(thai.is_citizen_id(first12 + digit) for digit in "0123456789" if digit != right)


@given(IDS)
def test_an_id_typed_with_signs_and_thai_digits_is_the_same_id(first12):
    whole = first12 + thai.citizen_id_check_digit(first12)
    typed = f"{whole[0]}-{whole[1:5]}-{whole[5:10]} {whole[10:12]}–{whole[12]}"
    assert thai.clean_citizen_id(typed) == thai.clean_citizen_id(typed.translate(THAI_DIGITS)) == whole


@given(IDS)
def test_a_masked_id_tells_three_digits(first12):
    whole = first12 + thai.citizen_id_check_digit(first12)
    masked = thai.mask_citizen_id(whole)
    assert [sign for sign in masked if sign.isdigit()] == list(whole[-3:])
    assert masked.count("x") == 10


@given(TEXT)
def test_a_mask_never_shows_more_than_three_signs_of_a_number(text):
    for mask in (thai.mask_citizen_id, thai.mask_phone):
        shown = [sign for sign in mask(text) if sign not in "x-"]
        assert len(shown) <= 3


@given(st.text(st.sampled_from("กขคงจชซดตนมรลวสอาิีุูเแโไ่้"), min_size=3, max_size=20))
def test_a_masked_name_shows_two_signs_at_most(name):
    masked = thai.mask_name(name)
    assert masked.endswith("…") and len(masked) <= 3 and thai.normalise(name).startswith(masked[:-1])


@given(THAI)
def test_names_that_look_alike_sort_together(name):
    assert thai.sort_key(f" {name}\u200b ") == thai.sort_key(name)


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_house_numbers_stand_by_their_value(one, other):
    first, second = thai.sort_key(f"{one}/1"), thai.sort_key(f"{other}/1")
    assert (first < second) == (one < other)


@given(st.dates())
def test_a_day_says_its_era(day):
    text = thai.format_date_numeric(day)
    assert text.endswith(str(day.year + 543)) and text.count("/") == 2
