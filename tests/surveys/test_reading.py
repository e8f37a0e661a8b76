"""Every kind of answer, however it was typed: read into its type, or refused with a code."""

from datetime import date
from decimal import Decimal

import pytest

from surveys.models.fields import MONEY_CEILING
from surveys.questionnaire import questions
from surveys.reading import Unreadable, reader_of

OF_KIND = {
    "integer": "storeys",
    "money": "rent_house",
    "decimal": "floor_area",
    "coordinate": "lat",
    "date": "survey_date",
    "year": "received_year",
    "choice": "dwelling",
    "yes_no": "income_regular",
    "multi": "problems",
    "text": "soi",
    "long_text": "comment",
    "digits": "postcode",
    "phone": "phone",
    "house_code": "house_code",
    "community": "community",
    "round": "round",
}
NO_NUMBERS = (
    "NaN",
    "nan",
    "Inf",
    "-Infinity",
    "1e309",
    "1e3",
    "0x10",
    "สามพัน",
    "1,2,3",
    "12 000",
    "--1",
    ".",
)
NO_NUMBER_TYPES = (float("nan"), float("inf"), 1e309, True, False, [], {}, [1], {"a": 1}, b"1")


def read(kind: str, value: object) -> object:
    return reader_of(questions()[OF_KIND[kind]])(value)


def refusal(kind: str, value: object) -> str:
    with pytest.raises(Unreadable) as refused:
        read(kind, value)
    assert str(refused.value.sentence)
    return refused.value.code


def test_every_kind_of_question_is_read_here():
    kinds = {
        question.kind for level in ("survey", "member", "debt") for question in questions(level).values()
    }
    assert kinds - {"citizen_id", "subdistrict"} <= set(OF_KIND)


@pytest.mark.parametrize("kind", ["integer", "money", "community"])
@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (0, 0),
        (12, 12),
        ("12,500", 12500),
        ("๑๒,๕๐๐", 12500),
        (" 62760 ", 62760),
        (7.0, 7),
        ("3.00", 3),
        (-5, -5),
        ("-5", -5),
        (MONEY_CEILING, MONEY_CEILING),
    ],
)
def test_a_whole_number_is_read_however_it_was_typed(kind, typed, stored):
    found = read(kind, typed)
    assert (found, type(found)) == (stored, int)


@pytest.mark.parametrize("kind", ["integer", "money", "decimal", "coordinate", "year", "community"])
@pytest.mark.parametrize("typed", NO_NUMBERS + NO_NUMBER_TYPES)
def test_what_is_no_number_is_refused(kind, typed):
    assert refusal(kind, typed) == "not_a_number"


@pytest.mark.parametrize("kind", ["integer", "money"])
@pytest.mark.parametrize("typed", ["2.5", 2.5, "๒.๕"])
def test_a_part_of_a_whole_number_is_refused(kind, typed):
    assert refusal(kind, typed) == "not_whole"


@pytest.mark.parametrize("typed", [MONEY_CEILING + 1, -MONEY_CEILING - 1, "1,000,000,001", 10**25])
def test_more_money_than_a_column_holds_is_refused(typed):
    assert refusal("money", typed) == "too_large"


def test_a_number_longer_than_any_amount_is_refused():
    assert refusal("money", "9" * 31) == "not_a_number"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("24.5", "24.5"), ("๒๔.๕", "24.5"), (24, "24"), ("1,024.259", "1024.26"), (-1.5, "-1.5"), ("0", "0")],
)
def test_a_decimal_has_two_places(typed, stored):
    assert read("decimal", typed) == Decimal(stored)


@pytest.mark.parametrize("typed", [100_000_000, "-100000000", "99999999999.5"])
def test_a_decimal_beyond_its_column_is_refused(typed):
    assert refusal("decimal", typed) == "too_large"


def test_the_greatest_decimal_fits_its_column():
    field = questions()["floor_area"]
    assert (field.kind, read("decimal", "99999999.99")) == ("decimal", Decimal("99999999.99"))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("13.7563", 13.7563), ("๑๓.๗๕๖๓", 13.7563), (100, 100.0), ("-13.5", -13.5), (13.123456789, 13.1234568)],
)
def test_a_coordinate_is_degrees_with_seven_places(typed, stored):
    assert read("coordinate", typed) == stored


@pytest.mark.parametrize(
    "typed",
    ["21/11/2569", "21-11-2569", "๒๑/๑๑/๒๕๖๙", "2026-11-21", "2569-11-21", "21 พ.ย. 69", "21 พฤศจิกายน 2569"],
)
def test_a_day_is_read_in_either_era(typed):
    assert read("date", typed) == date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed", ["29/02/2568", "31/4/2569", "21/11/69", "0/1/2569", "เมื่อวาน", 20261121, 2569]
)
def test_a_day_that_no_calendar_has_is_refused(typed):
    assert refusal("date", typed) == "bad_date"


@pytest.mark.parametrize("typed", [[], {}, True, 12.5, float("nan")])
def test_a_day_of_another_json_type_is_refused(typed):
    assert refusal("date", typed) == "bad_date"


def test_the_leap_day_of_a_buddhist_year_is_real():
    assert read("date", "29/02/2567") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [(2530, 1987), ("2530", 1987), ("๒๕๓๐", 1987), (1987, 1987), ("2,530", 1987), (2400, 1857), (1840, 1840), (2199, 2199), (2742, 2199)],
)  # fmt: skip
def test_a_year_of_2400_and_more_is_buddhist(typed, stored):
    assert read("year", typed) == stored


@pytest.mark.parametrize("typed", [0, 30, 87, -2530, 1839, 2200, 2399, 2743, 9999])
def test_a_year_nobody_was_born_in_is_refused(typed):
    assert refusal("year", typed) == "bad_year"


@pytest.mark.parametrize("typed", ["detached", "refused", "unknown"])
def test_a_choice_is_one_of_its_codes(typed):
    assert read("choice", typed) == typed


@pytest.mark.parametrize(
    "typed", ["บ้านเดี่ยว", "Detached", "detached ", 1, True, None, ["detached"], {}, "x" * 999]
)
def test_a_choice_that_is_not_offered_is_refused(typed):
    assert refusal("choice", typed) == "unknown_code"


def test_true_and_false_are_yes_and_no():
    assert (read("yes_no", True), read("yes_no", False)) == ("yes", "no")


@pytest.mark.parametrize("typed", [1, 0, 1.0, "true", "ใช่"])
def test_a_number_or_a_word_is_neither_yes_nor_no(typed):
    assert refusal("yes_no", typed) == "unknown_code"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (["flood", "lawsuit"], ("lawsuit", "flood")),
        (["flood", "flood"], ("flood",)),
        ("flood crowded", ("crowded", "flood")),
        ("flood,crowded", ("crowded", "flood")),
        (("refused",), ("refused",)),
        ([], ()),
    ],
)
def test_several_codes_stand_in_the_order_of_the_question(typed, stored):
    assert read("multi", typed) == stored


@pytest.mark.parametrize(
    "typed", [["flood", "sea"], [1], [None], [["flood"]], {"flood": 1}, 5, True, "น้ำท่วม"]
)
def test_several_codes_with_a_strange_one_are_refused(typed):
    assert refusal("multi", typed) == "unknown_code"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  ซอย   ๕ ", "ซอย ๕"),
        ("ซอย\x00 5", "ซอย 5"),
        ("เเยก", "แยก"),
        ("ซ\u200bอย", "ซอย"),
        (12, "12"),
        ("นํา", "นำ"),
    ],
)
def test_words_are_cleaned(typed, stored):
    assert read("text", typed) == stored


@pytest.mark.parametrize(
    ("kind", "length"),
    [("text", 120), ("long_text", 1000), ("digits", 10), ("phone", 20), ("house_code", 20)],
)
def test_words_may_be_as_long_as_their_column(kind, length):
    assert len(read(kind, "9" * length)) == length
    assert refusal(kind, "9" * (length + 1)) == "too_long"


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("phone", "081-234 5678", "0812345678"),
        ("phone", "(๐๒) 123.4567", "021234567"),
        ("house_code", "1026-123456-7", "10261234567"),
        ("digits", "๑๐๒๔๐", "10240"),
    ],
)
def test_digits_lose_what_stands_between_them_and_keep_their_zeros(kind, typed, stored):
    assert read(kind, typed) == stored


@pytest.mark.django_db
def test_a_subdistrict_is_named_by_its_code(reference):
    subdistrict = reader_of(questions()["subdistrict"])
    assert subdistrict("102601") == "102601"
    for strange in ("999999", "คลองกุ่ม", 102601, None, ["102601"]):
        with pytest.raises(Unreadable) as refused:
            subdistrict(strange)
        assert refused.value.code == "unknown_code"


def test_a_refusal_does_not_repeat_what_was_typed():
    with pytest.raises(Unreadable) as refused:
        read("money", "สมชาย 0812345678")
    assert "สมชาย" not in str(refused.value.sentence) + str(refused.value)
