"""The head writes a plan on its pages; nothing that was typed is lost."""

import re
from datetime import date

import pytest

from communities.models import Community
from plans.models import SurveyPlan
from tests import factories
from tests.factories import client_of
from tests.plans import written

pytestmark = pytest.mark.django_db
EDIT = "/plans/2570/1026/edit/"


@pytest.fixture
def client(head, round_2570):
    return client_of(head)


def post(client, section: str, status: int, **given):
    reply = client.post(f"{EDIT}{section}/", {"revision": 0, **given})
    assert reply.status_code == status
    return reply


def text(reply) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


def value(reply, name: str) -> str:
    """What stands in a box of the page."""
    return re.search(rf'name="{name}"[^>]*?value="([^"]*)"', reply.content.decode())[1]


def test_the_register_is_offered_with_its_households(client, slum, other_slum):
    page = client.get(f"{EDIT}places/")
    assert value(page, f"community-{slum.pk}-households") == "100"
    assert f"community-{other_slum.pk}-" not in page.content.decode()


def test_a_community_without_households_in_the_register_is_offered_blank(client):
    place = factories.community("1026", "ใหม่", expected_households=0)
    assert f'name="community-{place.pk}-households" class' in client.get(f"{EDIT}places/").content.decode()


def test_communities_are_chosen_with_days_of_the_buddhist_era(client, slum):
    chosen = written.choose(slum, households="๑,๒๐๐", starts_on="21/11/2569", ends_on="5 ธ.ค. 69")
    post(client, "places", 302, areas="ริมคลอง", starts_on="1/11/2569", **chosen)
    plan = SurveyPlan.objects.get()
    row = plan.communities.get()
    assert (plan.areas, plan.starts_on) == ("ริมคลอง", date(2026, 11, 1))
    assert (row.households, row.starts_on, row.ends_on) == (1200, date(2026, 11, 21), date(2026, 12, 5))
    assert value(client.get(f"{EDIT}places/"), f"community-{slum.pk}-starts_on") == "21/11/2569"


def test_the_order_typed_is_the_order_kept_and_those_without_come_last(client, slum):
    market, canal = (factories.community("1026", name) for name in ("ตลาด", "คลอง"))
    orders = {**written.choose(slum), **written.choose(market, order="2"), **written.choose(canal, order="1")}
    post(client, "places", 302, **orders)
    rows = SurveyPlan.objects.get().communities.values_list("community__name", "order")
    assert list(rows) == [("คลอง", 1), ("ตลาด", 2), ("ร่วมใจพัฒนา", 3)]


def test_what_is_typed_beside_a_community_that_is_not_chosen_is_not_read(client, slum):
    post(client, "places", 302, areas="ก", **{f"community-{slum.pk}-households": "มาก"})
    assert SurveyPlan.objects.get().communities.count() == 0


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("households", "", "บอกจำนวนครัวเรือนที่จะสำรวจ"),
        ("households", "0", "ใส่จำนวนเต็มตั้งแต่ 1"),
        ("households", "มาก", "ไม่ใช่ตัวเลข"),
        ("starts_on", "31/11/2569", "ไม่มีวันที่นี้ในปฏิทิน"),
        ("ends_on", "1/1/2500", "วันนี้อยู่ก่อนวันเริ่ม"),
    ],
)
def test_a_wrong_box_is_named_with_its_community_and_everything_typed_stays(client, slum, field, typed, said):
    given = {"starts_on": "1/11/2569", field: typed}
    reply = post(client, "places", 422, areas="ที่พิมพ์ไว้", **written.choose(slum, **given))
    assert "ร่วมใจพัฒนา" in text(reply) and said in text(reply) and "ที่พิมพ์ไว้" in text(reply)
    assert f'href="#id_community-{slum.pk}-{field}"' in reply.content.decode()
    assert not SurveyPlan.objects.exists()


def test_looking_for_a_community_keeps_nothing_and_loses_nothing(client, slum):
    market = factories.community("1026", "หลังตลาด ๑๒")
    given = {**written.choose(slum, households="77"), "areas": "ที่พิมพ์ไว้"}
    reply = post(client, "places", 200, find="ตลาด 12", find_now="1", **given)
    rows = {row.community.pk: row.is_hidden for row in reply.context["section"].table.forms}
    assert (rows[slum.pk], rows[market.pk]) == (True, False)
    assert value(reply, f"community-{slum.pk}-households") == "77" and not SurveyPlan.objects.exists()


def test_what_is_found_nowhere_says_so(client, slum):
    assert "ไม่พบชุมชนตามที่ค้นหา" in text(post(client, "places", 200, find="ไม่มีชื่อนี้", find_now="1"))


def test_a_hidden_community_that_was_chosen_is_saved_with_the_others(client, slum):
    post(client, "places", 302, find="ไม่มีชื่อนี้", **written.choose(slum))
    assert SurveyPlan.objects.get().communities.get().community == slum


def test_a_district_without_a_register_is_told(client):
    assert "ยังไม่มีชุมชนในทะเบียนของเขต" not in text(client.get(f"{EDIT}places/"))
    Community.objects.filter(district_id="1026").delete()
    assert "ยังไม่มีชุมชนในทะเบียนของเขต" in text(client.get(f"{EDIT}places/"))


def test_the_ways_of_work_are_written(client):
    post(
        client,
        "work",
        302,
        process="ชี้แจง",
        methods=["phone", "door_to_door"],
        tools=["map"],
        tools_words="เรือ",
    )
    plan = SurveyPlan.objects.get()
    assert (set(plan.methods), plan.tools, plan.tools_words) == ({"phone", "door_to_door"}, ("map",), "เรือ")
    page = client.get(f"{EDIT}work/").content.decode()
    assert 'value="phone" checked' in page and 'value="appointment" checked' not in page


def test_a_method_that_is_not_offered_is_refused_and_the_words_stay(client):
    reply = post(client, "work", 422, process="ที่พิมพ์ไว้", methods=["telepathy"])
    assert "ที่พิมพ์ไว้" in text(reply)


def test_words_beyond_their_length_are_refused_and_kept_on_the_page(client):
    reply = post(client, "work", 422, process="ก" * 4_001)
    assert "ยาวเกิน 4000 ตัวอักษร" in text(reply) and "ก" * 4_001 in reply.content.decode()


def test_milestones_are_kept_in_the_order_of_their_days(client):
    rows = (
        {"what": "ทีหลัง", "starts_on": "1/12/2569"},
        {"what": "ไม่มีวัน"},
        {"what": "ก่อน", "starts_on": "1/11/2569"},
    )
    post(client, "timetable", 302, **written.table("milestones", *rows))
    assert [one.what for one in SurveyPlan.objects.get().milestones.all()] == ["ก่อน", "ทีหลัง", "ไม่มีวัน"]


def test_a_milestone_with_a_wrong_day_loses_nothing(client):
    rows = ({"what": "ลงพื้นที่", "starts_on": "32/1/2570", "who": "ทีม 9"},)
    reply = post(client, "timetable", 422, **written.table("milestones", *rows))
    assert (
        value(reply, "milestones-0-starts_on") == "32/1/2570" and value(reply, "milestones-0-who") == "ทีม 9"
    )


def test_more_rows_are_given_without_a_script(client):
    rows = written.table("people", {"name": "ทีม 1"}, {}, {})
    reply = post(client, "people", 200, more="people", **rows)
    assert 'name="people-5-name"' in reply.content.decode() and value(reply, "people-0-name") == "ทีม 1"


def test_people_are_written_changed_and_taken_out(client):
    post(client, "people", 302, **written.table("people", {"name": "ก", "interviewers": "๓"}, {"name": "ข"}))
    rows = ({"name": "ก", "DELETE": "on"}, {"name": "ข แก้"})
    post(client, "people", 302, **{**written.table("people", *rows, initial=2), "revision": 1})
    assert [one.name for one in SurveyPlan.objects.get().people.all()] == ["ข แก้"]


def test_saving_leads_on_to_the_next_section_and_at_last_to_the_plan(client):
    assert post(client, "work", 302, then="next")["Location"] == f"{EDIT}timetable/"
    people = post(client, "people", 302, then="next", **{**written.table("people"), "revision": 1})
    assert people["Location"] == "/plans/2570/1026/"


def test_saving_alone_stays_in_the_section(client):
    assert post(client, "work", 302, process="ก")["Location"] == f"{EDIT}work/"


def test_a_stale_page_is_told_who_wrote_what_and_loses_nothing(client, head, round_2570, slum):
    written.plan(round_2570, head, slum, process="ของคนแรก")
    reply = post(client, "work", 409, process="ของฉัน", methods=["phone"])
    said = text(reply)
    assert "ของคนแรก" in said and "ของฉัน" in said and head.display_name in said
    assert SurveyPlan.objects.get().process == "ของคนแรก"


def test_the_next_save_of_a_stale_page_is_made_knowingly(client, head, round_2570, slum):
    written.plan(round_2570, head, slum, process="ของคนแรก")
    reply = post(client, "work", 409, process="ของฉัน")
    post(client, "work", 302, process="ของฉัน", revision=value(reply, "revision"))
    assert SurveyPlan.objects.get().process == "ของฉัน"


def test_an_error_does_not_make_a_stale_page_fresh(client, head, round_2570, slum):
    written.plan(round_2570, head, slum)
    reply = post(client, "work", 422, methods=["telepathy"])
    assert value(reply, "revision") == "0"


def test_a_stale_table_tells_the_rows_that_it_has_not_got(client, head, round_2570, slum):
    market = factories.community("1026", "หลังตลาด")
    written.plan(round_2570, head, slum, written.community_row(market, 44))
    reply = post(client, "places", 409, areas="ริมคลอง", **written.choose(slum))
    assert [one.stored for one in reply.context["differences"]] == ["หลังตลาด · 44"]


def test_stale_milestones_are_told_as_they_are_stored(client, head, round_2570, slum):
    written.plan(round_2570, head, slum)
    reply = post(client, "timetable", 409, **written.table("milestones", {"what": "อื่น"}))
    assert [one.stored.split(" · ")[0] for one in reply.context["differences"]] == ["ลงพื้นที่"]


def test_a_plan_that_the_department_has_is_not_opened_for_writing(client, head, round_2570, slum):
    written.sent(round_2570, head, slum)
    assert client.get(f"{EDIT}work/")["Location"] == "/plans/2570/1026/"
    reply = post(client, "work", 409, revision=2, process="ที่พิมพ์ไว้")
    assert "แก้ไม่ได้" in text(reply) and "ที่พิมพ์ไว้" in text(reply)


@pytest.mark.parametrize("section", ["", "places/places", "none"])
def test_a_section_that_does_not_exist_is_not_there(client, section):
    assert client.get(f"{EDIT}{section}/").status_code == 404


@pytest.fixture
def earlier(head, slum):
    opens = written.in_days(-500)
    round = factories.open_round("2568", opens_on=opens, closes_on=written.in_days(-300))
    return written.plan(round, head, written.community_row(slum, 77))


def test_a_plan_begins_with_what_the_last_one_said(client, earlier):
    assert "คัดลอกแผนรอบก่อน" in text(client.get("/plans/2570/1026/"))
    assert client.post("/plans/2570/1026/copy/")["Location"] == f"{EDIT}places/"
    assert SurveyPlan.objects.get(round="2570").communities.get().households == 77


def test_where_nothing_can_be_copied_the_head_is_told(client, head, round_2570, slum):
    assert "คัดลอกไม่ได้" in text(client.post("/plans/2570/1026/copy/", follow=True))


def test_no_script_of_the_form_is_needed_and_none_stands_in_it(client, slum):
    page = client.get(f"{EDIT}places/").content.decode()
    assert "onclick" not in page and 'style="' not in page and 'name="find_now"' in page
