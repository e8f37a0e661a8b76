"""A code of a printed form, read aloud and typed by hand: right in any dress, or none at all."""

import re
from itertools import combinations

import pytest

from bkkhousing.lib.codes import LENGTH, SIGNS, check_sign, in_groups, new_code, typed_code

CODE = "K7MQ2XHD" + check_sign("K7MQ2XHD")
PLACES = range(LENGTH)


@pytest.mark.parametrize(
    "dress",
    [
        "{0}",
        " {0} ",
        "{0}\n",
        "\t{0}",
        "{a}-{b}-{c}",
        "{a} {b} {c}",
        "{a}–{b}–{c}",
        "{a}—{b}—{c}",
        "{a}.{b}.{c}",
        "{a} - {b} - {c}",
        "{a}\u00a0{b}\u00a0{c}",
        "-{0}-",
    ],
)
@pytest.mark.parametrize("letters", [str.upper, str.lower, str.title])
def test_a_code_is_read_in_any_dress(dress, letters):
    worn = dress.format(CODE, a=CODE[:3], b=CODE[3:6], c=CODE[6:])
    assert typed_code(letters(worn)) == CODE


@pytest.mark.parametrize("place", PLACES)
def test_one_wrong_sign_anywhere_is_found(place):
    wrong = [CODE[:place] + sign + CODE[place + 1 :] for sign in SIGNS if sign != CODE[place]]
    assert {typed_code(code) for code in wrong} == {""}


@pytest.mark.parametrize(("one", "other"), [*combinations(PLACES, 2)])
def test_two_signs_that_changed_places_are_found(one, other):
    signs = list(CODE)
    signs[one], signs[other] = signs[other], signs[one]
    assert typed_code("".join(signs)) == ("" if CODE[one] != CODE[other] else CODE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        CODE[:-1],
        CODE + "2",
        CODE * 2,
        CODE[:4],
        "กขคงจฉชซฌ",
        "0" * 9,
        "OIL" * 3,
        "<script>",
        "๒" * 9,
    ],
)
def test_what_is_no_code_is_none(text):
    assert typed_code(text) == ""


@pytest.mark.parametrize("sign", list("01OIL"))
def test_signs_that_look_alike_are_never_drawn(sign):
    assert sign not in SIGNS and typed_code(sign + CODE[1:]) == ""


def test_a_code_that_was_drawn_is_a_code():
    drawn = [new_code() for _ in range(200)]
    assert [typed_code(in_groups(code).lower()) for code in drawn] == drawn
    assert len(set(drawn)) == 200


@pytest.mark.parametrize("first", SIGNS)
def test_every_sign_may_begin_a_code(first):
    drawn = first + "7MQ2XHD"
    assert typed_code(drawn + check_sign(drawn)) == drawn + check_sign(drawn)


def test_it_is_printed_in_groups_of_three():
    assert re.fullmatch(r"\w{3}-\w{3}-\w{3}", in_groups(CODE)) and in_groups(CODE).replace("-", "") == CODE
