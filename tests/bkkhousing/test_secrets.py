"""A production start refuses a key that anybody could guess."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from bkkhousing.secrets import accepted_key


@pytest.mark.parametrize("key", ["", "changeme", "short", "django-insecure-" + "x" * 40])
def test_a_production_start_refuses_a_missing_or_known_key(key):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        accepted_key(key, debug=False)


def test_a_long_random_key_is_accepted():
    assert accepted_key("k" * 50, debug=False) == "k" * 50


def test_developing_needs_no_key():
    assert accepted_key("", debug=True)
