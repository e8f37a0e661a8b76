"""Saving at the edges: a race for a form or a household, another district, a household that follows its form."""

import uuid

import pytest
from django.db import IntegrityError
from django.http import Http404
from django.utils import timezone

from communities.models import Household
from surveys import actions, figures
from surveys.actions import saving
from surveys.models import Change, DeletedSurvey, Survey
from surveys.refusals import Deleted, HouseholdSurveyed, HouseholdUnknown, RoundUnknown
from tests.factories import citizen_id, household_of_four, member, open_round, saved_survey

pytestmark = pytest.mark.django_db


def save(payload: dict, by, key=None, **given):
    return actions.save(survey_id=key or uuid.uuid4(), given=payload, by=by, at=timezone.now(), **given)


def failing(times: int, monkeypatch) -> list:
    """Let the first attempts fail as when another request wrote the same row meanwhile."""
    usual, seen = saving._save, []

    def attempt(**sent):
        seen.append(sent)
        if len(seen) <= times:
            raise IntegrityError
        return usual(**sent)

    monkeypatch.setattr(saving, "_save", attempt)
    return seen


def test_a_form_that_another_request_just_made_is_tried_once_more(officer, slum, round_2570, monkeypatch):
    survey = saved_survey(by=officer, place=slum, payload=household_of_four(slum))
    tried = failing(1, monkeypatch)
    found = save(household_of_four(slum), officer, survey.pk)
    assert (len(tried), found.changed, Survey.objects.get().revision) == (2, False, 1)


def test_a_failure_that_trying_again_does_not_mend_is_heard_of(officer, slum, round_2570, monkeypatch):
    survey = saved_survey(by=officer, place=slum, payload=household_of_four(slum))
    tried = failing(2, monkeypatch)
    with pytest.raises(IntegrityError):
        save(household_of_four(slum), officer, survey.pk)
    assert len(tried) == 2


@pytest.mark.parametrize(
    ("named", "error"), [({"household": "x"}, HouseholdSurveyed), ({}, IntegrityError)], ids=["named", "not"]
)
def test_a_new_form_that_cannot_be_written_blames_the_household_it_named(
    named, error, officer, slum, round_2570, monkeypatch
):
    failing(1, monkeypatch)
    with pytest.raises(error):
        save({**household_of_four(slum), **named}, officer)
    assert not Survey.objects.exists()


def test_a_form_that_fails_half_way_leaves_nothing(officer, slum, round_2570, monkeypatch):
    usual = saving.insert

    def insert(rows):
        if rows and isinstance(rows[0], Change):
            raise ArithmeticError
        usual(rows)

    monkeypatch.setattr(saving, "insert", insert)
    with pytest.raises(ArithmeticError):
        save(household_of_four(slum), officer)
    assert not Survey.objects.exists() and not Household.objects.exists()
    assert figures.differences() == []


def test_a_change_that_fails_half_way_leaves_the_form_as_it_was(officer, slum, round_2570, monkeypatch):
    survey = saved_survey(by=officer, place=slum, payload=household_of_four(slum))
    before = Survey.objects.values().get(), list(survey.members.values())
    monkeypatch.setattr(saving, "_exchange", lambda *rows, stored: 1 / 0)
    payload = {**household_of_four(slum, rent_house=4000), "members": [member(5)], "revision": 1}
    with pytest.raises(ZeroDivisionError):
        save(payload, officer, survey.pk)
    assert (Survey.objects.values().get(), list(survey.members.values())) == before
    assert figures.differences() == []


@pytest.mark.parametrize("known", [0, 1])
@pytest.mark.parametrize(("who", "error"), [("officer", Deleted), ("other_officer", Http404)])
def test_a_deleted_form_is_gone_for_its_district_and_was_never_there_for_others(
    who, error, known, request, officer, slum, round_2570
):
    key = uuid.uuid4()
    DeletedSurvey.objects.create(id=key, district_id="1026", at=timezone.now(), by=officer, reason="ซ้ำ")
    with pytest.raises(error):
        save({**household_of_four(slum), "revision": known}, request.getfixturevalue(who), key)


@pytest.mark.parametrize("named", ["1", "ไม่ใช่รหัส", 7, ["x"], {"id": 1}, True])
def test_a_household_that_no_key_names_is_unknown(named, officer, slum, round_2570):
    with pytest.raises(HouseholdUnknown):
        save({**household_of_four(slum), "household": named}, officer)


@pytest.mark.parametrize("code", ["2599", 2570.5, True])
def test_a_round_that_is_none_takes_nothing(code, officer, slum, round_2570):
    with pytest.raises(RoundUnknown):
        save(household_of_four(slum, round_code=code), officer)


def test_a_household_of_another_district_is_unknown(officer, other_officer, slum, other_slum, round_2570):
    stranger = saved_survey(by=other_officer, place=other_slum).household
    with pytest.raises(HouseholdUnknown):
        save({**household_of_four(slum), "household": str(stranger.pk)}, officer)


def test_a_household_surveyed_last_year_is_surveyed_again_and_keeps_its_key(officer, slum, round_2570):
    open_round("2571", fiscal_year=2571)
    home = saved_survey(by=officer, place=slum).household
    made = household_of_four(slum, number=2, round_code="2571", house_no="๙๙")
    found = save({**made, "household": str(home.pk)}, officer).survey
    assert (found.household, found.round_id, home.surveys.count()) == (home, "2571", 2)
    home.refresh_from_db()
    assert home.house_no == found.house_no


@pytest.mark.parametrize(
    ("people", "name"),
    [
        ([member()], "สมชาย ใจดี"),
        ([member(last_name="")], "สมชาย"),
        ([member(relation="spouse")], ""),
        ([member(relation="child"), member(2, first_name="มานี")], "มานี ใจดี"),
        ([member(first_name="refused", last_name="unknown")], ""),
        ([], ""),
    ],
)
def test_a_household_is_called_after_its_head(people, name, officer, slum, round_2570):
    payload = {**household_of_four(slum), "members": people}
    assert save(payload, officer).survey.household.head_name == name


@pytest.mark.parametrize(("given", "version"), [("yes", "1"), ("no", ""), ("refused", ""), (None, "")])
def test_a_form_names_the_notice_that_was_given(given, version, officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, privacy_notice=given)
    assert survey.privacy_notice_version == version


def test_the_fingerprint_is_that_of_the_body_that_changed_something(officer, slum, round_2570):
    key, payload = uuid.uuid4(), household_of_four(slum)
    save(payload, officer, key, sent_hash="first")
    save({**payload, "revision": 1}, officer, key, sent_hash="second")
    assert Survey.objects.get().sent_hash == "first"
    payload["members"][0]["citizen_id"] = citizen_id(77)
    save({**payload, "revision": 1}, officer, key, sent_hash="third")
    assert Survey.objects.get().sent_hash == "third"
