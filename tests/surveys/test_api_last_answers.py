"""A household's last answers, with which its form in the next round begins."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit.models import AccessRecord
from surveys import actions
from surveys.models import Round, Survey
from surveys.questionnaire import asked_by
from surveys.readers.former import changed_since, former_of
from tests import factories

pytestmark = pytest.mark.django_db
HEALTH = {"disability", "disability_card", "bedridden", "chronic"}


@pytest.fixture
def round_2569(reference):
    """Last year's round, still open so that its form can be saved."""
    opened = timezone.localdate() - timedelta(days=400)
    return factories.open_round("2569", opens_on=opened, fiscal_year=2569)


@pytest.fixture
def last_year(officer, slum, round_2569, round_2570):
    given = factories.household_of_four(slum, 7, "2569", phone="0891234567", comment="บ้านน้ำท่วมทุกปี")
    return factories.saved_survey(by=officer, place=slum, payload=given)


def asked(user, household, **given):
    return factories.client_of(user).get(f"/api/v1/households/{household}/last-answers/", given)


def test_the_last_answers_come_without_what_each_visit_asks_anew(officer, last_year):
    found = asked(officer, last_year.household_id, round="2570").json()
    assert (found["round"], found["survey_date"]) == ("2569", timezone.localdate().isoformat())
    assert found["answers"]["house_no"] == "7/3"
    assert found["answers"]["community"] == last_year.community_id
    anew = {"round", "survey_date", "enumerator", "informant", "visit_result", "privacy_notice"}
    assert not found["answers"].keys() & (anew | {"sensitive_consent", "share_with", "comment", "difficulty"})


def test_members_come_along_without_their_health(officer, last_year):
    members = asked(officer, last_year.household_id).json()["members"]
    assert [row["first_name"] for row in members] == ["สมชาย", "สมหญิง", "ฟ้าใส", "ยายมี"]
    assert members[0]["birth_date"] == "1984-02-29"
    assert not any(row.keys() & (HEALTH | {"age"}) for row in members)


def test_who_did_not_know_is_asked_again(officer, slum, round_2569, round_2570):
    survey = factories.saved_survey(
        by=officer,
        place=slum,
        payload=factories.household_of_four(slum, 8, "2569", income_total="refused", land_tenure="unknown"),
    )
    found = asked(officer, survey.household_id).json()["answers"]
    assert not found.keys() & {"income_total", "land_tenure"}
    assert found["land_owner"] == "temple"


def test_a_household_without_an_earlier_round_has_nothing_to_bring(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    assert asked(officer, survey.household_id, round="2570").status_code == 204
    assert AccessRecord.objects.filter(subject="survey").count() == 0


def test_an_interview_is_preferred_to_a_later_visit_that_met_nobody(officer, slum, last_year):
    round = factories.open_round("2569-2", opens_on=timezone.localdate() - timedelta(days=200))
    given = {
        "household": str(last_year.household_id),
        "answers": {"round": round.pk, "community": slum.pk, "visit_result": "absent"},
    }
    actions.save(survey_id=uuid.uuid4(), given=given, by=officer, at=timezone.now())
    assert asked(officer, last_year.household_id, round="2570").json()["round"] == "2569"


def test_only_what_the_new_round_asks_is_brought(officer, last_year):
    Round.objects.filter(pk="2570").update(
        questions=["round", "community", "rent_house", "members.first_name"]
    )
    found = asked(officer, last_year.household_id).json()
    assert found["answers"] == {"community": last_year.community_id, "rent_house": 3000}
    assert found["members"][0] == {"first_name": "สมชาย"}
    assert found["debts"] == [{}]


def test_another_district_finds_no_such_household(other_officer, last_year):
    there, nowhere = (asked(other_officer, key) for key in (last_year.household_id, uuid.uuid4()))
    assert (there.status_code, there.content) == (404, nowhere.content)


def test_the_view_is_recorded_with_the_form_that_was_read(officer, last_year):
    reply = asked(officer, last_year.household_id)
    row = AccessRecord.objects.get(subject="survey")
    assert (row.deed, row.subject_id, row.by) == ("view", str(last_year.pk), officer)
    assert reply["Cache-Control"] == "no-store"


def test_a_round_that_does_not_exist_is_not_found(officer, last_year):
    assert asked(officer, last_year.household_id, round="1999").status_code == 404


def test_the_last_answers_take_eight_queries(officer, last_year, django_assert_num_queries):
    client = factories.client_of(officer)
    with django_assert_num_queries(8):
        client.get(f"/api/v1/households/{last_year.household_id}/last-answers/?round=2570")


def this_year(officer, slum, last_year, **answers) -> Survey:
    given = factories.household_of_four(slum, 7, **answers)
    given["household"] = str(last_year.household_id)
    given["members"] = [given["members"][1], given["members"][0], factories.member(99, first_name="หลานใหม่")]
    given["members"][0]["income_month"] = 15000
    return factories.saved_survey(by=officer, place=slum, payload=given)


def test_what_changed_since_the_last_round_is_told_in_words(officer, slum, last_year, round_2570):
    survey = this_year(officer, slum, last_year, rent_house=3500)
    former = former_of(officer, household_id=last_year.household_id, round=round_2570)
    entry = actions.moving.looked_at(survey, at=timezone.now())[0]
    changes = changed_since(former, entry, asked_by(round_2570))
    assert ("rent_house", "3,000 บาท/เดือน", "3,500 บาท/เดือน") in [(c.field, c.before, c.now) for c in changes]
    assert ("members-0-income_month", "9,000", "15,000") in [
        (c.field, c.before.split()[0], c.now.split()[0]) for c in changes if "income" in c.field
    ]
    came_and_went = [(c.before, c.now) for c in changes if c.field == "members"]
    assert came_and_went == [("", "หลานใหม่ ใจดี"), ("ฟ้าใส ใจดี", ""), ("ยายมี ใจดี", "")]


def test_birth_dates_come_as_days_so_that_ages_are_reckoned_anew(officer, last_year):
    daughter = asked(officer, last_year.household_id).json()["members"][2]
    assert date.fromisoformat(daughter["birth_date"]) == date(2015, 11, 21)
