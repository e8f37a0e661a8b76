"""Lets a test run take place at another moment: `PRETENDED_NOW=2028-02-29T08:00:00+07:00`; the clock goes on from there."""

import os
from datetime import datetime

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    """The clock is turned before any test is read: some of them look at it while they are."""
    if not (pretended := os.environ.get("PRETENDED_NOW")):
        return
    import time_machine  # noqa: PLC0415  not needed where nobody pretends

    traveller = time_machine.travel(datetime.fromisoformat(pretended), tick=True)
    traveller.start()
    config.add_cleanup(traveller.stop)
