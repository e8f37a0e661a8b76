"""A fixed cast of people and places that every test may call on by name."""

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation

from audit import events, guards
from tests import factories
from tests.restoring import bring_back_after_each_test


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """Signing in costs nothing in tests; the real hasher is slow on purpose."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def ledger_of_its_own(tmp_path_factory):
    """Erasures of tests are written beside them, not into the ledger of this machine."""
    with override_settings(ERASURE_LEDGER=tmp_path_factory.mktemp("ledger") / "erasures.jsonl"):
        yield


@pytest.fixture(autouse=True)
def thai_first():
    """Every test begins in Thai, whatever language the page of the test before it was in."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def nothing_counted():
    """What one test was refused is not the first of its kind in the next."""
    events.counted.forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database starts with the reference data, loaded once, and every test ends with it."""
    with django_db_blocker.unblock():
        assert guards.missing() == [], "every migration leaves the guards of the trail where they are"
        guards.remove()  # tests end with tables as they were found; those of the guards put them up
        factories.load_reference()
        bring_back_after_each_test()


@pytest.fixture
def reference(db):
    """Groups, districts, subdistricts, types, limits and historic rounds, as every test finds them."""


@pytest.fixture
def round_2570(reference):
    return factories.open_round("2570")


@pytest.fixture
def officer(reference):
    return factories.person("officer", "1026")


@pytest.fixture
def head(reference):
    return factories.person("head", "1026")


@pytest.fixture
def other_officer(reference):
    return factories.person("officer", "1006")


@pytest.fixture
def other_head(reference):
    return factories.person("head", "1006")


@pytest.fixture
def department(reference):
    return factories.person("department")


@pytest.fixture
def analyst(reference):
    return factories.person("analyst")


@pytest.fixture
def administrator(reference):
    return factories.person("admin")


@pytest.fixture
def partner(reference):
    return factories.person("partner")


@pytest.fixture
def slum(reference):
    return factories.community("1026", "ร่วมใจพัฒนา")


@pytest.fixture
def other_slum(reference):
    return factories.community("1006", "คลองลำเจียก")
