"""What happens on a write is written where the write is: no signals."""

from tests.architecture.tree import Module, imported_names, module, modules

SIGNALS = ("django.dispatch", "django.db.models.signals", "django.db.backends.signals", "django.core.signals")


def signals_in(one: Module) -> list[str]:
    return [f"{one.name} uses {name}" for name in imported_names(one) if name.startswith(SIGNALS)]


def test_no_module_uses_signals():
    assert [finding for one in modules() for finding in signals_in(one)] == []


def test_a_receiver_is_seen():
    bad = module("surveys.apps", "from django.dispatch import receiver")
    assert signals_in(bad) == ["surveys.apps uses django.dispatch.receiver"]
