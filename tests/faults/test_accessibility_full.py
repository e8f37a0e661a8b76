"""Every page of officer and head in both languages at both widths: the full walk of the everyday half."""

import pytest

from tests.journeys.conftest import open_page
from tests.journeys.sights import SHOWS
from tests.journeys.test_accessibility import walked

__all__ = ["open_page", "walked"]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("language", "device"), SHOWS)
def test_no_page_keeps_anyone_out(walked, language, device):
    assert walked(language, device) == {}
