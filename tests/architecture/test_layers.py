"""Inside an app a module leans only on the layers below it, also by way of modules in between."""

from tests.architecture.tree import APPS, Module, imports, module, modules

LAYERS = (
    {"choices"},
    {"querysets"},
    {"models"},
    {"rules"},
    {"actions", "readers"},
    {"forms", "resources", "api", "admin", "views", "management"},
    {"urls"},
)


def layer(name: str) -> int | None:
    """The layer a module is named after, or None for one that stands between the layers."""
    place = (name.split(".") + [""])[1]
    return next((rank for rank, names in enumerate(LAYERS) if place in names), None)


def reached(start: str, edges: dict[str, set[str]]) -> set[str]:
    """Modules of a layer that `start` imports, directly or through modules of no layer."""
    seen: set[str] = set()
    waiting = set(edges[start])
    while waiting:
        name = waiting.pop()
        seen.add(name)
        if layer(name) is None:
            waiting |= edges[name] - seen
    return {name for name in seen if layer(name) is not None}


def upward_imports(found: tuple[Module, ...]) -> list[str]:
    known = {one.name for one in found}
    edges = {one.name: {name for name in imports(one, known) if name.startswith(one.app)} for one in found}
    return [
        f"{name} leans on {target}"
        for name in sorted(known)
        if layer(name) is not None
        for target in sorted(reached(name, edges))
        if layer(target) > layer(name)
    ]


def test_no_module_leans_on_a_higher_layer():
    assert upward_imports(modules(*APPS)) == []


def test_a_model_that_imports_an_action_is_seen():
    found = (module("surveys.models", "from surveys import actions"), module("surveys.actions", ""))
    assert upward_imports(found) == ["surveys.models leans on surveys.actions"]


def test_a_detour_is_seen():
    found = (
        module("surveys.querysets", "import surveys.figures"),
        module("surveys.figures", "from surveys.models.survey import Survey"),
        module("surveys.models.survey", ""),
    )
    assert upward_imports(found) == ["surveys.querysets leans on surveys.models.survey"]
