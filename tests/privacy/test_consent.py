"""Without consent nothing about health is kept, whichever door the form comes by and whatever it looks like."""

import json
import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from surveys import actions, figures
from surveys.actions.withdrawing import sweep_unconsented, withdraw
from surveys.entry import entry_of
from surveys.models import Change, Member, Merge, Survey
from surveys.readers.timeline import timeline_of
from surveys.readers.trail import trail_of
from tests import factories
from tests.privacy.health import NOT_GIVEN, given_of, stored_health
from tests.surveys.duplicates import twins
from tests.surveys.file_rows import row, written_rows

pytestmark = pytest.mark.django_db
NOW = timezone.now
SEEDS = range(12)


@pytest.fixture(autouse=True)
def open_today(round_2570):
    """Every form is of the open round."""


def saved(given: dict, officer, survey_id=None) -> Survey:
    return actions.save(survey_id=survey_id or uuid.uuid4(), given=given, by=officer, at=NOW()).survey


@pytest.mark.parametrize("seed", SEEDS)
def test_a_form_saved_without_consent_tells_nothing_of_health(seed, slum, officer):
    saved(given_of(seed, slum, NOT_GIVEN[seed % len(NOT_GIVEN)]), officer)
    assert stored_health() == []


@pytest.mark.parametrize("consent", ["no", "withdrawn"])
def test_the_api_keeps_nothing_of_health_either(consent, slum, officer):
    pk, client = uuid.uuid4(), factories.client_of(officer)
    address = reverse("api-surveys-detail", args=[pk])
    put = client.put(address, json.dumps(given_of(3, slum, consent)), content_type="application/json")
    changed = {"revision": 1, "members": {"0": {"chronic": "yes", "disability": ["moving"]}}}
    patched = client.patch(address, json.dumps(changed), content_type="application/json")
    assert (put.status_code, patched.status_code) == (200, 200)
    assert stored_health() == []


@pytest.mark.parametrize("seed", SEEDS[:5])
def test_a_file_brings_nothing_of_health_without_consent(seed, slum, officer):
    consent = NOT_GIVEN[seed % 3]
    made = given_of(seed, slum, consent)
    extra = {"โรคประจำตัว": "คานารีป่วยหนัก", "สี": "ฟ้า"}
    given = {"members": made["members"], "debts": made["debts"], "extra": extra}
    written_rows(row(slum, given=given, sensitive_consent=consent), by=officer)
    assert stored_health() == []
    assert Survey.objects.get().extra == {"สี": "ฟ้า"}


def test_a_round_that_asks_nothing_of_health_keeps_none_aside(slum, officer, round_2570):
    round_2570.questions = ["survey_date", "members.first_name", "members.relation"]
    round_2570.save()
    saved(given_of(1, slum, "yes"), officer)
    assert stored_health() == []


def test_demo_households_without_consent_have_no_health(demo_round):
    assert not Member.objects.exclude(survey__sensitive_consent="yes").exclude(chronic="").exists()
    assert Member.objects.exclude(chronic="").exists()


@pytest.fixture
def demo_round(db, round_2570):
    call_command("seed_demo", surveys=60, seed=3, round="2570", verbosity=0)


def with_health(slum, officer) -> Survey:
    """A form with consent whose history, too, tells of health."""
    given = factories.household_of_four(slum, number=5)
    survey = saved(given, officer)
    given["members"][0].update(chronic="yes", disability=["moving"])
    return saved({**given, "revision": 1}, officer, survey.pk)


def test_a_consent_taken_back_empties_the_history_as_well(slum, officer):
    survey = with_health(slum, officer)
    given = factories.household_of_four(slum, number=5, sensitive_consent="withdrawn")
    saved({**given, "revision": survey.revision}, officer, survey.pk)
    assert stored_health() == []
    last = Change.objects.order_by("revision").last()
    assert last.fields["sensitive_consent"] == ["yes", "withdrawn"]


def test_the_history_says_that_it_was_emptied(slum, officer):
    survey = withdraw(survey=with_health(slum, officer), by=officer, at=NOW())
    entry = entry_of(survey, survey.members.all(), survey.debts.all())
    events = timeline_of(trail_of(survey, entry, personal=True)).events
    assert any("ลบคำตอบสุขภาพ" in event.note for event in events)


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_consent_is_taken_back_from_a_locked_form_and_the_figures_follow(state, slum, officer, head):
    survey = actions.submit(survey=with_health(slum, officer), by=officer, at=NOW())
    if state == "approved":
        survey = actions.approve(survey=survey, by=head, at=NOW())
    withdraw(survey=survey, by=head, at=NOW())
    assert stored_health() == [] and figures.differences() == []
    assert Survey.objects.get().state == state


def test_a_merge_gives_no_health_back_after_the_consent_was_taken_back(slum, officer, head):
    kept, dropped = twins.pair_of_forms(by=officer, place=slum)
    merged = actions.merge(kept=kept.household, dropped=dropped.household, by=head, at=NOW())
    withdraw(survey=kept, by=head, at=NOW())
    assert stored_health() == []
    assert Merge.objects.get(pk=merged.pk).rows


def test_undoing_an_import_that_took_the_consent_back_brings_no_health(slum, officer):
    first, second = row(slum), row(slum, sensitive_consent="withdrawn", soi="๙")
    written_rows(first, by=officer)
    rows = written_rows(second, by=officer)
    assert "moving" not in repr([one.before for one in rows])
    actions.taking_back.take_back(rows, by=officer, at=NOW())
    assert stored_health() == [] and figures.differences() == []


def test_what_an_older_version_kept_without_consent_is_swept_out(slum, officer):
    survey = actions.submit(survey=with_health(slum, officer), by=officer, at=NOW())
    Survey.objects.filter(pk=survey.pk).update(sensitive_consent="no")
    assert sweep_unconsented(by=None, at=NOW()) == 1
    assert stored_health() == [] and figures.differences() == []


def test_with_consent_the_answers_are_kept(slum, officer):
    survey = with_health(slum, officer)
    assert survey.members.get(position=0).chronic == "yes"
