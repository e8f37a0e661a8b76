"""What the change of version makes of forms and figures that were there before it."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from surveys import actions, figures
from surveys.models import Survey, WorkFigure
from tests import factories
from tests.surveys.random_work import RandomWork

pytestmark = pytest.mark.django_db
migration = import_module("surveys.migrations.0014_quality_and_work")


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


EDITOR = SimpleNamespace(connection=connection, execute=run)


@pytest.fixture
def opened_again(officer, head, slum, round_2570):
    """Two answers of an approved form were changed, one of them twice, and a reason was given."""
    made = factories.household_of_four(slum, number=4)
    survey = factories.saved_survey(by=officer, place=slum, payload=made)
    survey = actions.approve(
        survey=actions.submit(survey=survey, by=officer, at=timezone.now()), by=head, at=timezone.now()
    )
    survey = actions.unlock(survey=survey, by=head, at=timezone.now(), reason="ซอยผิด")
    for revision, soi in ((1, "แรก"), (2, "ใหม่")):
        answers = {**made["answers"], "soi": soi, "rent_house": 2_500}
        given = {
            **made,
            "answers": answers,
            "revision": revision,
            "confirmed": {"floor_area_per_person": "จริง"},
        }
        actions.save(survey_id=survey.pk, given=given, by=officer, at=timezone.now())


def test_answers_that_changed_after_an_approval_are_counted_as_saving_would_have(opened_again):
    assert Survey.objects.get().changed_values == 2
    Survey.objects.update(changed_values=0)
    migration.count_changes(apps, EDITOR)
    assert Survey.objects.get().changed_values == 2


def test_forms_that_were_never_opened_again_are_left_alone(officer, head, slum, round_2570):
    factories.approved_survey(by=officer, head=head, place=slum)
    migration.count_changes(apps, EDITOR)
    assert Survey.objects.get().changed_values == 0


def test_what_was_sent_before_is_work_like_what_is_sent_after(officer, head, round_2570):
    places = [factories.community("1026", f"ทดลอง {number}") for number in (1, 2)]
    RandomWork(seed=501, officer=officer, head=head, places=places).run(50)
    Survey.objects.update(sent_at=None, asked_answers=0, missing_answers=0)
    figures.rebuild()
    WorkFigure.objects.all().delete()
    migration.count_work(apps, EDITOR)
    assert WorkFigure.objects.exists()
    assert figures.differences() == []
