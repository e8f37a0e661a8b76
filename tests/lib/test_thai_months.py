"""Every month under every name that offices write, and every month's last day."""

from calendar import monthrange
from datetime import date

import pytest
from django.utils import translation

from bkkhousing.lib import thai

# number: short, full, spoken, English short, English full
MONTHS = {
    1: ("ม.ค.", "มกราคม", "มกรา", "Jan", "January"),
    2: ("ก.พ.", "กุมภาพันธ์", "กุมภา", "Feb", "February"),
    3: ("มี.ค.", "มีนาคม", "มีนา", "Mar", "March"),
    4: ("เม.ย.", "เมษายน", "เมษา", "Apr", "April"),
    5: ("พ.ค.", "พฤษภาคม", "พฤษภา", "May", "May"),
    6: ("มิ.ย.", "มิถุนายน", "มิถุนา", "Jun", "June"),
    7: ("ก.ค.", "กรกฎาคม", "กรกฎา", "Jul", "July"),
    8: ("ส.ค.", "สิงหาคม", "สิงหา", "Aug", "August"),
    9: ("ก.ย.", "กันยายน", "กันยา", "Sep", "September"),
    10: ("ต.ค.", "ตุลาคม", "ตุลา", "Oct", "October"),
    11: ("พ.ย.", "พฤศจิกายน", "พฤศจิกา", "Nov", "November"),
    12: ("ธ.ค.", "ธันวาคม", "ธันวา", "Dec", "December"),
}
NAMED = [(number, name) for number, names in MONTHS.items() for name in names]
THAI = [(number, name) for number, names in MONTHS.items() for name in names[:3]]
ENGLISH = [(number, name) for number, names in MONTHS.items() for name in names[3:]]


@pytest.mark.parametrize(("number", "name"), NAMED)
def test_a_month_is_known_by_each_of_its_names(number, name):
    assert thai.parse_date(f"9 {name} 2569") == date(2026, number, 9)


@pytest.mark.parametrize(("number", "name"), NAMED)
def test_spaces_around_a_month_do_not_matter(number, name):
    assert thai.parse_date(f"9{name}2569") == thai.parse_date(f" 09  {name}  2569 ") == date(2026, number, 9)


@pytest.mark.parametrize(("number", "name"), THAI)
def test_two_digits_beside_a_thai_month_are_of_this_century_of_the_era(number, name):
    assert thai.parse_date(f"9 {name} 69") == date(2026, number, 9)
    assert thai.parse_date(f"๙ {name} ๒๗") == date(1984, number, 9)


@pytest.mark.parametrize(("number", "name"), ENGLISH)
def test_two_digits_beside_an_english_month_could_be_either_era(number, name):
    with pytest.raises(thai.BadDate, match="4 หลัก"):
        thai.parse_date(f"9 {name} 69")


@pytest.mark.parametrize(("number", "name"), ENGLISH)
def test_english_months_are_known_in_any_letters(number, name):
    assert thai.parse_date(f"9 {name.upper()} 2026") == thai.parse_date(f"9 {name.lower()}. 2569")
    assert thai.parse_date(f"9 {name} 2026").month == number


@pytest.mark.parametrize("number", MONTHS)
def test_dots_may_be_left_out_of_a_short_month(number):
    short = MONTHS[number][0]
    assert thai.parse_date(f"9 {short.replace('.', '')} 69") == date(2026, number, 9)
    assert thai.parse_date(f"9 {short.rstrip('.')} 69") == date(2026, number, 9)


@pytest.mark.parametrize("year", [2566, 2567, 2568, 2443, 2543])
@pytest.mark.parametrize("number", MONTHS)
def test_a_month_has_its_last_day_and_not_one_more(number, year):
    """พ.ศ. 2443 is 1900, which is no leap year; 2543 is 2000, which is one."""
    last = monthrange(year - 543, number)[1]
    assert thai.parse_date(f"{last}/{number}/{year}") == date(year - 543, number, last)
    with pytest.raises(thai.BadDate, match="ไม่มีวันที่นี้ในปฏิทิน"):
        thai.parse_date(f"{last + 1}/{number}/{year}")


@pytest.mark.parametrize("number", MONTHS)
def test_a_month_is_shown_by_its_short_name(number):
    with translation.override("th"):
        assert thai.format_date(date(2026, number, 9)) == f"9 {MONTHS[number][0]} 2569"
    with translation.override("en"):
        assert thai.format_date(date(2026, number, 9)) == f"9 {MONTHS[number][3]} 2569"


@pytest.mark.parametrize("number", MONTHS)
def test_the_months_of_a_fiscal_year(number):
    assert thai.fiscal_year(date(2026, number, 1)) == (2570 if number >= 10 else 2569)


@pytest.mark.parametrize("sign", ["/", "-", "."])
@pytest.mark.parametrize("number", MONTHS)
def test_a_month_may_be_a_number_with_or_without_a_zero(number, sign):
    assert thai.parse_date(f"9{sign}{number}{sign}2569") == date(2026, number, 9)
    assert thai.parse_date(f"09{sign}{number:02d}{sign}2569") == date(2026, number, 9)


@pytest.mark.parametrize("name", ["มค.ม", "มก", "กพ.พ.", "ธันวาคมม", "Janu", "Decem", "Sept.em", "พ.ศ."])
def test_a_piece_of_a_name_is_no_month(name):
    with pytest.raises(thai.BadDate):
        thai.parse_date(f"9 {name} 2569")


@pytest.mark.parametrize(
    ("typed", "year"),
    [("1/1/2400", 1857), ("1/1/2399", 2399), ("1/1/1800", 1800), ("1/1/2942", 2399), ("1/1/2343", 2343)],
)
def test_where_one_era_ends_the_other_begins(typed, year):
    assert thai.parse_date(typed).year == year


@pytest.mark.parametrize("typed", ["1/1/1799", "1/1/2943", "1/1/0001", "1/1/0000"])
def test_years_outside_both_eras_are_refused(typed):
    with pytest.raises(thai.BadDate, match="ปีไม่ถูกต้อง"):
        thai.parse_date(typed)
