"""Saving, submitting, returning and approving a survey."""

import uuid

import pytest
from django.http import Http404
from django.utils import timezone

from surveys import actions, figures
from surveys.choices import State
from surveys.models import Change, Figure, Survey
from surveys.problems import blocking
from surveys.refusals import Conflict, Deleted, HasProblems, Locked, OtherDistrict, RoundClosed
from tests import factories

pytestmark = pytest.mark.django_db


def save(user, payload, key=None):
    return actions.save(survey_id=key or uuid.uuid4(), given=payload, by=user, at=timezone.now())


def test_a_complete_form_has_no_blocking_problem(officer, slum, round_2570):
    saved = save(officer, factories.household_of_four(slum))
    assert [p.code for p in blocking(saved.problems)] == []


def test_the_same_content_again_changes_nothing(officer, slum, round_2570):
    payload, key = factories.household_of_four(slum), uuid.uuid4()
    first, second = save(officer, payload, key), save(officer, payload, key)
    assert (first.changed, second.changed) == (True, False)
    assert Survey.objects.count() == 1 and second.survey.revision == 1


def test_an_older_revision_with_other_content_is_a_conflict(officer, slum, round_2570):
    key = uuid.uuid4()
    save(officer, factories.household_of_four(slum), key)
    with pytest.raises(Conflict) as refusal:
        save(officer, factories.household_of_four(slum, house_no="99"), key)
    assert refusal.value.stored.house_no == "1/3"
    assert refusal.value.yours["answers"]["house_no"] == "99"


def test_a_change_keeps_old_and_new_value(officer, slum, round_2570):
    key = uuid.uuid4()
    save(officer, factories.household_of_four(slum), key)
    save(officer, {**factories.household_of_four(slum, rent_house=3500), "revision": 1}, key)
    assert Change.objects.get(survey=key, revision=2).fields == {"rent_house": [3000, 3500]}


def test_what_cannot_be_read_is_kept_as_typed_and_blocks(officer, slum, round_2570):
    payload = factories.household_of_four(
        slum, rent_house="สามพัน", lease_end="31/4/2570", land_tenure="lease"
    )
    saved = save(officer, payload)
    assert saved.survey.raw_answers == {"rent_house": "สามพัน", "lease_end": "31/4/2570"}
    assert {p.field for p in blocking(saved.problems)} >= {"rent_house", "lease_end"}


def test_hidden_answers_are_kept_in_the_draft_and_not_counted(officer, slum, round_2570):
    payload = factories.household_of_four(slum, want="stay_repair", form="flat")
    survey = save(officer, payload).survey
    assert survey.form == "" and survey.hidden_answers == {"form": "flat"}
    assert Figure.objects.get().form_flat == 0


def test_without_consent_sensitive_answers_are_emptied(officer, slum, round_2570):
    survey = save(officer, factories.household_of_four(slum, sensitive_consent="no")).survey
    grandmother = survey.members.get(position=3)
    assert grandmother.disability == () and grandmother.hidden_answers == {}


def test_refused_and_blank_differ(officer, slum, round_2570):
    survey = save(
        officer, factories.household_of_four(slum, income_total="refused", income_band="up_to_10000")
    ).survey
    assert survey.income_total is None
    assert survey.not_answered == {"income_total": "refused"}
    assert survey.income_bracket == "up_to_10000"


def test_a_form_with_problems_cannot_be_submitted(officer, slum, round_2570):
    survey = save(officer, factories.household_of_four(slum, members_living=5)).survey
    with pytest.raises(HasProblems) as refusal:
        actions.submit(survey=survey, by=officer, at=timezone.now())
    assert [p.code for p in blocking(refusal.value.problems)] == ["members_living_differs"]


def test_a_submitted_form_is_locked(officer, slum, round_2570):
    survey = factories.submitted_survey(by=officer, place=slum)
    with pytest.raises(Locked):
        save(officer, {**factories.household_of_four(slum), "revision": survey.revision}, survey.pk)


def test_another_district_gets_not_found_for_a_known_uuid(
    officer, other_officer, slum, other_slum, round_2570
):
    survey = factories.saved_survey(by=officer, place=slum)
    with pytest.raises(Http404):
        save(other_officer, factories.household_of_four(other_slum), survey.pk)


def test_a_new_form_of_a_community_of_another_district_is_not_taken_in(officer, other_slum, round_2570):
    with pytest.raises(OtherDistrict):
        save(officer, factories.household_of_four(other_slum))
    assert not Survey.objects.exists()


def test_a_community_of_another_district_is_no_choice(officer, slum, other_slum, round_2570):
    key = uuid.uuid4()
    save(officer, factories.household_of_four(slum), key)
    saved = save(officer, {**factories.household_of_four(other_slum), "revision": 1}, key)
    assert saved.survey.community is None
    assert "community_missing" in {p.code for p in blocking(saved.problems)}


def test_a_closed_round_takes_nothing(officer, slum, reference):
    with pytest.raises(RoundClosed):
        save(officer, factories.household_of_four(slum, round_code="2568"))
    assert not Survey.objects.exists()


def test_return_and_approve_move_the_figures(officer, head, slum, round_2570):
    survey = factories.submitted_survey(by=officer, place=slum)
    actions.send_back(survey=survey, by=head, at=timezone.now(), comments=[("rent_house", "ตรวจค่าเช่า")])
    survey.refresh_from_db()
    assert survey.state == State.RETURNED and survey.comments.get().field == "rent_house"
    actions.submit(survey=survey, by=officer, at=timezone.now())
    actions.approve(survey=survey, by=head, at=timezone.now())
    assert Figure.objects.get(state="approved").house_tenure_rent == 1
    assert figures.differences() == []


def test_a_deleted_draft_does_not_come_back(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    actions.delete(survey=survey, by=officer, at=timezone.now(), reason="กรอกซ้ำ")
    with pytest.raises(Deleted):
        save(officer, factories.household_of_four(slum), survey.pk)
    assert figures.differences() == []
