"""Reminders in words; a sentence names days by their date, so that it is still true when it is read later."""

import pytest
from django.utils import translation

from districts.models import District
from plans.choices import MailProblem, MailState, ReminderKind
from plans.reminder_words import PAGES, SENTENCES, VERBS, Told
from surveys.models import Round
from tests.plans.reminded import FACTS, TODAY


def told(kind: ReminderKind, **facts) -> Told:
    place = District(code="1026", name_th="ดินแดง")
    return Told(Round(code="2570", name="รอบ 2570"), place, kind, {**FACTS[kind], **facts}, TODAY)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (
            ReminderKind.CLOSING,
            "ปิดรับแบบวันที่ 30 พ.ย. 2569 · ยังต้องสำรวจ 1,250 ครัวเรือน · ร่างและแบบส่งกลับที่ยังไม่ส่ง 4 แบบ",
        ),
        (ReminderKind.BEHIND, "ตามแผนควรสำรวจแล้ว 1,200 ครัวเรือน ทำได้ 900 ยังขาด 300 (25%)"),
        (ReminderKind.RETURNED, "แบบที่ส่งกลับให้แก้ไขค้างเกิน 3 วัน 12 แบบ เก่าสุดส่งกลับ 2 พ.ย. 2569"),
        (ReminderKind.DECISIONS, "มติของคณะทำงานเลยกำหนด 2 เรื่อง"),
    ],
)
def test_each_kind_has_its_sentence(kind, said):
    assert told(kind).sentence == said


def test_nothing_left_to_survey_is_not_said():
    assert told(ReminderKind.CLOSING, left=0, unsent=0).sentence == "ปิดรับแบบวันที่ 30 พ.ย. 2569"


def test_a_district_without_a_plan_is_measured_by_the_days_and_hears_so():
    one = told(ReminderKind.BEHIND, plan=False)
    assert one.label == "ช้ากว่าวันของรอบ" and one.sentence.startswith("ตามวันของรอบควรสำรวจแล้ว 1,200")
    assert told(ReminderKind.BEHIND).label == "ช้ากว่าแผน"


@pytest.mark.parametrize(
    ("kind", "url"),
    [
        (ReminderKind.CLOSING, "/surveys/?round=2570"),
        (ReminderKind.BEHIND, "/plans/2570/1026/"),
        (ReminderKind.RETURNED, "/surveys/?round=2570&state=returned"),
        (ReminderKind.DECISIONS, "/working-groups/1026/"),
    ],
)
def test_each_leads_to_where_it_is_dealt_with(kind, url):
    assert told(kind).url == url and told(kind).verb


def test_every_kind_has_words_a_page_and_a_verb():
    assert list(SENTENCES) == list(PAGES) == list(VERBS) == list(ReminderKind)


def test_sentences_are_asked_for_in_the_language_of_the_reader():
    with translation.override("en"):
        assert told(ReminderKind.BEHIND).sentence.count("1,200") == 1


@pytest.mark.parametrize("choices", [ReminderKind, MailState, MailProblem])
def test_every_choice_has_a_label(choices):
    assert all(str(one.label).strip() != one.value for one in choices)
