"""Thai names as they are heard: what folds together, what stays apart, how far two spellings lie apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.duplicates.sounds import distance, likeness, sound, spelling
from surveys.duplicates.weights import NEAR

LETTERS = st.text(st.sampled_from("กขคงจชณดตทนบปพมยรลวศสหอะาิีุู่้์เแ"), max_size=9)


@pytest.mark.parametrize(
    "title", ["นางสาว", "น.ส.", "นส.", "นาย", "นาง", "ด.ช.", "ดช", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "พระ"]
)
def test_a_title_in_the_field_of_the_first_name_is_left_out(title):
    assert spelling(f"{title}สมบัติ") == spelling(f"{title} สมบัติ") == spelling("สมบัติ")


@pytest.mark.parametrize("title", ["Mr ", "mr.", "MRS ", "Miss ", "Ms. "])
def test_an_english_title_is_left_out_however_it_is_written(title):
    assert spelling(f"{title}Somchai") == "somchai"


@pytest.mark.parametrize("name", ["นาย", "นาง", "พระ"])
def test_a_title_alone_is_a_name(name):
    assert spelling(name) == spelling(f" {name} ") != ""


@pytest.mark.parametrize("name", ["somchai", "mister", "misty", "marisa"])
def test_a_latin_name_keeps_its_letters(name):
    assert spelling(name.upper()) == name


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("ประสิทธิ์", "ประสิท"),
        ("จันทร์", "จันท"),
        ("พงษ์", "พง"),
        ("สิทธุ์", "สิท"),
    ],
)
def test_a_silenced_letter_is_not_spelt_with_its_vowel_sign(written, heard):
    assert spelling(written) == spelling(heard)


@pytest.mark.parametrize(
    ("one", "other"),
    [("ใจดี", "ไจดี"), ("มาลี", "มะลิ"), ("บุญชู", "บุญชุ"), ("ชื่น", "ชึ่น"), ("เเดง", "แดง"), ("น้ำ", "นํ้า")],
)
def test_long_and_short_vowels_are_spelt_as_one(one, other):
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize("typed", ["", "   ", "-", "..", "123", "๑๒๓", "์", "()"])
def test_what_holds_no_letter_has_neither_spelling_nor_sound(typed):
    assert (spelling(typed), sound(typed)) == ("", "")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ศศิ", "ษสิ"),
        ("ฐิติ", "ธิติ"),
        ("ภูผา", "พูพา"),
        ("ฝน", "ฟน"),
        ("ญาณ", "ยาน"),
        ("ฤดี", "ลดี"),
        ("ฬา", "รา"),
        ("ฮาว", "หาว"),
        ("ฉวี", "ชวี"),
        ("ฆ้อง", "ค้อง"),
        ("กิตติ", "กิติ"),
        ("หมาย", "มาย"),
        ("สร้อย", "ส้อย"),
        ("กรรณ", "กัน"),
    ],
)
def test_each_family_of_letters_is_one_sound(one, other):
    assert sound(one) == sound(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("กา", "คา"), ("บา", "ปา"), ("ดา", "ทา"), ("มา", "นา"), ("จา", "ชา"), ("งา", "ยา"), ("หา", "อา")],
)
def test_other_consonants_are_heard_apart(one, other):
    assert sound(one) != sound(other)


def test_a_ho_before_a_low_consonant_is_silent_and_elsewhere_is_not():
    assert sound("หนู") == sound("นู")
    assert sound("หทัย") != sound("ทัย")


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("สมชาย", "สมชาย", 1, 1),
        ("สมชาย", "นายสมชาย", 1, 1),
        ("พรรณี", "พันณี", 1, 1),
        ("กรรณิการ์", "กันนิกา", 0.9, 0.9),
        ("กาญจนา", "กาญจณา", 0.9, 0.9),
        ("ธนพล", "ธนพร", 0.9, 0.9),
        ("สมศักดิ์", "สมศรี", 0, 0.69),
        ("มา", "นา", 0, 0),
        ("อ", "ก", 0, 0),
        ("", "", 0, 0),
        ("สมชาย", "   ", 0, 0),
        ("123", "456", 0, 0),
    ],
)
def test_two_names_are_so_much_alike(one, other, least, most):
    assert least <= likeness(one, other) <= most


def test_names_of_two_consonants_are_not_near_by_their_sound_alone():
    assert sound("นิด") == sound("นาท".replace("ท", "ต"))
    assert likeness("นิด", "เนาตี้") < NEAR


@given(LETTERS, LETTERS)
def test_it_does_not_matter_which_of_two_names_comes_first(one, other):
    assert likeness(one, other) == likeness(other, one)
    assert distance(one, other, most=4) == distance(other, one, most=4)


@given(LETTERS)
def test_a_name_is_wholly_like_itself_or_blank(name):
    assert likeness(name, name) == (1.0 if spelling(name) else 0.0)


@given(LETTERS, LETTERS, st.integers(1, 6))
def test_a_distance_stays_between_the_difference_in_length_and_what_was_asked(one, other, most):
    found = distance(one, other, most=most)
    assert min(abs(len(one) - len(other)), most) <= found <= most
    assert (found == 0) == (one == other)


@given(LETTERS, LETTERS)
def test_the_bound_of_a_distance_only_cuts_it_off(one, other):
    assert distance(one, other, most=2) == min(2, distance(one, other, most=30))


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("", "", 0), ("", "abc", 3), ("kitten", "sitting", 3), ("ab", "ba", 1), ("abcdef", "badcfe", 3), ("ca", "abc", 3)],
)  # fmt: skip
def test_a_distance_counts_letters_put_in_dropped_changed_and_swapped(one, other, steps):
    assert distance(one, other, most=9) == steps
