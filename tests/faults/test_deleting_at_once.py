"""F57: a form deleted while it is saved, imported over or sent by a device: a clean answer, no orphan, exact figures."""

import itertools
import uuid
from functools import partial

import pytest
from django.test import Client
from django.utils import timezone

from communities.models import Household
from surveys import actions, figures
from surveys.models import Debt, DeletedSurvey, Member, Survey
from surveys.refusals import Refused
from tests import factories
from tests.faults.scale import times
from tests.surveys.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

ATTEMPTS = times(20)
CLEAN = {200, 204, 404, 409, 410, 422}
numbers = itertools.count(1)


def orphans() -> dict[str, int]:
    """Rows that belong to no form, and households of none."""
    kept = Survey.objects.values("pk")
    return {
        "members": Member.objects.exclude(survey__in=kept).count(),
        "debts": Debt.objects.exclude(survey__in=kept).count(),
        "both": Survey.objects.filter(pk__in=DeletedSurvey.objects.values("pk")).count(),
        "households": Household.objects.filter(surveys=None).count(),
    }


def check(answers: list) -> None:
    assert {status for status in answers if status} <= CLEAN, answers
    assert orphans() == {"members": 0, "debts": 0, "both": 0, "households": 0}
    assert figures.differences() == []


def deleting(client: Client, survey: Survey):
    path, reason = f"/api/v1/surveys/{survey.pk}/", {"reason": "กรอกซ้ำ"}
    return lambda: client.delete(path, reason, content_type="application/json").status_code


def saving(client: Client, survey: Survey, payload: dict):
    path = f"/api/v1/surveys/{survey.pk}/"
    return lambda: client.put(path, payload, content_type="application/json").status_code


def form(officer, slum) -> tuple[Survey, dict]:
    payload = factories.household_of_four(slum, number=next(numbers))
    saved = actions.save(survey_id=uuid.uuid4(), given=payload, by=officer, at=timezone.now()).survey
    return saved, {**payload, "revision": 1, "answers": {**payload["answers"], "rent_house": 3100}}


def test_a_form_deleted_while_it_is_saved_is_saved_or_gone(officer, slum, round_2570):
    client = factories.client_of(officer)
    for _attempt in range(ATTEMPTS):
        survey, changed = form(officer, slum)
        answers = at_once(deleting(client, survey), saving(client, survey, changed))
        assert not Survey.objects.filter(pk=survey.pk).exists() or 204 not in answers
        check(answers)


def test_a_form_deleted_while_a_device_sends_it_again_does_not_come_back(officer, slum, round_2570):
    client = factories.client_of(officer)
    for _attempt in range(ATTEMPTS):
        survey, changed = form(officer, slum)
        sent = [saving(client, survey, {**changed, "revision": 0}), saving(client, survey, changed)]
        answers = at_once(deleting(client, survey), *sent)
        check(answers)
        if 204 in answers:
            assert saving(client, survey, changed)() == 410


def test_a_form_deleted_while_a_file_brings_it_is_there_or_gone(officer, head, slum, round_2570):
    client = factories.client_of(officer)
    for _attempt in range(ATTEMPTS):
        key = f"file:{next(numbers)}"
        bring_in(key, slum, round_2570, head)
        survey = Survey.objects.get(source_key=key)
        again = partial(bring_in, key, slum, round_2570, head, rent_house=4500)
        answers = at_once(deleting(client, survey), again)
        check(answers)


def bring_in(key: str, slum, round, head, **answers) -> int:
    """A row of a file; whether it was written is the file's business, that it ends is ours."""
    payload = factories.household_of_four(slum, number=abs(hash(key)) % 10**6, **answers)
    given = {name: value for name, value in payload["answers"].items() if name not in ("round", "community")}
    row = actions.Incoming(
        number=2,
        source_key=key,
        district=slum.district,
        community=slum,
        answers=given,
        extra={},
        begun_at=timezone.now(),
        ended_at=timezone.now(),
        members=payload["members"],
        debts=payload["debts"],
    )
    try:
        actions.write_batch(rows=[row], round=round, by=head, at=timezone.now())
    except Refused as refusal:
        return refusal.status
    return 200
