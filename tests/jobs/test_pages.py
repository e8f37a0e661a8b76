"""The pages of jobs: who sees which, what they say, and who is given the file."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from audit.models import AccessRecord
from jobs import actions
from jobs.choices import State
from jobs.files import fit_name
from jobs.models import Job, JobFile
from jobs.readers import pace, time_left
from tests import factories
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests
from tests.jobs.running import run_waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def storage(settings, tmp_path):
    settings.MEDIA_ROOT, settings.JOB_FOLDER = tmp_path / "media", tmp_path / "jobs"


@pytest.fixture
def job(officer) -> Job:
    return actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 3}, subject="ปลาทอง")


@pytest.fixture
def file(job) -> JobFile:
    run_waiting()
    return JobFile.objects.get()


def said(reply) -> str:
    return reply.content.decode()


def fetched(file: JobFile, user):
    return factories.client_of(user).get(file.get_absolute_url())


def test_a_job_that_waits_says_so_and_can_be_cancelled(job, officer):
    page = said(factories.client_of(officer).get(job.get_absolute_url()))
    assert "รอคิว" in page and "ยกเลิกงาน" in page and "js/jobs.js" in page


def test_a_running_job_says_how_much_is_done_how_fast_and_how_long_it_takes(job, officer):
    begun = timezone.now() - timedelta(seconds=60)
    Job.objects.update(state=State.RUNNING, done=600, total=2400, stage="ตรวจแถว", stage_at=begun)
    told = factories.client_of(officer).get(f"/api/v1/jobs/{job.pk}/").json()
    assert told["said"] == "600 จาก 2,400 แถว · 10 แถวต่อวินาที · เหลืออีกประมาณ 3 นาที"
    assert (told["percent"], told["stage"], told["rate"]) == (25, "ตรวจแถว", 10)


@pytest.mark.parametrize(
    ("left", "words"),
    [(9, "ไม่ถึง 1 นาที"), (61, "ประมาณ 2 นาที"), (3700, "1 ชั่วโมง 2 นาที"), (0, "")],
)
def test_the_time_left_is_said_in_words(left, words):
    job = Job(state=State.RUNNING, done=10_000, total=10_000 + left * 100)
    said_left = time_left(job, rate=100)
    assert words in said_left and bool(said_left) == bool(words)


@pytest.mark.parametrize(("seconds", "done", "rate"), [(10, 1000, 10), (1, 1000, None), (10, 900, None)])
def test_a_resumed_job_is_not_credited_with_what_earlier_attempts_did(seconds, done, rate):
    at = timezone.now()
    begun = at - timedelta(seconds=seconds)
    assert pace(Job(state=State.RUNNING, done=done, stage_from=900, stage_at=begun), at) == rate


def test_a_failed_job_says_why_and_what_to_do(officer):
    failed = actions.start(kind="refuse", by=officer, at=timezone.now(), parameters={})
    run_waiting()
    page = said(factories.client_of(officer).get(failed.get_absolute_url()))
    assert "ไฟล์นี้ไม่มีข้อมูล" in page and "ลองใหม่" in page and "js/jobs.js" not in page


def test_a_finished_job_shows_its_file_and_until_when_in_thai_years(file, officer):
    page = said(factories.client_of(officer).get("/jobs/"))
    assert "ผลการนับ.txt" in page and "ดาวน์โหลดได้ถึง" in page
    assert str(file.expires_at.year + 543) in page


def test_the_list_is_read_with_the_same_few_questions_however_long(officer, django_assert_max_num_queries):
    for _number in range(12):
        actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 1})
    run_waiting()
    client = factories.client_of(officer)
    with django_assert_max_num_queries(7):
        client.get("/jobs/")


def test_nobody_sees_a_job_of_somebody_else_but_the_administrator_without_its_file(
    file, head, other_officer, department, administrator
):
    address = file.job.get_absolute_url()
    for stranger in (head, other_officer, department):
        assert factories.client_of(stranger).get(address).status_code == 404
        assert "ปลาทอง" not in said(factories.client_of(stranger).get("/jobs/"))
    page = said(factories.client_of(administrator).get(address))
    assert "ปลาทอง" in page and file.name not in page and str(file.pk) not in page


def test_the_owner_gets_the_file_which_is_kept_nowhere_and_recorded(file, officer):
    reply = fetched(file, officer)
    assert b"".join(reply) == b"3"
    assert (reply["Cache-Control"], reply["X-Content-Type-Options"]) == ("no-store, private", "nosniff")
    assert reply["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('ผลการนับ.txt')}"
    record = AccessRecord.objects.get()
    assert (record.by, record.subject, record.subject_id) == (officer, "job count", str(file.job_id))


def test_nobody_else_gets_the_file_whatever_they_may_read(
    file, head, other_officer, department, analyst, administrator, client
):
    for stranger in (head, other_officer, department, analyst, administrator):
        assert fetched(file, stranger).status_code == 404
    assert client.get(file.get_absolute_url()).status_code == 302
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize(
    "change", [{"role": "head"}, {"district_id": "1006"}, {"role": "analyst", "district_id": None}]
)
def test_a_person_who_has_become_another_gets_no_file(file, officer, change):
    type(officer).objects.filter(pk=officer.pk).update(**change)
    assert fetched(file, officer).status_code == 404


def test_a_kind_may_refuse_a_file_to_its_owner(file, officer, monkeypatch):
    monkeypatch.setattr(Job, "its_kind", _kinds.SECRETIVE)
    assert fetched(file, officer).status_code == 404


def test_an_expired_file_is_refused_with_the_reason(file, officer):
    JobFile.objects.update(expires_at=timezone.now())
    reply = fetched(file, officer)
    assert reply.status_code == 404 and "ไฟล์หมดอายุแล้ว" in said(reply)


def test_a_file_of_a_job_that_is_not_done_is_not_offered(file, officer):
    Job.objects.update(state=State.RUNNING)
    assert fetched(file, officer).status_code == 404
    assert factories.client_of(officer).get(f"/api/v1/jobs/{file.job_id}/").json()["files"] == []


def test_a_file_is_not_reached_through_another_job(file, officer):
    other = actions.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 1})
    run_waiting()
    assert factories.client_of(officer).get(f"/jobs/{other.pk}/files/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("a\r\nSet-Cookie: x=1.xlsx", "a__Set-Cookie_ x=1.xlsx"),
        ('คำ"พูด".csv', "คำ_พูด_.csv"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("", "file"),
        ("..", "file"),
        ("a\u202excod.exe", "a_xcod.exe"),
    ],
)
def test_a_name_can_neither_lead_elsewhere_nor_break_a_header(name, kept, file, officer):
    assert fit_name(name) == kept
    JobFile.objects.update(name=fit_name(name))
    disposition = fetched(file, officer)["Content-Disposition"]
    assert disposition.startswith("attachment; filename") and "\n" not in disposition


def test_a_long_thai_name_is_cut_between_letters_and_keeps_its_suffix(file, officer):
    name = fit_name("แบบสำรวจ" * 40 + ".xlsx")
    assert len(name.encode()) <= 255 and name.endswith(".xlsx") and name.startswith("แบบสำรวจ")
    JobFile.objects.update(name=name)
    assert fetched(file, officer).status_code == 200


def test_a_file_that_is_gone_from_the_storage_is_no_fault_of_the_page(file, officer):
    default_storage.delete(file.key)
    assert fetched(file, officer).status_code == 404


def test_a_file_is_no_page_of_its_own_whatever_it_holds(file, officer):
    default_storage.delete(file.key)
    default_storage.save(file.key, ContentFile(b"<script>alert(1)</script>"))
    assert fetched(file, officer)["Content-Disposition"].startswith("attachment")


def test_cancel_and_retry_are_the_owners_alone(job, officer, administrator, other_officer):
    for stranger in (administrator, other_officer):
        assert factories.client_of(stranger).post(f"/jobs/{job.pk}/cancel/").status_code == 404
    assert factories.client_of(officer).post(f"/jobs/{job.pk}/cancel/").url == job.get_absolute_url()
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    factories.client_of(officer).post(f"/jobs/{job.pk}/retry/")
    job.refresh_from_db()
    assert job.state == State.WAITING


def test_a_wish_that_comes_too_late_is_answered_with_a_sentence(file, officer):
    reply = factories.client_of(officer).post(f"/jobs/{file.job_id}/cancel/", follow=True)
    assert "งานนี้จบไปแล้ว" in said(reply)
