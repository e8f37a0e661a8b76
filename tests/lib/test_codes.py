"""Codes on paper: mistakes are found, doubtful signs do not occur, the way of typing does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkkhousing.lib.codes import LENGTH, SIGNS, check_sign, in_groups, new_code, typed_code

drawn = st.text(alphabet=SIGNS, min_size=LENGTH - 1, max_size=LENGTH - 1)
codes = drawn.map(lambda text: text + check_sign(text))


def test_no_sign_is_taken_for_another():
    assert not set("0O1IL") & set(SIGNS)
    assert len(SIGNS) == len(set(SIGNS)) == 31


def test_a_new_code_is_accepted_and_not_given_twice():
    made = {new_code() for _n in range(200)}
    assert len(made) == 200
    assert all(typed_code(code) == code for code in made)


@given(codes)
def test_a_code_may_be_typed_small_in_groups_or_with_gaps(code):
    for typed in (
        code.lower(),
        in_groups(code),
        f" {code[:3]} {code[3:]} ",
        in_groups(code).replace("-", "–"),
    ):
        assert typed_code(typed) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(SIGNS))
def test_every_single_wrong_sign_is_found(code, place, sign):
    wrong = code[:place] + sign + code[place + 1 :]
    assert typed_code(wrong) == (code if wrong == code else "")


@given(codes, st.integers(0, LENGTH - 2))
def test_every_two_signs_that_changed_places_are_found(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert typed_code(wrong) == (code if wrong == code else "")


@pytest.mark.parametrize("text", ["", "K7M", "0" * 9, "ก" * 9, "A" * 500, "K7MQ2XHD1"])
def test_what_is_no_code_is_blank(text):
    assert typed_code(text) == ""
