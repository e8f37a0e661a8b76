"""Citizen ids and masking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.th import pin

from bkkhousing.lib import thai

TWELVE = st.text(alphabet="0123456789", min_size=12, max_size=12)


@given(TWELVE)
def test_check_digits_agree_with_a_second_opinion(first12):
    assert thai.citizen_id_check_digit(first12) == pin.calc_check_digit(first12)


@given(st.text(alphabet="0123456789", min_size=13, max_size=13).filter(lambda text: "1" <= text[0] <= "8"))
def test_ids_agree_with_a_second_opinion(text):
    assert thai.is_citizen_id(text) == pin.is_valid(text)


@given(st.sampled_from("012345678"), TWELVE)
def test_first_digits_0_to_8_are_accepted(first, rest):
    first12 = first + rest[:11]
    assert thai.is_citizen_id(first12 + thai.citizen_id_check_digit(first12))


@given(TWELVE, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_found_out_unless_it_makes_a_nine_in_front(first12, place, step):
    right = first12 + thai.citizen_id_check_digit(first12)
    wrong = right[:place] + str((int(right[place]) + step) % 10) + right[place + 1 :]
    weights_alike = thai.citizen_id_check_digit(wrong[:12]) == wrong[12]
    assert thai.is_citizen_id(wrong) == (weights_alike and wrong[0] != "9")


@pytest.mark.parametrize(
    "text",
    ["", "123", "1-2345-67890-12-1", "9999999999994", "๑๒๓๔๕๖๗๘๙๐๑๒๑", "1234567890122", "12345678901211"],
)
def test_anything_but_thirteen_right_digits_is_refused(text):
    assert not thai.is_citizen_id(text)


def test_a_typed_id_is_cleaned_of_dashes_spaces_and_thai_digits():
    assert thai.is_citizen_id(thai.clean_citizen_id("๑-2345–67890 12-1"))


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("1234567890121", "x-xxxx-xxxxx-12-1"),
        ("0-1234-56789-01-2", "x-xxxx-xxxxx-01-2"),
        ("AA1234567", "xxxxxx567"),
        ("AA12", "xxxx"),
        ("", ""),
    ],
)
def test_only_the_last_three_signs_of_an_id_are_shown(text, masked):
    assert thai.mask_citizen_id(text) == masked


@pytest.mark.parametrize(
    ("text", "masked"),
    [("081-234-5678", "xxx-xxx-x678"), ("021234567", "xx-xxx-x567"), ("191", "xxx"), ("", "")],
)
def test_only_the_last_three_digits_of_a_phone_are_shown(text, masked):
    assert thai.mask_phone(text) == masked


@pytest.mark.parametrize(("name", "masked"), [("สมชาย ใจดี", "สม… ใ…"), ("ก", "ก…"), ("", ""), ("  ", "")])
def test_only_the_first_letters_of_a_name_are_shown(name, masked):
    assert thai.mask_name(name) == masked
