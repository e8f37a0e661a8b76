"""How each officer's forms fare, as the head of the district sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dashboards.readers.quality import OfficerQuality, days_of, quality_of
from surveys import actions
from surveys.choices import State
from tests import factories

pytestmark = pytest.mark.django_db


def row_of(head, officer, round) -> OfficerQuality:
    return next(one for one in quality_of(head, round) if one.name == officer.display_name)


def returned(officer, head, place, at=None):
    survey = factories.submitted_survey(by=officer, place=place)
    at = at or timezone.now()
    return actions.send_back(survey=survey, by=head, at=at, comments=[("soi", "ใส่ซอย")])


@pytest.fixture
def officer(officer):
    officer.first_name = "สมศรี"
    officer.save()
    return officer


def test_drafts_are_not_sent_forms(officer, head, slum, round_2570):
    factories.saved_survey(by=officer, place=slum)
    factories.submitted_survey(by=officer, place=slum)
    row = row_of(head, officer, round_2570)
    assert (row.drafts, row.sent) == (1, 1)


def test_a_returned_form_was_sent_once_and_is_to_be_mended(officer, head, slum, round_2570):
    returned(officer, head, slum)
    row = row_of(head, officer, round_2570)
    assert (row.sent, row.returned, row.to_mend, row.days_to_mend) == (1, 1, 1, None)


def test_a_form_returned_twice_is_one_returned_form(officer, head, slum, round_2570):
    survey = actions.submit(survey=returned(officer, head, slum), by=officer, at=timezone.now())
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=[("soi", "อีกครั้ง")])
    assert row_of(head, officer, round_2570).returned == 1


def test_the_days_to_mend_are_counted_from_return_to_sending(officer, head, slum, round_2570):
    survey = returned(officer, head, slum, at=timezone.now() - timedelta(days=3))
    actions.submit(survey=survey, by=officer, at=timezone.now())
    assert row_of(head, officer, round_2570).days_to_mend == 3


def test_an_approved_form_opened_again_is_nobodys_fault(officer, head, slum, round_2570):
    survey = factories.approved_survey(by=officer, head=head, place=slum)
    actions.unlock(survey=survey, by=head, at=timezone.now(), reason="ขอแก้ที่อยู่")
    assert row_of(head, officer, round_2570).returned == 0


def test_answers_from_outside_the_household_are_counted(officer, head, slum, round_2570):
    factories.listed_surveys(2, by=officer, place=slum, state="submitted", informant="neighbour")
    factories.listed_surveys(1, by=officer, place=slum, state="submitted", informant="spouse")
    assert row_of(head, officer, round_2570).proxies == 2


def test_soft_problems_are_shared_among_the_sent_forms(officer, head, slum, round_2570):
    factories.listed_surveys(3, by=officer, place=slum, state="submitted", soft_problems=2)
    factories.listed_surveys(1, by=officer, place=slum, state="submitted", soft_problems=1)
    assert row_of(head, officer, round_2570).soft_per_form == "1.8"


@pytest.mark.parametrize(("sent", "share"), [(8, ""), (9, "10")])
def test_a_share_is_told_only_of_enough_forms(sent, share, officer, head, slum, round_2570):
    factories.listed_surveys(sent, by=officer, place=slum, state="submitted")
    returned(officer, head, slum)
    assert row_of(head, officer, round_2570).returned_share == share


def test_an_officer_without_forms_is_listed_too(officer, head, round_2570):
    row = row_of(head, officer, round_2570)
    assert (row.drafts, row.sent, row.soft_per_form, row.returned_share) == (0, 0, "", "")


def test_other_districts_and_other_rounds_do_not_count(
    officer, other_officer, head, slum, other_slum, round_2570
):
    factories.submitted_survey(by=other_officer, place=other_slum)
    factories.submitted_survey(by=officer, place=slum)
    later = factories.open_round("2571")
    assert row_of(head, officer, later).sent == 0
    assert [one.sent for one in quality_of(head, round_2570)] == [1]


def test_before_any_round_there_is_nothing_to_say(head, reference):
    assert quality_of(head, None) == ()


def test_people_come_by_name_and_not_by_number(officer, head, slum, round_2570):
    busy = factories.person("officer", "1026", name="busy")
    type(busy).objects.filter(pk=busy.pk).update(first_name="อนงค์")
    factories.listed_surveys(5, by=busy, place=slum, state="submitted")
    assert [one.sent for one in quality_of(head, round_2570)] == [0, 5]


def test_each_return_is_measured_by_itself():
    noon = timezone.now().replace(hour=5)
    sent, back = (State.SUBMITTED, State.RETURNED), (State.RETURNED, State.SUBMITTED)
    days = (0, 1, 2, 6)
    steps = [(noon + timedelta(days=day), *way) for day, way in zip(days, (sent, back) * 2, strict=True)]
    assert days_of(steps) == [1, 4]


def test_the_head_reads_it_as_a_table(officer, head, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    body = factories.client_of(head).get("/").content.decode()
    assert 'id="quality-table"' in body and "ไม่ใช่การจัดอันดับ" in body


def test_an_officer_does_not_see_it(officer, slum, round_2570):
    assert "quality-table" not in factories.client_of(officer).get("/").content.decode()
