"""How jobs end, and what their owner is told."""

import pytest
from django.utils import timezone

from jobs import actions
from jobs.choices import State
from jobs.models import JobFile
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests
from tests.jobs.running import run_waiting

pytestmark = pytest.mark.django_db


def started(kind: str, by, **parameters):
    return actions.start(kind=kind, by=by, at=timezone.now(), parameters=parameters, subject="ทดสอบ")


def test_a_job_that_is_done_has_its_result_and_offers_its_file(officer):
    started("count", officer, to=3)
    (job,) = run_waiting()
    assert (job.state, job.result, job.done, job.total) == (State.DONE, {"counted": 3}, 3, 3)
    assert [file.name for file in JobFile.objects.offered_to(officer)] == ["ผลการนับ.txt"]


def test_a_job_says_in_its_own_words_why_it_cannot_be_done(officer):
    started("refuse", officer)
    (job,) = run_waiting()
    assert (job.state, job.problem) == (State.FAILED, "ไฟล์นี้ไม่มีข้อมูล")


def test_an_error_nobody_foresaw_fails_the_job_without_its_words(officer, caplog):
    started("stumble", officer)
    (job,) = run_waiting()
    assert job.state == State.FAILED and "ข้อผิดพลาดภายใน" in job.problem
    assert "1100000000008" not in job.problem
