"""A remark stays with the row it was made about, wherever the row stands now; lists say what is left."""

from datetime import UTC, date, datetime

import pytest

from surveys.models import Survey
from surveys.readers.lists import days_since, left_to_do, waited
from surveys.readers.threads import Said, Thread, Threads, place_now

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)


def roster(*names: str) -> dict:
    return {f"members-{n}-first_name": name for n, name in enumerate(names)}


@pytest.mark.parametrize(
    ("field", "then", "now", "place"),
    [
        ("soi", {}, {}, "soi"),
        ("", {}, {}, ""),
        ("members-0-age", roster("ก"), roster("ก"), "members-0-age"),
        ("members-1-age", roster("ก", "ข"), roster("ข"), "members-0-age"),
        ("members-0-age", roster("ก", "ข"), roster("ข"), ""),
        ("members-0-age", roster("ก"), roster("ค", "ก"), "members-1-age"),
        ("members-2-age", roster("ก", "ข", "ค"), roster("ค", "ก", "ข"), "members-0-age"),
        ("members-5-age", roster("ก"), roster("ก"), ""),
        ("members-0-age", {}, roster("ก"), ""),
        ("debts-0-balance", {"debts-0-source": "bank"}, {"debts-1-source": "bank"}, "debts-1-balance"),
        ("debts-0-balance", {"debts-0-source": "bank"}, {}, ""),
        ("debts-0-balance", {"debts-0-source": "bank"}, {"debts-0-source": "shop"}, "debts-0-balance"),
    ],
)
def test_a_remark_goes_where_its_row_goes(field, then, now, place):
    assert place_now(field, then, now) == place


def thread(pk: int, status: str = "open", field: str = "") -> Thread:
    return Thread(pk, field, "", Said("ข้อความ", "หัวหน้า", NOW), status, "")


def threads(*found: Thread) -> Threads:
    return Threads(found, {"": [one for one in found if not one.field]})


@pytest.mark.parametrize(("status", "is_open"), [("open", True), ("answered", True), ("settled", False)])
def test_a_thread_is_open_until_the_head_closes_it(status, is_open):
    one = thread(1, status)
    assert one.is_open == is_open and threads(one).open == ([one] if is_open else [])


def test_remarks_on_the_whole_form_stand_beside_it():
    whole, field = thread(1), thread(2, field="soi")
    assert threads(whole, field).overall == [whole] and threads().overall == []


def test_what_was_written_before_a_refusal_stands_in_its_box_again():
    kept = threads(thread(1), thread(2)).with_written({"2": "ถามแล้ว", "9": "อื่น"}, {"1", "8"})
    assert [(one.pk, one.written, one.is_ticked) for one in kept.all] == [(1, "", True), (2, "ถามแล้ว", False)]


@pytest.mark.parametrize(
    ("hard", "soft", "said"),
    [
        (0, 0, "ตอบแล้ว 40% · ไม่มีข้อที่ต้องแก้"),
        (2, 0, "ตอบแล้ว 40% · ต้องแก้ 2 ข้อ"),
        (0, 3, "ตอบแล้ว 40% · ควรตรวจ 3 ข้อ"),
        (2, 3, "ตอบแล้ว 40% · ต้องแก้ 2 ข้อ · ควรตรวจ 3 ข้อ"),
    ],
)
def test_a_draft_says_what_it_still_needs(hard, soft, said):
    assert left_to_do(Survey(completeness=40, hard_problems=hard, soft_problems=soft)) == said


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (None, 0),
        (datetime(2026, 11, 21, 1, tzinfo=UTC), 0),
        (datetime(2026, 11, 20, 17, tzinfo=UTC), 0),
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), 1),
        (datetime(2026, 11, 14, 5, tzinfo=UTC), 7),
        (datetime(2026, 11, 30, 5, tzinfo=UTC), 0),
    ],
)
def test_days_are_those_of_bangkok_and_never_below_none(moment, days):
    assert days_since(moment, TODAY) == days


@pytest.mark.parametrize(("days", "said"), [(0, "ส่งวันนี้"), (1, "1 วัน"), (30, "30 วัน")])
def test_waiting_is_said_in_days(days, said):
    assert waited(days) == said
