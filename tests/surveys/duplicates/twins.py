"""Two households that are one, saved through the actions, and a photograph of every row in the database."""

import uuid

from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from surveys import actions
from surveys.models import Decision, Inquiry, Merge, Pair, Survey, Traced, Trait
from tests import factories

NOT_COMPARED = {Merge, Trait, Traced, Pair, Decision}
"""What a merge adds, and what is worked out from the forms."""


def pair_of_forms(*, by, place, number: int = 71, submit: bool = True, **second) -> tuple[Survey, Survey]:
    """The same family on two forms; `second` changes answers of the second."""
    forms = [
        factories.saved_survey(by=by, place=place, payload=family_form(place, number)),
        factories.saved_survey(by=by, place=place, payload=family_form(place, number, **second)),
    ]
    if submit:
        forms = [actions.submit(survey=form, by=by, at=timezone.now()) for form in forms]
    return tuple(forms)


def family_form(place, number: int = 71, **answers) -> dict:
    made = factories.household_of_four(place, number=number, **{"phone": "0812345678", **answers})
    soft = ("citizen_id_elsewhere", "phone_elsewhere", "house_code_elsewhere")
    return {**made, "confirmed": dict.fromkeys(soft, "ตรวจแล้ว")}


def earlier_form(survey: Survey, *, by, round_code: str = "2569") -> Survey:
    """The same family in an earlier round, as a household of its own."""
    factories.open_round(round_code, fiscal_year=int(round_code))
    given = family_form(survey.community, round_code=round_code)
    return factories.saved_survey(by=by, place=survey.community, payload=given)


def found_pair() -> Pair:
    """The only pair, after a night."""
    call_command("find_duplicates")
    return Pair.objects.get()


def every_row() -> dict[str, list[tuple]]:
    """All rows of our tables that a merge must leave as they were, or put back."""
    models = [*apps.get_app_config("surveys").get_models(), *apps.get_app_config("communities").get_models()]
    return {
        model._meta.label: sorted(map(repr, model._base_manager.values_list(*_columns(model))))
        for model in models
        if model not in NOT_COMPARED and "Historical" not in model.__name__
    }


def _columns(model) -> list[str]:
    """All but how often a row of figures was written."""
    return [field.attname for field in model._meta.concrete_fields if field.name != "writes"]


def inquiry_about(survey: Survey, *, by) -> Inquiry:
    return Inquiry.objects.create(survey=survey, district_id=survey.district_id, by=by, at=timezone.now())


def to_decide(one: Survey, other: Survey, *, by) -> dict[str, object]:
    """Keys of a pair, a merge and an inquiry of a district, whatever the forms say."""
    first, second = sorted((one, other), key=lambda form: form.household_id)
    here, now = one.district_id, timezone.now()
    pair = Pair.objects.create(
        first=first.household, second=second.household, first_survey=first, second_survey=second,
        first_district_id=here, second_district_id=here, score=80, found_at=now,
    )  # fmt: skip
    merge = Merge.objects.create(district_id=here, kept=new_id(), dropped=new_id(), at=now, by=by)
    return {"pairs": pair.pk, "merges": merge.pk, "inquiries": inquiry_about(one, by=by).pk}


def new_id() -> uuid.UUID:
    return uuid.uuid4()
