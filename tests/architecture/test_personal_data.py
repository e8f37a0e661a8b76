"""Every model says which of its fields are personal, and says so of every field that looks it."""

import re

from django.apps import apps
from django.db import models

APPS = ("accounts", "audit", "jobs", "communities", "surveys", "privacy", "plans")
# In a model about people these words mark a personal field …
LOOKS_PERSONAL = re.compile(
    r"name|phone|citizen|birth|address|house_no|house_code|house_number|lat$|lng$|latitude|longitude"
    r"|comment|remark|note|email|income|reason|extra|search_key"
)
# … and these are personal in any model.
ALWAYS_PERSONAL = re.compile(r"first_name|last_name|citizen|birth_?date|phone|email|house_no|head_name")
NAMES_OF_PLACES = {"canal_name"}


def models_of_ours() -> list[type[models.Model]]:
    """Our models without the history tables, which repeat their model field for field."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in found if not hasattr(model, "instance_type")]


def problems(model: type[models.Model]) -> list[str]:
    declared = getattr(model, "personal_fields", None)
    if declared is None:
        return [f"{model.__name__} does not say which fields are personal"]
    names = {field.name for field in model._meta.concrete_fields if not field.primary_key}
    unknown = [
        f"{model.__name__} declares {name}, which it has not" for name in set(declared) - all_names(model)
    ]
    looks = LOOKS_PERSONAL if declared else ALWAYS_PERSONAL
    forgotten = sorted(name for name in names - set(declared) - judged_harmless(model) if looks.search(name))
    return unknown + [f"{model.__name__}.{name} looks personal but is not declared" for name in forgotten]


def all_names(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.get_fields()}


def judged_harmless(model: type[models.Model]) -> set[str]:
    """Coded answers of a fixed list cannot hold what somebody typed, nor does the name of a place."""
    coded = {field.name for field in model._meta.concrete_fields if field.choices or is_yes_or_no(field)}
    return coded | NAMES_OF_PLACES


def is_yes_or_no(field: models.Field) -> bool:
    return isinstance(field, models.BooleanField)


def test_every_model_declares_its_personal_fields():
    assert [problem for model in models_of_ours() for problem in problems(model)] == []


def model_of(name: str, **members) -> type[models.Model]:
    meta = type("Meta", (), {"app_label": "surveys", "managed": False, "apps": apps.__class__()})
    return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **members})


def test_a_model_that_says_nothing_is_seen():
    assert problems(model_of("Silent")) == ["Silent does not say which fields are personal"]


def test_a_personal_field_that_is_not_declared_is_seen():
    bad = model_of("Forgetful", personal_fields=("note",), note=models.TextField(), phone=models.TextField())
    assert problems(bad) == ["Forgetful.phone looks personal but is not declared"]


def test_a_citizen_id_is_personal_in_any_model():
    bad = model_of("Careless", personal_fields=(), citizen_id=models.TextField())
    assert problems(bad) == ["Careless.citizen_id looks personal but is not declared"]


def test_a_declared_field_that_does_not_exist_is_seen():
    assert problems(model_of("Wishful", personal_fields=("ghost",))) == [
        "Wishful declares ghost, which it has not"
    ]
