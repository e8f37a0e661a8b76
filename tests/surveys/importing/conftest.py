"""What tests of files on their way in share."""

import pytest

from tests import factories
from tests.surveys.importing import templates, walking


@pytest.fixture
def kobo_round(reference):
    return walking.keep_open("2568")


@pytest.fixture
def household(slum, round_2570) -> dict:
    """What a household that a template can hold answers."""
    return factories.household_of_four(slum) | {"confirmed": {}}


@pytest.fixture
def book(household):
    """A template with one household."""
    return templates.filled(household)
