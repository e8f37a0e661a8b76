"""The kinds of jobs: one name, one kind, and what a job says of a kind that this version has not."""

from dataclasses import replace

import pytest

from jobs import kinds
from jobs.choices import State
from jobs.models import Job
from tests.jobs.kinds import KINDS

COUNT = KINDS[0]


@pytest.fixture(autouse=True)
def own_kinds(monkeypatch):
    """A register of kinds that is gone after the test."""
    monkeypatch.setattr(kinds, "_KINDS", {COUNT.name: COUNT})


def test_the_same_kind_is_registered_as_often_as_one_likes():
    assert kinds.register(COUNT) is COUNT and kinds.register(replace(COUNT)) == COUNT


def test_two_kinds_of_one_name_are_refused_and_the_first_stays():
    with pytest.raises(ValueError, match="count"):
        kinds.register(replace(COUNT, memory_mib=1))
    assert kinds.kind_of("count").memory_mib == COUNT.memory_mib


def test_only_kinds_that_say_so_are_done_at_night():
    kinds.register(nightly := replace(COUNT, name="nightly", nightly=True))
    assert kinds.nightly_kinds() == [nightly]


@pytest.mark.parametrize(("kind", "title"), [("count", "นับเลข"), ("of_old", "of_old")])
def test_a_job_of_a_forgotten_kind_is_still_called_something(kind, title):
    assert Job(kind=kind).title == title


@pytest.mark.parametrize(
    ("kind", "state", "may"),
    [
        ("count", State.FAILED, True),
        ("count", State.CANCELLED, True),
        ("count", State.DONE, False),
        ("count", State.RUNNING, False),
        ("count", State.WAITING, False),
        ("of_old", State.FAILED, False),
    ],
)
def test_a_job_is_tried_again_when_it_stopped_and_its_kind_is_known(kind, state, may):
    assert Job(kind=kind, state=state).may_be_retried is may


def test_a_kind_may_refuse_another_try():
    kinds.register(replace(COUNT, name="once", may_retry=lambda job: job.attempt < 1))
    assert Job(kind="once", state=State.FAILED).may_be_retried
    assert not Job(kind="once", state=State.FAILED, attempt=1).may_be_retried


def test_what_the_access_record_says_of_a_file_is_the_kinds_own_if_it_has_words():
    told = {"subject": "survey", "rows": 7, "reason": "รายงาน"}
    kinds.register(replace(COUNT, name="telling", taken=lambda job: told))
    assert Job(kind="telling").taken() == told
    assert Job(kind="count").taken() == {"subject": "job count"}


def test_the_subject_of_a_record_is_never_longer_than_its_column():
    kinds.register(replace(COUNT, name="k" * 40))
    assert len(Job(kind="k" * 40).taken()["subject"]) == 40
