"""Traits: written on submitting and by night, blind, gone with the form, harmless when very common."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.test import override_settings
from django.utils import timezone

from surveys import actions
from surveys.duplicates import meeting, traits
from surveys.duplicates.keys import keys_of, traits_of
from surveys.duplicates.profiles import Person, Profile
from surveys.duplicates.races import once_more
from surveys.models import Pair, Survey, Traced, Trait
from tests import factories
from tests.surveys.duplicates import twins
from tests.surveys.duplicates.made_twice import Town
from tests.surveys.duplicates.stored import store

pytestmark = pytest.mark.django_db


def kinds(profile: Profile) -> list[str]:
    return sorted(kind for kind, _key in keys_of(profile))


def test_autosave_writes_no_traits_and_submitting_does(officer, slum, round_2570):
    draft = factories.saved_survey(by=officer, place=slum)
    assert not Trait.objects.exists()
    actions.submit(survey=draft, by=officer, at=timezone.now())
    assert set(Trait.objects.values_list("kind", flat=True)) >= {"id", "name_birth", "address"}


def test_traits_go_with_the_form(officer, head, slum, round_2570):
    form = factories.submitted_survey(by=officer, place=slum)
    actions.send_back(survey=form, by=head, at=timezone.now(), comments=[("phone", "ผิด")])
    actions.delete(survey=form, by=officer, at=timezone.now(), reason="กรอกซ้ำ")
    assert not Trait.objects.exists() and not Traced.objects.exists()


def test_a_changed_form_is_taken_again_by_night(officer, slum, round_2570):
    draft = factories.saved_survey(by=officer, place=slum)
    assert (traits.take_stale(), traits.take_stale()) == (1, 0)
    given = factories.household_of_four(slum, phone="0899999999")
    actions.save(survey_id=draft.pk, given={**given, "revision": 1}, by=officer, at=timezone.now())
    assert traits.take_stale() == 1
    assert Trait.objects.filter(kind="phone").count() == 1


def test_a_key_says_nothing_and_depends_on_the_secret():
    profile = Profile(people=(Person(citizen_id=factories.citizen_id(5)),))
    (_kind, key) = next(iter(keys_of(profile)))
    assert factories.citizen_id(5) not in str(key)
    with override_settings(BLIND_INDEX_KEY="another key, long enough for anything at all"):
        assert key not in {other for _kind, other in keys_of(profile)}


def test_a_new_key_takes_all_traits_anew(officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    before = set(Trait.objects.values_list("key", flat=True))
    with override_settings(BLIND_INDEX_KEY="another key, long enough for anything at all"):
        call_command("find_duplicates", anew=True)
    assert not before & set(Trait.objects.values_list("key", flat=True))


def test_names_meet_swapped_and_misspelt():
    first = Profile(people=(Person(first="ศรีสมร", last="พรหมรักษ์", year=1980),))
    second = Profile(people=(Person(first="พรมรัก", last="สีสมร", year=1980),))
    shared = set(keys_of(first)) & set(keys_of(second))
    assert {kind for kind, _key in shared} == {"name_birth"}


def test_points_within_twenty_five_metres_meet_and_far_ones_do_not():
    head = (Person(first="ก", relation="head", year=1980),)
    here = Profile(lat=13.75, lng=100.5, people=head)
    near = Profile(lat=13.7502, lng=100.5, people=head)
    far = Profile(lat=13.752, lng=100.5, people=head)
    assert set(traits_of(here)) & set(traits_of(near)) - {("name_birth", "|ก|1980")}
    assert {kind for kind, _value in set(traits_of(here)) & set(traits_of(far))} <= {"name_birth"}


@pytest.mark.parametrize("blank", [Profile(), Profile(people=(Person(),)), Profile(house_no="1", phones=())])
def test_a_blank_form_has_no_traits(blank):
    assert kinds(blank) == []


def crowd(officer, slum, number: int) -> list:
    """Different families that all gave the landlord's phone."""
    town = Town(7, [slum.pk])
    homes = store(
        [{**town.household(), "phone": "0812345678", "point": None} for _ in range(number)], by=officer
    )
    traits.take_stale()
    return list(Survey.objects.filter(household__in=homes).values_list("pk", flat=True))


def test_a_phone_of_some_forms_brings_them_together(officer, slum, round_2570):
    forms = crowd(officer, slum, meeting.COMMON)
    assert "phone" in meeting.shared_by(forms)[forms[0], forms[1]]


def test_a_phone_of_very_many_forms_brings_nobody_together(officer, slum, round_2570):
    forms = crowd(officer, slum, meeting.COMMON + 1)
    assert not [two for two, found in meeting.shared_by(forms).items() if "phone" in found]
    phones = keys_of(Profile(phones=("0812345678",)))
    assert meeting.sharing(phones, district="1026") == {}


def test_a_form_deleted_meanwhile_is_simply_gone_the_second_time(db):
    turns = iter((IntegrityError, None))

    def write() -> int:
        if error := next(turns):
            raise error
        return 7

    assert once_more(write) == 7


def test_a_pair_alike_no_more_leaves_the_list(officer, slum, round_2570):
    second = twins.pair_of_forms(by=officer, place=slum, submit=False)[1]
    assert twins.found_pair().score > 80
    given = {**factories.household_of_four(slum, number=900), "revision": second.revision}
    given["members"] = [factories.member(3, first_name="บุญเกิด", last_name="ทองสุก", birth_date="3/4/2501")]
    actions.save(survey_id=second.pk, given=given, by=officer, at=timezone.now())
    call_command("find_duplicates")
    assert not Pair.objects.exists()


def test_one_round_can_be_looked_at_alone(officer, slum, round_2570):
    form = twins.pair_of_forms(by=officer, place=slum)[0]
    twins.earlier_form(form, by=officer)
    call_command("find_duplicates", round="2570")
    assert Pair.objects.count() == 1
    call_command("find_duplicates")
    assert Pair.objects.count() == 3
    with pytest.raises(CommandError):
        call_command("find_duplicates", round="2499")
