"""Apps stand in one order; a lower one never imports a higher one, and no modules form a circle."""

from graphlib import CycleError, TopologicalSorter

from tests.architecture.tree import APPS, Module, imports, module, modules

LOWEST = "bkkhousing.lib"


def height(name: str) -> int:
    """The library is lowest, the apps stand above it in their order."""
    app = name.partition(".")[0]
    return 1 + APPS.index(app) if app in APPS else 0


def is_settled_by_name(name: str) -> bool:
    """Settings, addresses and the like: they name the apps as text, and nobody imports them."""
    return name.startswith("bkkhousing") and not f"{name}.".startswith(f"{LOWEST}.")


def upward_imports(found: tuple[Module, ...]) -> list[str]:
    known = {one.name for one in found}
    return [
        f"{one.name} imports {target}"
        for one in found
        for target in sorted(imports(one, known))
        if height(target) > height(one.name) or (height(one.name) and is_settled_by_name(target))
    ]


def circle(found: tuple[Module, ...]) -> list[str]:
    known = {one.name for one in found}
    try:
        TopologicalSorter({one.name: imports(one, known) for one in found}).prepare()
    except CycleError as error:
        return error.args[1]
    return []


def test_no_app_imports_a_higher_one():
    assert upward_imports(modules()) == []


def test_no_modules_import_each_other_in_a_circle():
    assert circle(modules()) == []


def test_an_upward_import_is_seen():
    low = module("districts.models", "def f():\n    from surveys.models import Survey")
    assert upward_imports((low, module("surveys.models", ""))) == ["districts.models imports surveys.models"]


def test_the_library_may_not_import_an_app():
    low = module("bkkhousing.lib.thai", "import districts.models")
    assert upward_imports((low, module("districts.models", "")))


def test_an_app_may_not_import_the_project_around_it():
    low = module("surveys.views", "from bkkhousing.api import router")
    assert upward_imports((low, module("bkkhousing.api", "")))


def test_the_project_names_its_apps_as_text_alone():
    low = module("bkkhousing.api", "from surveys.api import SurveyViewSet")
    assert upward_imports((low, module("surveys.api", "")))


def test_a_circle_is_seen():
    first, second = module("surveys.a", "import surveys.b"), module("surveys.b", "from surveys.a import x")
    assert set(circle((first, second))) == {"surveys.a", "surveys.b"}
