"""After an older copy of the database came back, the ledger makes it forget again."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from privacy.replaying import replay
from surveys import figures
from surveys.actions.erasing import erase_household, erase_person
from surveys.actions.withdrawing import withdraw
from surveys.duplicates import snapshots
from surveys.erased import entries_in
from surveys.models import DeletedSurvey, Erasure, Survey
from tests.privacy.health import stored_health
from tests.privacy.people import MARKS, OF_WOMAN, household_with_a_past, stored_with

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def past(round_2570, slum, officer, head, tmp_path, settings):
    settings.ERASURE_LEDGER = tmp_path / "erasures.jsonl"
    survey = household_with_a_past(slum, officer, head)
    Survey.objects.filter(pk=survey.pk).update(updated_at=NOW() - timedelta(days=1))
    return Survey.objects.get(pk=survey.pk)


@pytest.fixture
def older(past):
    """Puts the household back as an older copy has it, with nothing in the ledger's table."""
    rows = snapshots.with_all_below(past.household) + snapshots.with_all_below(past)

    def put_back() -> None:
        Survey.objects.all().delete()
        past.household.__class__.objects.all().delete()
        Erasure.objects.all()._raw_delete("default")
        snapshots.put_back(rows)
        figures.rebuild()

    return put_back


def again() -> int:
    return replay(Path(settings.ERASURE_LEDGER), at=NOW())


def test_an_erased_household_that_came_back_goes_again(past, older, head):
    erase_household(household=past.household, by=head, at=NOW())
    older()
    assert stored_with(*MARKS)
    assert again() >= 1
    assert stored_with(*MARKS) == [] and figures.differences() == []


def test_an_erased_person_who_came_back_goes_again(past, older, head):
    erase_person(survey=past, position=1, by=head, at=NOW())
    older()
    assert again() == 1
    assert stored_with(*OF_WOMAN) == [] and Survey.objects.exists()


def test_a_consent_taken_back_is_taken_back_again(past, older, head):
    withdraw(survey=past, by=head, at=NOW())
    older()
    assert stored_health()
    assert again() == 1
    assert stored_health() == [] and figures.differences() == []


def test_a_consent_given_anew_stands(past, head, officer, slum):
    withdraw(survey=past, by=head, at=NOW())
    Survey.objects.update(sensitive_consent="yes", updated_at=NOW() + timedelta(hours=1))
    assert again() == 0
    assert Survey.objects.get().sensitive_consent == "yes"


@pytest.mark.parametrize("times", [1, 2])
def test_replaying_where_nothing_came_back_does_nothing(past, head, times):
    erase_household(household=past.household, by=head, at=NOW())
    entries = Erasure.objects.count()
    assert [again() for _time in range(times)] == [0] * times
    assert Erasure.objects.count() == entries == len(list(entries_in(Path(settings.ERASURE_LEDGER))))


def test_a_form_begun_after_the_copy_is_not_taken_from_a_device(past, head, officer):
    erase_household(household=past.household, by=head, at=NOW())
    DeletedSurvey.objects.all().delete()
    assert again() == 1
    assert DeletedSurvey.objects.filter(pk=past.pk).exists()


def test_a_line_cut_short_does_not_stop_the_others(past, older, head):
    erase_household(household=past.household, by=head, at=NOW())
    with Path(settings.ERASURE_LEDGER).open("a") as file:
        file.write('{"id": "4')
    older()
    assert again() >= 1 and not Survey.objects.exists()


def test_the_command_says_how_many(past, older, head, capsys):
    erase_household(household=past.household, by=head, at=NOW())
    older()
    call_command("replay_erasures", str(settings.ERASURE_LEDGER))
    assert "ลบซ้ำ" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("replay_erasures", "/nowhere/erasures.jsonl")
