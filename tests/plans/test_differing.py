"""What somebody else stored is told beside what was typed."""

import pytest

from plans.forms.differing import differences
from plans.forms.problems import problems_of
from plans.forms.sections import BY_SLUG, SECTIONS, after
from tests import factories
from tests.plans import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(round_2570, head, slum):
    return written.plan(round_2570, head, slum, starts_on=factories.a_day("1/11/2569"))


def section(slug: str, plan, user, given=None):
    return BY_SLUG[slug](plan=plan, district=plan.district, user=user, given=given)


def told(slug: str, plan, user, **given) -> dict[str, str]:
    typed, stored = section(slug, plan, user, given), section(slug, plan, user)
    return {one.label: one.stored for one in differences(typed, stored)}


def test_what_is_the_same_is_not_told(plan, head):
    given = {"process": "ชี้แจงแล้วเดินสำรวจ", "methods": ["door_to_door"], "tools": ["paper"]}
    assert told("work", plan, head, **given) == {}


def test_codes_are_told_in_words_and_a_blank_as_a_dash(plan, head):
    given = {"process": "อื่น", "methods": ["phone"], "tools": ["paper"], "methods_words": "นัดซ้ำ"}
    found = told("work", plan, head, **given)
    assert found == {"กระบวนการ": "ชี้แจงแล้วเดินสำรวจ", "วิธีสำรวจ": "เดินสำรวจทุกหลัง", "วิธีอื่นหรือรายละเอียด": "–"}


def test_days_are_told_in_the_buddhist_era(plan, head, slum):
    found = told("places", plan, head, areas="ริมคลอง", starts_on="2/11/2569", **written.choose(slum))
    assert found == {"เริ่มสำรวจ": "01/11/2569"}


def test_the_same_day_typed_otherwise_is_told_as_it_is_stored(plan, head, slum):
    found = told("places", plan, head, areas="ริมคลอง", starts_on="1 พ.ย. 69", **written.choose(slum))
    assert found == {"เริ่มสำรวจ": "01/11/2569"}


def test_a_community_that_is_stored_otherwise_is_told_with_its_number(plan, head, slum):
    chosen = written.choose(slum, households="99")
    found = told("places", plan, head, areas="ริมคลอง", starts_on="01/11/2569", **chosen)
    assert found == {"ร่วมใจพัฒนา": "ร่วมใจพัฒนา · 60"}


def test_rows_are_told_when_the_typed_table_has_them_not(plan, head):
    rows = written.table(
        "people", {"name": "ทีม 1", "role": "สัมภาษณ์", "organisation": "เขต", "interviewers": "4"}
    )
    assert told("people", plan, head, **rows) == {}
    assert told("people", plan, head, **written.table("people")) == {"ผู้เกี่ยวข้อง": "ทีม 1 · สัมภาษณ์ · เขต · 4"}


def test_every_problem_has_its_place_and_label(plan, head, slum):
    form = section("places", plan, head, {"ends_on": "x", **written.choose(slum, households="")})
    assert not form.is_valid()
    found = [(one.id, one.label) for one in form.problems]
    community = f"id_community-{slum.pk}-households"
    assert found == [("id_ends_on", "สำรวจเสร็จ"), (community, "ร่วมใจพัฒนา · ครัวเรือน")]


def test_before_anything_was_sent_nothing_is_wrong(plan, head):
    for slug in BY_SLUG:
        form = section(slug, plan, head)
        assert form.problems == problems_of([form.form]) == []


def test_the_sections_follow_each_other():
    assert [after(one.slug) for one in SECTIONS] == ["work", "timetable", "people", ""]


def test_communities_of_the_plan_stand_first_in_its_order(plan, head, slum):
    names = ("ก้าวหน้า", "หลังตลาด")
    first, last = (factories.community("1026", name) for name in names)
    plan.communities.create(community=last, households=5, order=0)
    shown = [row.community for row in section("places", plan, head).table.forms]
    assert shown[:3] == [last, slum, first]


def test_a_head_is_offered_no_community_of_another_district(plan, head, other_head, other_slum):
    offered = {row.community.district_id for row in section("places", plan, head).table.forms}
    assert offered == {"1026"}
    assert section("places", plan, other_head).table.forms == []
