"""The next steps of a person: only what waits is said, the most urgent first, with numbers and names."""

from dataclasses import dataclass

import pytest

from communities.models import Community
from dashboards.readers.next_steps import Waiting, steps_for

MEND = {"returned": 2, "first_returned": ("12/3 สมชาย", "/surveys/a/")}
SEND = {"drafts": 3, "ready": 3}
FINISH = {"drafts": 3, "first_draft": ("14/1 มานะ", "/surveys/b/")}
COMPARE = {"alike": 4}


@dataclass
class Row:
    """A community's progress as far as a step needs it."""

    community: Community
    left: int


def row(left: int, name: str = "ร่วมใจ", pk: int = 7) -> Row:
    return Row(Community(pk=pk, name=name), left)


def verbs(rows=(), **waiting) -> list[str]:
    return [step.verb for step in steps_for(Waiting(**waiting), rows)]


@pytest.mark.parametrize(
    ("waiting", "expected"),
    [
        ({}, []),
        (MEND, ["แก้ไข"]),
        (SEND, ["ดูร่าง"]),
        (FINISH, ["ทำต่อ"]),
        (COMPARE, ["เทียบ"]),
        ({**FINISH, "ready": 1}, ["ดูร่าง", "ทำต่อ"]),
        ({**FINISH, "ready": 4}, ["ดูร่าง"]),
        ({**MEND, **COMPARE}, ["แก้ไข", "เทียบ"]),
        ({**MEND, **FINISH, "ready": 2, **COMPARE}, ["แก้ไข", "ดูร่าง", "ทำต่อ", "เทียบ"]),
    ],
)
def test_what_waits_is_said_the_most_urgent_first(waiting, expected):
    assert verbs(**waiting) == expected


def test_new_households_come_last():
    assert verbs([row(5)], **MEND, **COMPARE) == ["แก้ไข", "เทียบ", "เพิ่มครัวเรือน"]


@pytest.mark.parametrize(
    ("waiting", "sentence", "url"),
    [
        (MEND, "2 แบบถูกส่งกลับ — เริ่มที่ 12/3 สมชาย", "/surveys/a/"),
        (SEND, "3 ร่างไม่มีข้อที่ต้องแก้แล้ว — อ่านทวนแล้วส่ง", "/surveys/?state=draft"),
        (FINISH, "3 ร่างยังกรอกไม่ครบ — ทำต่อที่ 14/1 มานะ", "/surveys/b/"),
        ({**FINISH, "drafts": 1}, "1 ร่างยังกรอกไม่ครบ — ทำต่อที่ 14/1 มานะ", "/surveys/b/"),
        (COMPARE, "4 คู่อาจเป็นครัวเรือนเดียวกัน — เทียบแล้วตัดสิน", "/duplicates/"),
    ],
)
def test_a_step_says_how_many_and_leads_there(waiting, sentence, url):
    (step,) = steps_for(Waiting(**waiting), ())
    assert (step.sentence, step.url) == (sentence, url)


def test_a_draft_that_is_ready_is_not_counted_as_unfinished():
    steps = steps_for(Waiting(**{**FINISH, "ready": 1}), ())
    assert [step.sentence[0] for step in steps] == ["1", "2"]


@pytest.mark.parametrize(
    ("rows", "begins", "address"),
    [
        ([row(5)], "ชุมชนร่วมใจ เหลืออีก 5", "?community=7"),
        ([row(0), row(1234, "เก้า", 8)], "ชุมชนเก้า เหลืออีก 1,234", "?community=8"),
        ([row(2, "ก", 1), row(9, "ข", 2)], "ชุมชนก เหลืออีก 2", "?community=1"),
    ],
)
def test_the_first_community_that_is_not_done_is_offered(rows, begins, address):
    (step,) = steps_for(Waiting(), rows)
    assert step.sentence.removeprefix("ชุมชน").startswith(begins.removeprefix("ชุมชน"))
    assert step.url.endswith(address)


@pytest.mark.parametrize("rows", [[], [row(0)], [row(0), row(0)]])
def test_a_district_that_is_done_offers_no_new_household(rows):
    assert steps_for(Waiting(), rows) == ()
