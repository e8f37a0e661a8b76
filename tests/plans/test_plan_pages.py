"""The list of plans and the page of one: who sees what, and what can be done."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.models import Figure, Round
from tests import factories
from tests.factories import client_of
from tests.plans import written

pytestmark = pytest.mark.django_db
LIST, PLAN = "/plans/", "/plans/2570/1026/"


def text(reply) -> str:
    """What a person reads: no tags, single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def page(user, path: str = PLAN, status: int = 200) -> str:
    reply = client_of(user).get(path)
    assert reply.status_code == status
    return text(reply)


def test_people_of_a_district_go_straight_to_their_own_plan(officer, head, round_2570):
    for user in (officer, head):
        assert client_of(user).get(LIST)["Location"] == PLAN


def test_the_department_sees_every_district_with_its_state(department, head, round_2570, slum):
    written.sent(round_2570, head, slum)
    lines = client_of(department).get(LIST).context["lines"]
    states = {line.district.pk: line.state for line in lines}
    assert len(states) == 50 and (states["1026"], states["1006"]) == ("sent", "none")


def test_the_list_names_groups_sums_and_overdue_decisions(department, head, round_2570, slum):
    written.approved(round_2570, head, department, slum)
    Figure.objects.bulk_create([factories.figure_row(slum, surveys=11)])
    written.meeting(head, written.decision(due=-2))
    reply = client_of(department).get(LIST)
    assert "กลุ่มกรุงเทพกลาง" in text(reply) and "รวม 50 เขต" in text(reply)
    total = reply.context["total"]
    assert (total["done"], total["expected"], total["overdue"], total["pace"].expected) == (11, 60, 1, 60)


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("state=sent", {"1026"}),
        ("state=overdue", {"1006"}),
        ("state=behind", set()),
        ("state=none&group=กลุ่มที่ไม่มี", None),
    ],
)
def test_the_list_is_cut_by_state(department, head, other_head, round_2570, slum, asked, codes):
    written.sent(round_2570, head, slum)
    written.meeting(other_head, written.decision(due=-2))
    found = {line.district.pk for line in client_of(department).get(f"{LIST}?{asked}").context["lines"]}
    assert found == codes if codes is not None else len(found) == 49


def test_the_list_is_cut_by_group_and_can_be_shown_whole_again(department, round_2570, head):
    group = head.district.group
    reply = client_of(department).get(f"{LIST}?group={group.pk}")
    assert {line.district.group for line in reply.context["lines"]} == {group}
    assert reply.context["clear_url"] == LIST


def test_a_district_behind_its_plan_is_found(department, head, round_2570, slum):
    days = {"starts_on": written.in_days(-20), "ends_on": written.in_days(20)}
    written.approved(round_2570, head, department, slum, **days)
    reply = client_of(department).get(f"{LIST}?state=behind")
    assert "ช้ากว่าแผน 29 ครัวเรือน" in text(reply)


def test_the_list_costs_the_same_however_many_plans_there_are(
    department, head, other_head, round_2570, slum, other_slum
):
    client = client_of(department)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(LIST)
        return len(asked)

    first = queries()
    written.approved(round_2570, head, department, slum)
    written.approved(round_2570, other_head, department, other_slum)
    assert queries() == first <= 16


def test_without_a_round_the_list_says_what_would_be_there(department, reference):
    Round.objects.all().delete()
    assert "ยังไม่มีรอบสำรวจ" in page(department, LIST)


def test_a_plan_tells_all_that_was_written(officer, head, round_2570, slum):
    days = {"starts_on": factories.a_day("1/11/2569"), "ends_on": factories.a_day("30/11/2569")}
    written.plan(round_2570, head, slum, methods_words="นัดซ้ำ", **days)
    said = page(officer)
    words = (
        "ร่วมใจพัฒนา",
        "ริมคลอง",
        "เดินสำรวจทุกหลัง",
        "นัดซ้ำ",
        "แบบกระดาษ",
        "ลงพื้นที่",
        "ผู้สัมภาษณ์ 4 คน",
        "1 พ.ย. 2569",
    )
    assert [word for word in words if word not in said] == []


def test_the_progress_of_a_plan_is_measured_on_its_page(officer, head, round_2570, slum):
    days = {"starts_on": written.in_days(-30), "ends_on": written.in_days(29)}
    Figure.objects.bulk_create([factories.figure_row(slum, surveys=12)])
    written.plan(round_2570, head, slum, **days)
    said = page(officer)
    assert "12 / 60" in said and "ช้ากว่าแผน 18 ครัวเรือน" in said and "เหลือ 48 ครัวเรือน" in said


def test_a_page_of_sixty_communities_asks_no_more_than_one_of_one(officer, head, round_2570, slum):
    client = client_of(officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(PLAN)
        return len(asked)

    plan = written.plan(round_2570, head, slum)
    first = queries()
    places = [factories.community("1026", f"ชุมชนที่ {number}") for number in range(60)]
    plan.communities.model.objects.bulk_create(
        plan.communities.model(plan=plan, community=place, households=5) for place in places
    )
    assert queries() == first <= 24


@pytest.mark.parametrize("person", ["officer", "head"])
def test_another_districts_plan_is_not_there(person, request, other_head, round_2570, other_slum):
    written.plan(round_2570, other_head, other_slum)
    page(request.getfixturevalue(person), "/plans/2570/1006/", 404)


@pytest.mark.parametrize("path", ["/plans/9999/1026/", "/plans/2570/9999/"])
def test_a_round_or_district_that_does_not_exist_is_not_there(department, round_2570, path):
    page(department, path, 404)


def test_a_head_without_a_plan_may_begin_and_an_officer_waits(head, officer, round_2570):
    assert "เริ่มเขียนแผน" in page(head)
    assert "เริ่มเขียนแผน" not in page(officer)


def test_a_head_is_told_what_is_missing_with_a_link_to_it(head, round_2570):
    written.plan(round_2570, head)
    reply = client_of(head).get(PLAN)
    assert 'href="/plans/2570/1026/edit/places/"' in reply.content.decode()
    assert "ยังไม่ได้เลือกชุมชนเป้าหมาย" in text(reply) and "ส่งแผนให้สำนัก" not in text(reply)


BUTTONS = ("ส่งแผนให้สำนัก", "ดึงแผนกลับมาแก้", "อนุมัติแผน", "ส่งแผนกลับ")


@pytest.mark.parametrize(
    ("person", "state", "shown"),
    [
        ("head", "draft", {"ส่งแผนให้สำนัก"}),
        ("head", "sent", {"ดึงแผนกลับมาแก้"}),
        ("head", "approved", {"ดึงแผนกลับมาแก้"}),
        ("officer", "draft", set()),
        ("officer", "sent", set()),
        ("department", "draft", set()),
        ("department", "sent", {"อนุมัติแผน", "ส่งแผนกลับ"}),
        ("department", "approved", {"ส่งแผนกลับ"}),
        ("administrator", "sent", {"อนุมัติแผน", "ส่งแผนกลับ"}),
        ("analyst", "sent", set()),
    ],
)
def test_everybody_sees_the_buttons_they_may_press(
    request, head, department, round_2570, slum, person, state, shown
):
    if state == "approved":
        written.approved(round_2570, head, department, slum)
    else:
        {"draft": written.plan, "sent": written.sent}[state](round_2570, head, slum)
    reply = client_of(request.getfixturevalue(person)).get(PLAN).content.decode()
    assert {word for word in BUTTONS if f">{word}</button>" in reply} == shown


def move(user, deed: str, revision: int, status: int = 302, **given) -> str:
    where = "decide" if deed in ("approve", "return") else "send"
    reply = client_of(user).post(f"{PLAN}{where}/", {"what": deed, "revision": revision, **given})
    assert reply.status_code == status
    return text(reply)


def test_a_plan_is_sent_returned_mended_and_approved_through_the_pages(head, department, round_2570, slum):
    plan = written.plan(round_2570, head, slum)
    move(head, "send", 1)
    move(department, "return", 2, reason="เพิ่มวันของแต่ละชุมชน")
    assert "เพิ่มวันของแต่ละชุมชน" in page(head)
    move(head, "send", 3)
    move(department, "approve", 4)
    plan.refresh_from_db()
    assert (plan.state, plan.revision) == ("approved", 5)
    assert "“เพิ่มวันของแต่ละชุมชน”" in page(department)


def test_a_return_without_a_word_is_refused_and_asks_for_it(head, department, round_2570, slum):
    written.sent(round_2570, head, slum)
    assert "บอกเหตุผลก่อน" in move(department, "return", 2, 422, reason="")


def test_a_reason_that_was_refused_is_still_there(head, department, round_2570, slum):
    written.sent(round_2570, head, slum)
    assert "เพิ่มวันด้วย" in move(department, "return", 1, 409, reason="เพิ่มวันด้วย")


@pytest.mark.parametrize("revision", ["", "x", "-1", "99999999999"])
def test_a_move_that_does_not_say_what_it_read_is_refused(head, round_2570, slum, revision):
    plan = written.plan(round_2570, head, slum)
    move(head, "send", revision, 409)
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_a_plan_with_gaps_is_refused_with_them(head, round_2570):
    written.plan(round_2570, head)
    assert "ยังไม่ได้เลือกชุมชนเป้าหมาย" in move(head, "send", 1, 422)


def test_who_reads_a_plan_that_is_being_mended_is_told_which_one_counts(head, department, round_2570, slum):
    written.approved(round_2570, head, department, slum)
    move(head, "take_back", 3, reason="เพิ่มชุมชน")
    assert "ยังเทียบกับแผนที่อนุมัติไว้ก่อน" in page(department)


def test_the_plan_names_the_working_group_and_what_it_owes(head, round_2570):
    written.group(head)
    written.meeting(head, written.decision(due=-2))
    said = page(head)
    assert "ทำงานร่วมกันโดยยังไม่มีคำสั่ง" in said and "มติเลยกำหนด 1 เรื่อง" in said


def test_words_of_a_plan_are_shown_as_words(head, round_2570, slum):
    written.plan(round_2570, head, slum, areas="<script>alert(1)</script>")
    assert "<script>alert(1)" not in client_of(head).get(PLAN).content.decode()
