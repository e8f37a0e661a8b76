"""Thai dictionary order."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkkhousing.lib import thai

TEXTS = st.text(alphabet=st.sampled_from("กขคซตนมรลวสอยะัาำิีุูเแโใไ็่้๊๋์ๆ๐๑๒ 0123456789-()abZ漢"), max_size=60)
CONSONANTS = st.text(alphabet=st.sampled_from("กขคงจฉชซ"), min_size=1, max_size=8)


@pytest.mark.parametrize(
    "in_order",
    [
        ["เก้า", "ขาว"],
        ["กก", "กะ", "กา", "ก่า", "ก้า", "เกา", "เก่า", "เก้า", "แก", "โก", "ใก", "ไก่"],
        ["เก็ง", "เก่ง", "เก้ง", "เก๋ง"],
        ["รวย", "ฤทธิ์", "ลม", "ฦๅ", "วน"],
        ["ซอย 2", "ซอย 10", "ซอย 10/2", "ซอย 10/11", "ซอย 100"],
        ["9", "A", "b", "ก"],
        ["ขวด", "บางเขน", "ชุมชนบางซื่อ", "เขตบางรัก", "ปลา"],
        ["คลองเตย", "คลองสาน", "คลองสามวา", "คันนายาว"],
    ],
)
def test_names_stand_in_dictionary_order(in_order):
    assert all(thai.sort_key(one) < thai.sort_key(other) for one, other in pairwise(in_order))


def test_spaces_and_thai_digits_do_not_change_the_place():
    assert thai.sort_key("ซอย ๑๐") == thai.sort_key("ซอย10")


@given(TEXTS)
def test_a_key_is_short_and_any_database_orders_it_alike(text):
    assert re.fullmatch("[0-9a-z]{2,200}", thai.sort_key(text))


@given(st.integers(0, 10**40), st.integers(0, 10**40))
def test_numbers_stand_by_their_value(one, other):
    keys = thai.sort_key(f"ซอย {one} ก"), thai.sort_key(f"ซอย {other} ก")
    if one < 10**35 and other < 10**35:
        assert (keys[0] < keys[1]) == (one < other)


@given(CONSONANTS, CONSONANTS)
def test_consonants_alone_stand_in_the_order_of_the_alphabet(first, second):
    assert (thai.sort_key(first) < thai.sort_key(second)) == (first < second)


@given(TEXTS)
def test_equal_looking_texts_share_a_key(text):
    assert thai.sort_key(text) == thai.sort_key(thai.normalise(text))
