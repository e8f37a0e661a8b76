"""A person watches a job: the page follows it by itself, and shows its end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jobs import actions
from jobs.choices import State
from jobs.models import Job
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests
from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(officer) -> Job:
    return actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 3})


def moves(job: Job, **values) -> None:
    Job.objects.filter(pk=job.pk).update(**values)


def test_the_page_follows_a_job_to_its_end(open_page, officer, job):
    page = open_page(officer, PHONE)
    page.goto(f"/jobs/{job.pk}/")
    expect(page.get_by_text("รอคิว เริ่มเองเมื่อถึงคิว")).to_be_visible()
    begun = timezone.now() - timedelta(seconds=60)
    moves(job, state=State.RUNNING, done=600, total=2400, stage="ตรวจแถว", stage_at=begun)
    expect(page.get_by_text("600 จาก 2,400 แถว")).to_be_visible()
    moves(job, done=1200)
    expect(page.get_by_text("1,200 จาก 2,400 แถว")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 50)
    moves(job, state=State.FAILED, problem="ไฟล์นี้ไม่มีข้อมูล")
    expect(page.get_by_text("ไฟล์นี้ไม่มีข้อมูล")).to_be_visible()
    page.get_by_role("button", name="ลองใหม่").click()
    expect(page.get_by_role("button", name="ยกเลิกงาน")).to_be_visible()
