"""What reports are made of."""

import pytest

from tests import factories
from tests.dashboards.reports import walking


@pytest.fixture
def worked(officer, head, slum, round_2570):
    """Figures of three districts, and surveys that were really sent by somebody on a day."""
    walking.fill()
    for _time in range(6):
        factories.submitted_survey(by=officer, place=slum)
    factories.approved_survey(by=officer, head=head, place=slum)
