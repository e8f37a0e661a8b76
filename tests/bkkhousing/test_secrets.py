"""A production start refuses a key that anybody could guess."""

import ast
import re
import secrets

import pytest
from django.core.exceptions import ImproperlyConfigured

from bkkhousing.secrets import accepted_key, accepted_keys, refuse_public_debugging
from tests.architecture.tree import ROOT


@pytest.mark.parametrize("key", ["", "changeme", "short", "django-insecure-" + "x" * 40])
def test_a_production_start_refuses_a_missing_or_known_key(key):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        accepted_key(key, debug=False)


def test_a_long_random_key_is_accepted():
    drawn = secrets.token_urlsafe(24)
    assert accepted_key(drawn, debug=False) == drawn


@pytest.mark.parametrize("key", ["k" * 50, "ab" * 40, "My-Example-Key-1234567890-abcdefghij"])
def test_a_long_key_that_nobody_drew_by_lot_is_refused(key):
    with pytest.raises(ImproperlyConfigured):
        accepted_key(key, debug=False)


@pytest.mark.parametrize("host", ["*", "0.0.0.0", "survey.bangkok.go.th", ".go.th", "10.0.0.8"])
def test_nobody_outside_of_this_machine_sees_pages_of_errors(host):
    """T18"""
    with pytest.raises(ImproperlyConfigured, match="DEBUG"):
        refuse_public_debugging(["localhost", host], debug=True)


def test_a_public_host_is_served_and_this_machine_may_debug():
    refuse_public_debugging(["survey.bangkok.go.th"], debug=False)
    refuse_public_debugging(["localhost", "127.0.0.1", "[::1]", "bkk.localhost"], debug=True)


GIVEN_BY_OTHERS = ("OIDC_SECRET",)  # the city's provider makes it, of whatever length


def settings_read_from_the_environment() -> list[tuple[str, bool]]:
    """The names of keys that the settings read, and whether they pass a check of `secrets` on their way."""
    tree = ast.parse((ROOT / "bkkhousing/settings.py").read_text())
    checked = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("secrets.")
        for part in ast.walk(call)
    }
    asked = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env")
    ]
    named = [
        (node.args[0].value, id(node) in checked)
        for node in asked
        if node.args and hasattr(node.args[0], "value")
    ]
    ours = [(name, is_checked) for name, is_checked in named if name not in GIVEN_BY_OTHERS]
    return [(name, is_checked) for name, is_checked in ours if re.search(r"KEY|TOKEN|SECRET", name)]


def test_no_key_of_the_environment_goes_unchecked():
    found = dict(settings_read_from_the_environment())
    assert {"SECRET_KEY", "BLIND_INDEX_KEY", "METRICS_TOKEN"} <= set(found)
    assert [name for name, is_checked in found.items() if not is_checked] == []


def test_data_are_sealed_with_own_keys_and_what_was_sealed_before_them_still_opens():
    drawn = "".join(chr(97 + n) for n in range(26)) + "0123456789"
    (made,) = accepted_keys([], secret=drawn, debug=False)
    assert accepted_keys([drawn, " "], secret=drawn, debug=False) == (drawn, made) and made != drawn
    with pytest.raises(ImproperlyConfigured, match="DATA_KEYS"):
        accepted_keys(["changeme"], secret=drawn, debug=False)


def test_developing_needs_no_key():
    assert accepted_key("", debug=True)
