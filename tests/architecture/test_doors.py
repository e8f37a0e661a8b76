"""A door never asks for district data without saying who asks."""

import ast
import inspect

from django.apps import apps
from django.contrib import admin

from tests.architecture.tree import APPS, Module, module, modules, parents

DOORS = ("views", "api", "admin", "resources", "forms")
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SAFE = {"visible_to", "none"}
BARE_MODEL = {"get_object_or_404", "get_list_or_404"}


PUBLIC_FACTS = "districts"


def scoped_models() -> dict[str, type]:
    """Models whose rows belong to a district: those that can be asked for `visible_to(user)`.

    The districts themselves are public facts; their `visible_to` only shortens a list of choices.
    """
    ours = [model for app in APPS if app != PUBLIC_FACTS for model in apps.get_app_config(app).get_models()]
    return {model.__name__: model for model in ours if hasattr(model._default_manager, "visible_to")}


def is_door(one: Module) -> bool:
    return (one.name.split(".") + [""])[1] in DOORS


def bare_reads(one: Module, scoped: set[str]) -> list[str]:
    above = parents(one.tree)
    return [
        f"{one.name}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(one.tree)
        if is_bare_manager(node, above, scoped) or is_bare_shortcut(node, scoped)
    ]


def is_bare_manager(node: ast.AST, above: dict, scoped: set[str]) -> bool:
    """`Survey.objects` that is not followed by `.visible_to(`."""
    if not isinstance(node, ast.Attribute) or node.attr not in MANAGERS:
        return False
    names_scoped = ast.unparse(node.value).rpartition(".")[2] in scoped
    return names_scoped and getattr(above[node], "attr", None) not in SAFE


def is_bare_shortcut(node: ast.AST, scoped: set[str]) -> bool:
    """`get_object_or_404(Survey, …)`: the shortcut reads every row of a model."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    return getattr(node.func, "id", None) in BARE_MODEL and getattr(node.args[0], "id", None) in scoped


def unscoped_admin(model_admin: type) -> bool:
    """An admin page of district data whose list is not cut to what the person may read."""
    return "visible_to" not in inspect.getsource(model_admin.get_queryset)


def test_every_door_says_who_asks():
    scoped = set(scoped_models())
    assert [found for one in modules(*APPS) if is_door(one) for found in bare_reads(one, scoped)] == []


def test_every_admin_page_of_district_data_is_cut_to_the_person():
    scoped = set(scoped_models().values())
    pages = {model: type(page) for model, page in admin.site._registry.items() if model in scoped}
    assert [page.__name__ for page in pages.values() if unscoped_admin(page)] == []


def test_the_district_data_is_known():
    assert {"Survey", "Community", "Household"} <= set(scoped_models())


def test_a_bare_manager_is_seen():
    bad = module("surveys.views", "rows = models.Survey.objects.filter(pk=1)")
    assert bare_reads(bad, {"Survey"}) == ["surveys.views:1 models.Survey.objects"]


def test_a_manager_handed_on_is_seen():
    assert bare_reads(module("surveys.views", "get_object_or_404(Survey.objects, pk=1)"), {"Survey"})


def test_a_bare_model_in_a_shortcut_is_seen():
    assert bare_reads(module("surveys.views", "get_object_or_404(Survey, pk=1)"), {"Survey"})


def test_a_door_that_says_who_asks_is_let_through():
    good = module("surveys.views", "Survey.objects.visible_to(user).filter(pk=1)")
    assert bare_reads(good, {"Survey"}) == []


def test_an_admin_page_with_the_stock_list_is_seen():
    assert unscoped_admin(admin.ModelAdmin)
