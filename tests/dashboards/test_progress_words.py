"""Numbers of progress in words, without a database."""

from datetime import date

import pytest

from dashboards.progress.numbers import key_numbers
from dashboards.progress.rows import officer_row
from dashboards.progress.words import PaceWords, coverage_of, done_words, share_of, signed
from dashboards.readers.places import Standing, city
from dashboards.readers.progress import TOO_FAR, Line, OfficerLine, Pace, Part, Progress, Span
from dashboards.totals import SURVEYS, Totals
from surveys.models import Round
from surveys.readers.figures import Sums
from surveys.readers.work import Work

SPAN = Span(date(2026, 10, 1), date(2026, 10, 10), date(2026, 10, 5))
CLOSED = Span(date(2026, 10, 1), date(2026, 10, 10), date(2026, 10, 10))


def line(surveys: int = 0, expected: int = 0, *, outside: int = 0, hidden: bool = False, **given) -> Line:
    withheld = frozenset({SURVEYS}) if hidden else frozenset()
    totals = Totals(Sums(surveys, outside), expected, withheld)
    return Line(Part(city(), totals), **{"approved": 0, **given})


def numbers(whole: Line, span: Span = SPAN, *, is_veiled: bool = False) -> dict:
    seen = Progress(Standing((city(),), ()), Round(code="2570"), span, whole, ())
    found = key_numbers(seen, is_veiled=is_veiled, behind="/rows/")
    return {each.label: each for each in found}


@pytest.mark.parametrize(
    ("week", "before", "change", "direction"),
    [(3, 1, "+2", "up"), (1, 3, "−2", "down"), (2, 2, "", "same"), (0, 1_500, "−1,500", "down")],
)
def test_a_pace_is_told_beside_the_one_before(week, before, change, direction):
    words = PaceWords.of(Pace(week, before, (before, week)))
    assert (words.week, words.change, words.direction) == (str(week), change, direction)


def test_a_minus_is_no_hyphen():
    assert signed("-1.5") == "−1.5" and signed("+2") == "+2"


@pytest.mark.parametrize(("part", "base", "said"), [(1, 4, "–"), (1, 5, "20.0%"), (0, 8, "0.0%")])
def test_no_share_speaks_of_fewer_than_five(part, base, said):
    assert share_of(part, base) == said


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (line(5, 10), "50.0%"),
        (line(5), "–"),
        (line(5, 10, hidden=True), "ปกปิด"),
        (line(5, 10, outside=3), "20.0%"),
    ],
)
def test_coverage_is_of_the_target_without_places_outside(one, said):
    assert coverage_of(one) == said


@pytest.mark.parametrize(
    ("one", "day"),
    [
        (line(3, 10, pace=Pace(7, 0)), date(2026, 10, 12)),
        (line(3, 10, pace=Pace(14, 0)), date(2026, 10, 9)),
        (line(0, 735, pace=Pace(7, 0)), date(2028, 10, 9)),
        (line(0, 736, pace=Pace(7, 0)), TOO_FAR),
        (line(0, 9_000_000, pace=Pace(1, 0)), TOO_FAR),
        (line(3, 10, pace=Pace()), None),
        (line(3, 10), None),
        (line(10, 10, pace=Pace(7, 0)), None),
    ],
)
def test_when_nothing_will_be_left(one, day):
    assert one.done_on(SPAN) == day


def test_what_is_done_is_said_to_be_done():
    assert done_words(line(10, 10), None) == "ครบแล้ว"
    assert done_words(line(3, 10), None) == "–"
    assert done_words(line(3, 10), date(2026, 10, 12)) == "12 ต.ค. 2569"


def test_a_day_that_is_too_far_away_is_not_told():
    assert done_words(line(3, 10), TOO_FAR) == "เกิน 2 ปี"


def test_half_of_the_days_ask_for_half_of_the_target():
    due = numbers(line(7, 10))["ควรส่งถึงวันนี้"]
    assert (due.value, due.change, due.direction) == ("5", "เร็วกว่าแผน 2", "up")


def test_without_a_target_nothing_is_due_and_nothing_is_left():
    assert list(numbers(line(7))) == ["ส่งแล้ว", "อนุมัติแล้ว"]
    assert numbers(line(7))["ส่งแล้ว"].note == "ยังไม่กำหนดเป้า"


def test_what_is_left_is_rounded_up_to_whole_households_a_day():
    found = numbers(line(4, 10))["ต้องส่งต่อวันจึงจะทัน"]
    assert (found.value, found.note) == ("2", "เหลือ 6 ครัวเรือน ใน 5 วัน")


def test_after_the_last_day_no_pace_can_help():
    found = numbers(line(4, 10), CLOSED)["ต้องส่งต่อวันจึงจะทัน"]
    assert (found.value, found.note) == ("–", "หมดเวลาแล้ว เหลือ 6 ครัวเรือน")


def test_who_sees_no_rows_is_told_what_was_sent_and_no_more():
    found = numbers(line(7, 10), is_veiled=True)
    assert list(found) == ["ส่งแล้ว"] and found["ส่งแล้ว"].url == ""
    hidden = numbers(line(7, 10, hidden=True), is_veiled=True)["ส่งแล้ว"]
    assert (hidden.value, hidden.note) == ("ปกปิด", "")


def test_what_was_sent_leads_to_its_rows():
    assert numbers(line(7, 10))["ส่งแล้ว"].url == "/rows/"


@pytest.mark.parametrize(("approved", "note"), [(5, "50.0% ของที่ส่ง"), (0, "0.0% ของที่ส่ง")])
def test_what_is_approved_is_a_share_of_what_was_sent(approved, note):
    assert numbers(line(10, 10, approved=approved))["อนุมัติแล้ว"].note == note


def test_an_officer_is_told_with_the_days_a_head_took():
    work = Work(sent=10, approved=4, hours=240, returned=1, proxies=2, asked=200, missing=30)
    row = officer_row(OfficerLine("สมใจ", work, Pace(3, 4, (4, 3))))
    assert (row.days_of_review, row.returned, row.proxies, row.missing) == ("2.5", "10.0%", "20.0%", "15.0%")
    assert officer_row(OfficerLine("สมใจ", Work(sent=2), Pace())).days_of_review == "–"
