"""A household in which somebody can be looked for in everything that is stored."""

from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils import timezone

from surveys import actions
from surveys.models import Survey
from tests import factories
from tests.surveys.duplicates import twins

FIRST, LAST = "คานารีหญิง", "เสียงใสแจ๋ว"
NUMBER, PHONE, HOUSE = factories.citizen_id(424242), "0812349876", "98/7654"
MARKS = (FIRST, LAST, NUMBER, PHONE, HOUSE)
OF_WOMAN = (FIRST, LAST, NUMBER)


def form_of(place, number: int = 61, round_code: str = "2570") -> dict:
    given = twins.family_form(place, number, house_no=HOUSE, phone=PHONE, round_code=round_code)
    given["members"][1].update(first_name=FIRST, last_name=LAST, citizen_id=NUMBER)
    return given


def household_with_a_past(place, officer, head) -> Survey:
    """A form that was saved, changed, sent, given back with a remark that names her, and sent again."""
    given = form_of(place)
    survey = factories.saved_survey(by=officer, place=place, payload=given)
    given["members"][1]["work"] = "daily"
    saved = actions.save(survey_id=survey.pk, given={**given, "revision": 1}, by=officer, at=timezone.now())
    sent = actions.submit(survey=saved.survey, by=officer, at=timezone.now())
    back = actions.send_back(
        survey=sent, by=head, at=timezone.now(), comments=[("soi", f"ถาม {FIRST} อีกครั้ง")]
    )
    return actions.submit(survey=back, by=officer, at=timezone.now())


def stored_with(*words: str) -> list[str]:
    """Every row of every model in which one of the words stands, and the file of the ledger when it holds one."""
    models = [model for model in apps.get_models() if not model._meta.proxy]
    found = [
        f"{model.__name__} {row.pk}" for model in models for row in model.objects.all() if _says(row, words)
    ]
    ledger = Path(settings.ERASURE_LEDGER)
    told = ledger.read_text(encoding="utf-8") if ledger.exists() else ""
    return found + [ledger.name for word in words if word in told]


def _says(row, words) -> bool:
    said = repr([getattr(row, field.attname) for field in row._meta.concrete_fields])
    return any(word in said for word in words)
