"""A job gives way to people who wait for a page, and does not look for dead objects all the time."""

import gc

import pytest
from django.utils import timezone

from jobs import actions, memory
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests
from tests.jobs.running import run_waiting


def test_dead_objects_are_looked_for_seldom_during_a_job_and_as_before_after_it():
    before = gc.get_threshold()
    with pytest.raises(ZeroDivisionError), memory.seldom_swept():
        assert gc.get_threshold()[0] > before[0] and gc.get_freeze_count()
        raise ZeroDivisionError
    assert gc.get_threshold() == before and not gc.get_freeze_count()


@pytest.mark.django_db
def test_a_job_that_fails_leaves_the_process_as_it_was(officer):
    before = gc.get_threshold()
    actions.start(kind="stumble", by=officer, at=timezone.now(), parameters={}, subject="ทดสอบ")
    run_waiting()
    assert gc.get_threshold() == before
