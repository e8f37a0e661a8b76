"""What tests of files on their way in share."""

import pytest

from tests.surveys.importing import walking


@pytest.fixture
def kobo_round(reference):
    return walking.keep_open("2568")
