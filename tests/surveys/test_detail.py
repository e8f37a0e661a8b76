"""One survey, to be read."""

import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AccessRecord
from surveys import actions
from surveys.readers.wording import field_label
from tests import factories

pytestmark = pytest.mark.django_db
CANARIES = ("สมชาย", "ใจดี", "ยายมี", "1/3", "เพชรบุรี 7", "ติดเตียง:", "12,000")


def page(user, survey):
    return factories.client_of(user).get(f"/surveys/{survey.pk}/")


def answers(reply):
    """Every answer on the page by the name of its field."""
    sections = reply.context["sections"]
    rows = [row for section in sections for row in (section, *section.rows)]
    return {answer.field: answer for row in rows for answer in row.answers}


@pytest.fixture
def submitted(officer, slum, round_2570):
    return factories.submitted_survey(by=officer, place=slum, house_no="1/3", soi="เพชรบุรี 7")


def test_another_districts_survey_answers_like_one_that_does_not_exist(other_officer, submitted):
    client = factories.client_of(other_officer)
    there, nowhere = client.get(f"/surveys/{submitted.pk}/"), client.get(f"/surveys/{uuid.uuid4()}/")
    assert (there.status_code, nowhere.status_code) == (404, 404)
    assert there.content == nowhere.content


@pytest.mark.parametrize("role", ["department", "analyst"])
def test_names_numbers_and_addresses_are_masked(role, submitted):
    reply = page(factories.person(role), submitted)
    body = reply.content.decode()
    assert [word for word in CANARIES if word in body] == []
    citizen_id = answers(reply)["members-0-citizen_id"].text
    assert re.fullmatch(r"x-xxxx-xxxxx-\d\d-\d", citizen_id)


def test_masked_readers_still_read_what_is_not_personal(department, submitted):
    found = answers(page(department, submitted))
    assert (found["house_tenure"].text, found["rent_house"].text) == ("เช่า", "3,000 บาท/เดือน")
    assert found["house_no"].is_masked and found["house_no"].text == ""


def test_the_district_reads_answers_in_words(officer, submitted):
    found = answers(page(officer, submitted))
    assert found["community"].text == "ร่วมใจพัฒนา"
    assert found["members-0-birth_date"].text == "29 ก.พ. 2527"
    assert found["members-3-birth_year"].text == "2498"
    assert re.fullmatch(r"x-xxxx-xxxxx-\d\d-\d", found["members-0-citizen_id"].text)
    assert found["debts-0-rate"].text.startswith("5")


def test_refused_and_blank_answers_look_different(officer, slum, round_2570):
    survey = factories.submitted_survey(
        by=officer, place=slum, income_total="refused", income_band="up_to_15000", storeys="unknown"
    )
    found = answers(page(officer, survey))
    assert (found["income_total"].text, found["storeys"].text) == ("ไม่ประสงค์ตอบ", "ไม่ทราบ")
    assert not found["savings"].is_answered


def test_skipped_sections_are_left_out(analyst, officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum, visit_result="vacant")
    sections = [section.code for section in page(analyst, survey).context["sections"]]
    assert sections == ["A", "B", "H"]


def test_a_confirmed_doubt_stands_beside_its_answer_with_the_reason(officer, slum, round_2570):
    payload = factories.household_of_four(slum, rent_house=12000)
    payload["confirmed"] = {"rent_over_income_share": "รวมค่าน้ำค่าไฟ"}
    survey = factories.saved_survey(by=officer, place=slum, payload=payload)
    actions.submit(survey=survey, by=officer, at=timezone.now())
    reply = page(officer, survey)
    assert [one.reason for one in reply.context["doubts"]] == ["รวมค่าน้ำค่าไฟ"]
    assert answers(reply)["rent_house"].problems[0].code == "rent_over_income_share"


def test_the_score_is_the_sum_of_its_parts(officer, submitted):
    computed = page(officer, submitted).context["computed"]
    assert computed.vulnerability == sum(points for _part, points in computed.parts) > 0


def test_masked_readers_do_not_see_whose_illness_made_the_score(analyst, submitted):
    computed = page(analyst, submitted).context["computed"]
    assert computed.vulnerability > 0 and computed.parts == ()


def test_the_trail_tells_every_move_in_order(officer, head, submitted):
    comments = [("rent_house", "ตรวจค่าเช่า")]
    actions.send_back(survey=submitted, by=head, at=timezone.now(), comments=comments, reason="ดูค่าเช่า")
    actions.submit(survey=submitted, by=officer, at=timezone.now())
    reply = page(officer, submitted)
    events = [event.what for event in reply.context["timeline"].events if event.kind != "comment"]
    assert events == ["ส่งแบบ", "ส่งกลับให้แก้ไข", "ส่งแบบ", "เริ่มกรอก"]
    assert reply.context["threads"].all[0].first.text == "ตรวจค่าเช่า"


def test_masked_readers_read_roles_and_no_remarks(analyst, head, submitted):
    comments = [("rent_house", "ถามคุณสมชายอีกครั้ง")]
    actions.send_back(survey=submitted, by=head, at=timezone.now(), comments=comments, reason="คุณสมชาย")
    reply = page(analyst, submitted)
    assert "สมชาย" not in reply.content.decode()
    assert reply.context["timeline"].events[0].who == "หัวหน้าฝ่ายเขต"


@pytest.mark.parametrize(("role", "records"), [("officer", 1), ("admin", 1), ("analyst", 0)])
def test_opening_leaves_a_trace_when_people_can_be_seen(role, records, submitted):
    page(factories.person(role, "1026" if role == "officer" else None), submitted)
    found = AccessRecord.objects.filter(subject="survey", subject_id=str(submitted.pk), deed="view")
    assert found.count() == records


def test_an_editable_survey_opens_the_entry_form_without_its_answers(officer, slum, round_2570):
    reply = page(officer, factories.saved_survey(by=officer, place=slum))
    assert 'id="survey-form"' in reply.content.decode() and "สมชาย" not in reply.content.decode()


@pytest.mark.parametrize("role", ["department", "analyst", "admin"])
def test_who_cannot_edit_reads_a_draft(role, officer, slum, round_2570):
    reply = page(factories.person(role), factories.saved_survey(by=officer, place=slum))
    assert 'id="survey-form"' not in reply.content.decode() and reply.context["sections"]


def test_more_people_and_debts_take_no_more_queries(officer, slum, round_2570):
    def queries(members):
        payload = factories.household_of_four(slum, number=members, members_living=members)
        child = {**payload["members"][2], "birth_date": "1/1/2560", "citizen_id": "", "id_kind": "none"}
        payload["members"] = payload["members"][:2] + [child] * (members - 2)
        survey = factories.saved_survey(by=officer, place=slum, payload=payload)
        factories.Survey.objects.filter(pk=survey.pk).update(state="submitted")
        with CaptureQueriesContext(connection) as found:
            assert page(officer, survey).status_code == 200
        return len(found)

    assert queries(3) == queries(12)


@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("rent_house", "ค่าเช่าบ้าน"),
        ("members-1-first_name", "สมาชิกคนที่ 2 · ชื่อ"),
        ("debts-0-balance", "หนี้ก้อนที่ 1 · ยอดคงค้าง"),
        ("nonsense", ""),
    ],
)
def test_a_fields_name_is_said_in_words(field, label):
    assert field_label(field) == label
