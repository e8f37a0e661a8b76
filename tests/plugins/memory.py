"""Python looks through its memory for cycles less often: a run holds thousands of tests from first to last.

What was there when the tests had been found is never looked through again, and what a test leaves behind still is.
"""

import gc

import pytest

NEW_OBJECTS = 20_000


def pytest_configure(config):
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish(session):
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 10, 10)
    gc.enable()
