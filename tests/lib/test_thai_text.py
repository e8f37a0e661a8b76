"""Thai text made comparable."""

import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bkkhousing.lib import thai
from tests.shared_data import shared_rows

THAI = st.text(alphabet=st.sampled_from("กขคงจนมรวสอะัาำิีุูเแโใไ็่้๊๋์ํๆฯ๐๑๙ 0123456789()-.,/abZ\u200b"), max_size=40)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("นำ้", "น้ำ"),
        ("คําว่า", "คำว่า"),
        ("เเฟลต", "แฟลต"),
        ("ชุม\u200bชน\ufeff", "ชุมชน"),
        ("ก่ิง", "กิ่ง"),
        ("บ้้าน", "บ้าน"),
        ("  บ้าน \n\t สวน\u00a0", "บ้าน สวน"),
    ],
)
def test_what_looks_the_same_is_spelled_the_same(typed, meant):
    assert thai.normalise(typed) == meant


def test_normalising_never_takes_sara_am_apart():
    assert thai.normalise("ทำน้ำ") == "ทำน้ำ"
    assert unicodedata.normalize("NFKC", "ทำ") != "ทำ"


@given(THAI)
def test_normalising_twice_changes_nothing_more(text):
    once = thai.normalise(text)
    assert thai.normalise(once) == once


def test_arabic_digits_replace_thai_ones():
    assert thai.arabic_digits("ซอย ๑๐/๒๓ ก") == "ซอย 10/23 ก"


@pytest.mark.parametrize(
    "spellings",
    [
        ("ชุมชนคลองเตยล็อค 1 - 3", "คลองเตยล็อค 1-3", "ชุมชน คลองเตยล็อค ๑ – ๓"),
        ("เเฟลต 1-10", "แฟลต 1 - 10"),
        ("น้ํา", "น้ำ", "นำ้"),
        ("ราษฏร์บูรณะ", "ราษฎร์บูรณะ", "เขตราษฎร์บูรณะ"),
        ("ป้อมปราบ ศัตรูพ่าย", "เขต ป้อมปราบศัตรูพ่าย"),
        ("วัดเทพ (ฝั่งใต้)", "ชุมชนวัดเทพฝั่งใต้"),
        ("Sena Villa", "SENA VILLA"),
        ("หมู่ 1, 3 แขวงบางพรม", "ชุมชนหมู่ 1,3 แขวงบางพรม"),
    ],
)
def test_spellings_of_one_place_share_a_key(spellings):
    assert len({thai.match_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("หมู่ 1,3", "หมู่ 13"),
        ("ซอย 1-3", "ซอย 1/3"),
        ("แฟลต 1", "แฟลต 11"),
        ("วัดใหม่", "วัดใหม"),
        ("โซน 1 2", "โซน 12"),
    ],
)
def test_different_places_keep_different_keys(one, other):
    assert thai.match_key(one) != thai.match_key(other)


@pytest.mark.parametrize("name", ["ชุมชน", "เขต"])
def test_a_bare_prefix_is_a_name_of_its_own(name):
    assert thai.match_key(name) == name


@given(THAI)
def test_a_key_is_never_longer_than_its_name(text):
    assert len(thai.match_key(text)) <= len(thai.normalise(text))


def test_the_search_key_finds_a_part_of_a_name():
    assert thai.search_key("ริมคลอง ๒") in thai.search_key("ชุมชนริมคลอง 2 (บางซื่อ)")
    assert thai.search_key("นํ้า Villa") == "น้ำvilla"


def test_the_register_has_2003_communities_with_2003_keys():
    rows = shared_rows("real/bma_communities_2003.csv")
    keys = Counter((row["dcode"], thai.match_key(row["name_of_community"])) for row in rows)
    assert len(rows) == 2003
    assert [key for key, count in keys.items() if count > 1] == []


def test_at_least_153_of_262_freely_typed_community_names_match_the_register():
    register = shared_rows("real/bma_communities_2003.csv")
    survey = shared_rows("real/community_household_survey_2568_odd_districts.csv")
    known = {(row["dcode"], thai.match_key(row["name_of_community"])) for row in register}
    typed = {(row["dname"], row["community_name"]) for row in survey}
    assert len(typed) == 262
    assert sum((district, thai.match_key(name)) in known for district, name in typed) >= 153
