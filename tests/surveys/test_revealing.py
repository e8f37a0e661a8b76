"""Ids and phones are masked for everybody who reads, and open for a reason that is written down."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.choices import Deed
from audit.models import Entry
from surveys import actions
from surveys.masking import without_numbers
from surveys.models import Survey
from surveys.readers.differences import differences
from tests import factories
from tests.factories import citizen_id, client_of

pytestmark = pytest.mark.django_db
ID, MASKED = citizen_id(10), "x-xxxx-xxxxx-"
SHOWN = f"{ID[0]}-{ID[1:5]}-{ID[5:10]}-{ID[10:12]}-{ID[12]}"
PHONE, REASON = "0812345678", "ครัวเรือนโทรมาแก้เลขบัตร"


@pytest.fixture
def survey(officer, slum, round_2570) -> Survey:
    given = factories.household_of_four(slum, phone=PHONE)
    survey = factories.saved_survey(by=officer, place=slum, payload=given)
    return actions.submit(survey=survey, by=officer, at=timezone.now())


def page(user, survey) -> str:
    return client_of(user).get(reverse("survey_detail", args=[survey.pk])).content.decode()


def asked(user, survey, reason: str = REASON):
    return client_of(user).post(reverse("survey_reveal", args=[survey.pk]), {"reason": reason})


def asked_by_api(user, survey, **given):
    address = f"/api/v1/surveys/{survey.pk}/reveal/"
    return client_of(user).post(address, json.dumps(given), content_type="application/json")


def reasons() -> list[tuple]:
    found = Entry.objects.filter(deed=Deed.REVEAL)
    return list(found.values_list("by__username", "subject", "subject_id", "reason"))


@pytest.mark.parametrize("who", ["head", "department", "analyst", "administrator"])
def test_who_only_reads_sees_masked_ids_and_phones(who, survey, request):
    said = page(request.getfixturevalue(who), survey)
    assert MASKED in said and "xxx-xxx-x678" in said
    assert not any(text in said for text in (ID, SHOWN, PHONE, "081-234-5678"))


@pytest.mark.parametrize("who", ["head", "department", "administrator"])
def test_a_reason_opens_them_and_is_kept(who, survey, request):
    user = request.getfixturevalue(who)
    answer = asked(user, survey)
    assert SHOWN in answer.content.decode() and "081-234-5678" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert reasons() == [(user.username, "survey", str(survey.pk), REASON)]
    assert SHOWN not in page(user, survey)


def test_the_department_sees_whom_it_asked_for_and_no_answers_of_theirs(survey, department):
    said = asked(department, survey).content.decode()
    assert "สมชาย" in said and "12,000" not in said
    assert "สมชาย" not in page(department, survey)


@pytest.mark.parametrize("reason", ["", "   ", "ดู", "ก" * 201])
def test_without_a_fitting_reason_nothing_opens(reason, survey, head):
    answer = asked(head, survey, reason)
    assert answer.status_code == 302 and reasons() == []
    assert asked_by_api(head, survey, reason=reason).status_code == 422


def test_the_api_tells_whom_a_form_is_about_for_a_reason(survey, department):
    assert ID not in client_of(department).get(f"/api/v1/surveys/{survey.pk}/").content.decode()
    answer = asked_by_api(department, survey, reason=REASON)
    assert answer.json()["answers"]["phone"] == PHONE
    assert [one["citizen_id"] for one in answer.json()["members"]][0] == ID
    assert set(answer.json()["members"][0]) <= {"first_name", "last_name", "citizen_id"}
    assert len(reasons()) == 1


@pytest.mark.parametrize("who", ["department", "analyst", "administrator"])
def test_the_api_masks_them_for_who_does_not_work_on_the_form(who, survey, request):
    said = client_of(request.getfixturevalue(who)).get(f"/api/v1/surveys/{survey.pk}/").json()
    assert said["answers"]["phone"] == "xxx-xxx-x678"
    assert [one["citizen_id"][:13] for one in said["members"]] == ["x-xxxx-xxxxx-"] * 4


def test_the_household_of_another_district_is_not_there(survey, other_head):
    assert asked(other_head, survey).status_code == 404
    assert asked_by_api(other_head, survey, reason=REASON).status_code == 404
    assert reasons() == []


def test_who_works_with_figures_alone_asks_in_vain(survey, analyst, partner):
    for user in (analyst, partner):
        assert asked(user, survey).status_code == asked_by_api(user, survey, reason=REASON).status_code == 403
    assert "reveal-reason" not in page(analyst, survey)


def test_the_head_reviews_with_what_was_typed(survey, head):
    said = client_of(head).get(reverse("survey_review", args=[survey.pk])).content.decode()
    assert SHOWN in said


def test_that_a_phone_was_refused_or_left_out_is_no_secret():
    said = [one.after for one in differences({"phone": PHONE}, {"phone": "refused"})]
    assert said == ["ไม่ประสงค์ตอบ"]
    assert [one.after for one in differences({"phone": PHONE}, {})] == ["ว่าง"]
    whole = {"answers": {"phone": "refused"}, "members": [{"citizen_id": ID}]}
    assert without_numbers(whole)["answers"] == {"phone": "refused"}
    assert without_numbers(whole)["members"][0]["citizen_id"].startswith(MASKED)


def test_the_history_masks_what_ids_became(survey, officer, head):
    actions.send_back(survey=survey, by=head, at=timezone.now(), reason="แก้เลขบัตร")
    given = factories.household_of_four(survey.community, phone="0899999999")
    given["members"][0]["citizen_id"] = citizen_id(77)
    given["revision"] = Survey.objects.get(pk=survey.pk).revision
    actions.save(survey_id=survey.pk, given=given, by=officer, at=timezone.now())
    said = client_of(head).get(reverse("survey_history", args=[survey.pk])).content.decode()
    assert MASKED in said and "xxx-xxx-x999" in said
    assert not any(text in said for text in (ID, SHOWN, citizen_id(77), "089-999-9999"))
