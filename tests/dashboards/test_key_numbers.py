"""The five key numbers: their values, their bases and what may be said about a change."""

import pytest

from dashboards.indicators import FEWEST
from dashboards.key_numbers import KeyNumber, key_numbers
from dashboards.themes import OVERVIEW
from tests.dashboards.seen import overview_of, totals_of

SURVEYED, COVERED, LOW_INCOME, INSECURE, CROWDED = range(5)


def number(which: int, now, before=None, **rounds) -> KeyNumber:
    return key_numbers(overview_of(now, before, **rounds), OVERVIEW.keys)[which]


def crowded(share: int, surveys: int = 100):
    return totals_of(surveys, 200, overcrowded=share * surveys // 100)


def test_there_are_five_numbers_and_each_has_a_name():
    labels = [one.label for one in key_numbers(overview_of(totals_of()), OVERVIEW.keys)]
    assert len(labels) == len(set(labels)) == 5 and all(labels)


@pytest.mark.parametrize(
    ("now", "before", "change", "direction"),
    [
        (1_250, None, "", "same"),
        (1_250, 1_250, "เท่ากับรอบ 2569", "same"),
        (1_251, 1_250, "เพิ่มขึ้น 1 จากรอบ 2569", "up"),
        (250, 1_250, "ลดลง 1,000 จากรอบ 2569", "down"),
        (0, 3, "ลดลง 3 จากรอบ 2569", "down"),
    ],
)
def test_surveys_are_compared_with_those_of_the_round_before(now, before, change, direction):
    found = number(SURVEYED, totals_of(now), totals_of(before) if before is not None else None)
    assert (found.value, found.change, found.direction) == (f"{now:,}", change, direction)


@pytest.mark.parametrize(
    ("outside", "note"), [(0, ""), (1, "อยู่นอกชุมชนจดทะเบียน 1"), (1_200, "อยู่นอกชุมชนจดทะเบียน 1,200")]
)
def test_surveys_outside_communities_are_told_apart(outside, note):
    assert number(SURVEYED, totals_of(2_000, outside=outside)).note == note


@pytest.mark.parametrize(
    ("surveys", "outside", "expected", "value", "note"),
    [
        (0, 0, 0, "–", "ยังไม่กำหนดเป้า"),
        (9, 0, 0, "–", "ยังไม่กำหนดเป้า"),
        (0, 0, 50, "0.0", "จากเป้า 50 ครัวเรือน ไม่นับนอกชุมชน"),
        (45, 5, 4_000, "1.0", "จากเป้า 4,000 ครัวเรือน ไม่นับนอกชุมชน"),
        (60, 0, 50, "120.0", "จากเป้า 50 ครัวเรือน ไม่นับนอกชุมชน"),
    ],
)
def test_coverage_says_of_which_target(surveys, outside, expected, value, note):
    found = number(COVERED, totals_of(surveys, expected, outside))
    assert (found.value, found.note) == (value, note)


@pytest.mark.parametrize(
    ("now", "before", "change", "direction"),
    [
        (30, 25, "เพิ่มขึ้น 5.0 จุด จากรอบ 2569", "up"),
        (25, 30, "ลดลง 5.0 จุด จากรอบ 2569", "down"),
        (30, 30, "เท่ากับรอบ 2569", "same"),
    ],
)
def test_a_share_changes_by_points_and_not_by_per_cent(now, before, change, direction):
    found = number(CROWDED, crowded(now), crowded(before))
    assert (found.value, found.unit, found.change, found.direction) == (f"{now}.0", "%", change, direction)


def test_a_change_too_small_to_be_written_is_no_change():
    now, before = totals_of(10_000, overcrowded=3_000), totals_of(10_000, overcrowded=2_996)
    assert number(CROWDED, now, before).direction == "same"


@pytest.mark.parametrize(
    ("asked", "asked_before", "value", "is_compared"),
    [
        ((), (), "30.0", True),
        (("bedrooms",), ("bedrooms",), "30.0", True),
        (("bedrooms",), ("want",), "30.0", False),
        (("want",), ("bedrooms",), "–", False),
    ],
)
def test_a_share_is_compared_when_both_rounds_asked(asked, asked_before, value, is_compared):
    found = number(CROWDED, crowded(30), crowded(20), asked=asked, asked_before=asked_before)
    assert (found.value, bool(found.change)) == (value, is_compared)


def test_a_round_that_did_not_ask_says_so():
    assert number(INSECURE, totals_of(100), asked=("want",)).note == "รอบนี้ไม่ได้ถาม"


@pytest.mark.parametrize(("answers", "value"), [(0, "–"), (FEWEST - 1, "–"), (FEWEST, "40.0")])
def test_fewer_than_five_answers_are_no_share(answers, value):
    found = number(LOW_INCOME, totals_of(100, household_income__count=answers, target_groups__low_income=2))
    assert found.value == value
    assert (found.note == "มีคำตอบไม่ถึง 5 ครัวเรือน") is (value == "–")


def test_too_few_answers_in_the_round_before_give_no_change():
    assert number(CROWDED, crowded(30), totals_of(4, overcrowded=4)).change == ""


@pytest.mark.parametrize(
    ("which", "measures", "note"),
    [
        (LOW_INCOME, {"household_income__count": 1_500, "target_groups__low_income": 3}, "1,500"),
        (INSECURE, {"land_tenure__title": 40, "land_tenure__refused": 60}, "40"),
        (CROWDED, {"visit_result__vacant": 1_900}, "100"),
    ],
)
def test_a_share_says_how_many_answered(which, measures, note):
    assert number(which, totals_of(2_000, **measures)).note.startswith(f"ของ {note} ครัวเรือนที่ตอบ")
