"""Forms on paper: what is printed, for whom, and where a code leads."""

import json
import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from audit.models import AccessRecord
from bkkhousing.lib.codes import new_code
from surveys import actions
from surveys.models import PaperForm, Survey
from surveys.questionnaire import asked_by, every_question
from surveys.readers.paper_questions import paper_sections
from tests import factories

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script id="paper-forms" type="application/json">(.*?)</script>', re.S)


@pytest.fixture
def former(officer, slum, round_2570):
    """A household of four, visited in an earlier round."""
    earlier = factories.open_round("2569", opens_on=timezone.localdate() - timedelta(days=400))
    return factories.saved_survey(
        by=officer, place=slum, payload=factories.household_of_four(slum, number=12, round_code=earlier.pk)
    )


def printed(user, place=None, **given):
    """The answer to a print and the forms in it."""
    body = {"kind": "prefilled", "round": "2570", "community": place.pk if place else "", **given}
    reply = factories.client_of(user).post(reverse("paper_print"), body)
    found = DATA.search(reply.content.decode())
    return reply, json.loads(found[1]) if found else []


def opened(user, code: str):
    return factories.client_of(user).get(reverse("paper_open", args=[code]))


def paper(user, **given) -> PaperForm:
    values = {"round_id": "2570", "district_id": user.district_id, "printed_at": timezone.now(), "by": user}
    return PaperForm.objects.create(code=new_code(), **{**values, **given})


def test_every_household_of_a_community_gets_a_form_with_what_is_known(officer, slum, former):
    _reply, [form] = printed(officer, slum)
    assert form["answers"]["head"] == "สมชาย ใจดี"
    assert (form["answers"]["house_no"], form["answers"]["community"]) == ("12/3", "ร่วมใจพัฒนา")
    assert form["members"] == ["สมชาย ใจดี", "สมหญิง ใจดี", "ฟ้าใส ใจดี", "ยายมี ใจดี"]


def test_forms_come_house_by_house(officer, slum, round_2570):
    for number in ("10/1", "2/1", "9"):
        factories.saved_survey(by=officer, place=slum, house_no=number)
    _reply, forms = printed(officer, slum)
    assert [form["answers"]["house_no"] for form in forms] == ["2/1", "9", "10/1"]


def test_a_household_that_handed_in_is_not_printed_again(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    draft = factories.saved_survey(by=officer, place=slum, house_no="77/7")
    _reply, forms = printed(officer, slum)
    assert [form["answers"]["house_no"] for form in forms] == ["77/7"]
    assert PaperForm.objects.get().survey_id == draft.pk


def test_printed_again_a_household_keeps_its_code(officer, head, slum, former):
    _reply, [first] = printed(officer, slum)
    _reply, [again] = printed(head, slum)
    assert first["code"] == again["code"]
    assert PaperForm.objects.get().by == head


def test_a_print_of_names_is_recorded_with_its_size(officer, slum, former):
    printed(officer, slum)
    kept = AccessRecord.objects.get(subject="paper")
    assert (kept.by, kept.rows, kept.deed) == (officer, 1, "export")
    assert kept.scope == {"round": "2570", "community": slum.pk, "kind": "prefilled"}


def test_neither_code_nor_address_nor_record_tells_of_the_household(officer, slum, former):
    _reply, [form] = printed(officer, slum)
    kept = json.dumps(AccessRecord.objects.get(subject="paper").scope)
    assert all(word not in kept + form["code"] for word in ("สมชาย", "12/3", str(former.household_id)))


def test_another_districts_community_is_not_printed(other_officer, slum, former):
    reply, forms = printed(other_officer, slum)
    assert (reply.status_code, forms) == (302, [])
    assert not PaperForm.objects.exists()


def test_empty_forms_each_have_a_code_of_their_own(officer, round_2570):
    _reply, forms = printed(officer, kind="blank", number="7")
    assert len({form["code"] for form in forms}) == 7
    assert all(form["members"] == [] and set(form["answers"]) == {"round"} for form in forms)


@pytest.mark.parametrize("number", ["0", "51", "-1", "x"])
def test_no_more_than_fifty_forms_are_printed_at_once(number, officer, round_2570):
    reply, forms = printed(officer, kind="blank", number=number)
    assert (reply.status_code, forms, PaperForm.objects.count()) == (302, [], 0)


def test_a_large_community_is_printed_in_parts(officer, slum, round_2570, monkeypatch):
    for module in ("surveys.actions.papers", "surveys.views.paper"):
        monkeypatch.setattr(f"{module}.MOST_FORMS", 2)
    for number in range(1, 6):
        factories.saved_survey(by=officer, place=slum, house_no=str(number))
    page = factories.client_of(officer).get(reverse("paper_forms"), {"community": slum.pk})
    assert page.context["parts"] == [(1, 1, 2), (2, 3, 4), (3, 5, 5)]
    _reply, forms = printed(officer, slum, part="3")
    assert [form["answers"]["house_no"] for form in forms] == ["5"]


def test_the_number_of_statements_does_not_grow_with_the_forms(
    officer, slum, round_2570, django_assert_max_num_queries
):
    for number in range(1, 9):
        factories.saved_survey(by=officer, place=slum, house_no=str(number))
    client = factories.client_of(officer)
    with django_assert_max_num_queries(24):
        client.post(reverse("paper_print"), {"kind": "prefilled", "round": "2570", "community": slum.pk})


def test_the_code_of_a_new_form_leads_to_the_reserved_survey(officer, slum, former):
    printed(officer, slum)
    form = PaperForm.objects.get()
    reply = opened(officer, form.code.lower())
    asked = f"?paper={form.survey_id}&household={former.household_id}&community={slum.pk}"
    assert reply["Location"] == f"/surveys/new/{asked}"


def test_the_code_of_an_entered_form_leads_to_its_survey(officer, slum, former):
    printed(officer, slum)
    form = PaperForm.objects.get()
    given = factories.household_of_four(slum, number=12) | {"household": str(former.household_id)}
    actions.save(survey_id=form.survey_id, given=given, by=officer, at=timezone.now())
    assert opened(officer, form.code)["Location"] == f"/surveys/{form.survey_id}/"


def test_a_household_entered_without_its_paper_is_found_by_the_code_as_well(officer, slum, former):
    printed(officer, slum)
    given = factories.household_of_four(slum, number=12) | {"household": str(former.household_id)}
    entered = actions.save(survey_id=uuid.uuid4(), given=given, by=officer, at=timezone.now()).survey
    assert opened(officer, PaperForm.objects.get().code)["Location"] == f"/surveys/{entered.pk}/"
    assert Survey.objects.filter(round_id="2570").count() == 1


def test_a_code_is_not_there_for_another_district(officer, other_officer, other_head, round_2570):
    form = paper(officer)
    assert [opened(person, form.code).status_code for person in (other_officer, other_head)] == [404, 404]
    assert opened(other_officer, new_code()).status_code == 404


def test_a_code_asks_a_stranger_to_sign_in(client, officer, round_2570):
    form = paper(officer)
    assert "/accounts/login/" in client.get(reverse("paper_open", args=[form.code]))["Location"]


def test_the_form_of_a_deleted_survey_says_so(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    form = paper(officer, survey_id=survey.pk)
    actions.delete(survey=survey, by=officer, at=timezone.now(), reason="กรอกซ้ำ")
    reply = factories.client_of(officer).get(reverse("paper_open", args=[form.code]), follow=True)
    assert "ถูกลบแล้ว" in reply.content.decode()


def test_the_form_of_another_round_is_not_entered_into_this_one(officer, round_2570):
    factories.open_round("2569", opens_on=timezone.localdate() - timedelta(days=400), fiscal_year=2569)
    form = paper(officer, round_id="2569")
    reply = factories.client_of(officer).get(reverse("paper_open", args=[form.code]), follow=True)
    assert "ไม่ใช่รอบที่เปิดอยู่" in reply.content.decode()


def test_a_typed_code_opens_its_form(officer, round_2570):
    form = paper(officer)
    reply = factories.client_of(officer).get(
        reverse("paper_forms"), {"code": f" {form.code[:4].lower()} {form.code[4:]}"}
    )
    assert reply["Location"] == reverse("paper_open", args=[form.code])


def test_a_code_in_the_search_of_surveys_opens_its_form(officer, analyst, round_2570):
    form = paper(officer)
    clients = [factories.client_of(person) for person in (officer, analyst)]
    found = [client.post(reverse("survey_list"), {"q": form.code})["Location"] for client in clients]
    assert found == [f"/p/{form.code}/", "/surveys/?search=1"]


@pytest.mark.parametrize("typed", ["", "K7M-Q2X-HDR", "12345", "<script>"])
def test_a_mistyped_code_says_what_to_look_at(typed, officer, round_2570):
    reply = factories.client_of(officer).get(reverse("paper_forms"), {"code": typed}, follow=True)
    assert "ตรวจ 9 ตัว" in reply.content.decode()


def test_every_question_of_a_round_stands_on_paper_once(round_2570):
    sections = paper_sections(asked_by(round_2570))
    found = [one.question for part in sections for one in (*part.questions, *part.who, *part.details)]
    assert sorted(q.key for q in found) == sorted(q.key for _section, q in every_question())
    numbers = [one.number for part in sections for one in (*part.questions, *part.who, *part.details)]
    assert len(set(numbers)) == len(numbers)


def test_a_question_the_round_does_not_ask_is_not_printed(round_2570):
    asked = asked_by(round_2570) - {"canal", "canal_name", "members.chronic"}
    text = {one.question.key for part in paper_sections(asked) for one in (*part.questions, *part.details)}
    assert not {"canal", "canal_name", "chronic"} & text


def only_if(key: str, round) -> str:
    parts = paper_sections(asked_by(round))
    found = [one for part in parts for one in (*part.questions, *part.who, *part.details)]
    return next(one.only_if for one in found if one.question.key == key)


def test_skips_are_said_in_words_with_the_number_of_the_question(round_2570):
    assert only_if("lease_end", round_2570) == "ข้อ จ2 สิทธิในที่ดิน เป็น เช่า มีสัญญา"
    assert only_if("flood_depth", round_2570) == "ข้อ ง12 น้ำท่วม มากกว่า 0"
    assert only_if("income_band", round_2570).endswith("เป็น ไม่ประสงค์ตอบ หรือ ไม่ทราบ")
    assert only_if("house_no", round_2570) == "ข้อ ข2 ไม่มีบ้านเลขที่ เป็น ไม่ใช่"


def test_a_section_says_shortly_when_it_applies(round_2570):
    [section] = [part for part in paper_sections(asked_by(round_2570)) if part.section.code == "D"]
    assert section.only_if == "ข้อ ก6 ผลการเข้าสำรวจ เป็น สำรวจครบ หรือ สำรวจได้บางส่วน"


def test_on_english_pages_the_sections_carry_latin_letters(round_2570):
    with translation.override("en"):
        assert paper_sections(asked_by(round_2570))[0].questions[0].number == "A1"


def test_choices_are_numbered_without_the_non_answers(round_2570):
    [toilet] = [
        one
        for part in paper_sections(asked_by(round_2570))
        for one in part.questions
        if one.question.key == "toilet"
    ]
    assert [choice.number for choice in toilet.choices] == [1, 2, 3]
    assert toilet.may_be_unanswered
