"""What a page says of how far its numbers can be trusted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bkkhousing.lib import thai
from dashboards.charts.charts import chart_of
from dashboards.charts.people import MEMBERS
from dashboards.charts.tenure import HOUSE_TENURE, PROBLEMS
from dashboards.definitions import definition_of
from dashboards.filters import asked_of
from dashboards.indicators import COVERAGE, CROWDED, INCOME, INSECURE, LOW_INCOME, UNSAFE
from dashboards.trust import trust_of
from surveys.definitions import definition_of as definition_of_measure
from surveys.definitions import question_of
from surveys.measures import BY_NAME
from tests.dashboards.seen import overview_of, totals_of
from tests.dashboards.test_filters import IN_2570, ROUNDS


def trusted(totals, **given):
    return trust_of(overview_of(totals), asked_of(given, ROUNDS, IN_2570), lambda **words: f"?{words}")


@pytest.mark.parametrize(
    ("surveys", "absent", "said"),
    [(100, 10, "สัมภาษณ์ได้ 90 จาก 100 ครัวเรือน (90.0%)"), (4, 1, "สัมภาษณ์ได้ 3 จาก 4 ครัวเรือน"), (0, 0, None)],
)
def test_who_was_interviewed_of_those_surveyed(surveys, absent, said):
    told = trusted(totals_of(surveys, visit_result__absent=absent)).said
    assert (told[0] if surveys else None) == said


@pytest.mark.parametrize(
    ("values", "forms", "said"),
    [(0, 0, "ไม่มีคำตอบเปลี่ยนหลังอนุมัติ"), (1_250, 40, "คำตอบเปลี่ยนหลังอนุมัติ 1,250 ข้อ ใน 40 แบบ")],
)
def test_how_many_answers_changed_since_approval(values, forms, said):
    totals = totals_of(100, quality__changed=values, quality__changed_forms=forms)
    assert trusted(totals).said[-1] == said


@pytest.mark.parametrize(
    ("state", "active"), [("", [True, False]), ("approved", [False, True]), ("draft", [False, False])]
)
def test_the_switch_stands_on_what_is_counted(state, active):
    assert [link.active for link in trusted(totals_of(9), state=state).switch] == active


def test_a_chart_says_who_answered_and_how_far_the_place_is_covered():
    found = chart_of(HOUSE_TENURE, overview_of(totals_of(50, 200, house_tenure__rent=40)))
    assert found.reach == "ตอบ 80% ของ 50 ครัวเรือนที่สัมภาษณ์ได้ · ครอบคลุม 25.0% ของเป้า"


def test_where_several_answers_may_be_given_those_interviewed_are_the_base():
    found = chart_of(PROBLEMS, overview_of(totals_of(50, problems__flood=40)))
    assert found.reach == "สัมภาษณ์ได้ 50 ครัวเรือน"


def test_people_are_not_said_to_have_answered_as_households():
    found = chart_of(MEMBERS, overview_of(totals_of(50, 100, members__all=120, members__elderly=20)))
    assert found.reach == "ครอบคลุม 50.0% ของเป้า"


def test_what_is_withheld_is_said_of_nobody():
    hidden = replace(
        totals_of(50, 200, house_tenure__rent=40), withheld=frozenset({"interviewed", "inside", "surveys"})
    )
    assert trusted(hidden).said == ("ไม่มีคำตอบเปลี่ยนหลังอนุมัติ",)
    assert chart_of(HOUSE_TENURE, overview_of(hidden)).reach == ""


def test_a_moment_is_written_to_the_second():
    moment = datetime(2026, 11, 21, 7, 2, 31, tzinfo=UTC)
    assert thai.format_datetime_to_the_second(moment) == "21 พ.ย. 2569 14:02:31 น."


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        (INSECURE, ("สิทธิในที่ดิน", "“บุกรุก”", "“มีข้อพิพาท”", "“เช่าปากเปล่า”", "ไม่ประสงค์ตอบ")),
        (UNSAFE, ("สภาพบ้าน", "“ทรุดโทรมทั้งหลัง”", "“ไม่ปลอดภัย”")),
        (CROWDED, ("คนต่อห้องนอน", "ครัวเรือนที่สัมภาษณ์ได้")),
        (LOW_INCOME, ("เกณฑ์รายได้น้อย", "รู้รายได้")),
        (INCOME, ("รายได้ต่อเดือนรวม", "รู้รายได้")),
        (COVERAGE, ("เป้า", "นอกชุมชนจดทะเบียน")),
    ],
    ids=lambda value: getattr(value, "key", ""),
)
def test_a_definition_names_what_is_counted_over_what(indicator, words):
    assert [word for word in words if word not in definition_of(indicator)] == []


@pytest.mark.parametrize("name", BY_NAME)
def test_every_measure_is_defined(name):
    assert len(definition_of_measure(name)) > 8


@pytest.mark.parametrize(
    ("name", "question"), [("land_tenure.title", "สิทธิในที่ดิน"), ("overcrowded", ""), ("members.elderly", ""), ("problems.flood", "ปัญหาที่อยู่อาศัย")]
)  # fmt: skip
def test_an_answer_knows_its_question(name, question):
    assert question_of(name) == question
