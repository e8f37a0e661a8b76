"""/exports/: who may take what, and the record it leaves."""

import io
import re

import openpyxl
import pytest
from django.utils import timezone

from audit.models import AccessRecord
from jobs.models import Job
from surveys import exporting
from surveys.exporting import making
from surveys.models import Round, Survey
from tests import factories
from tests.jobs.running import run_waiting
from tests.surveys import exported

PAGE = "/exports/"
CHOICES = {"round": "2570", "state": "counted"}
REASON = "ตรวจรายชื่อก่อนลงพื้นที่"


@pytest.fixture
def surveys(round_2570, officer, other_officer, slum, other_slum):
    """One sent in from each of two districts, and a draft."""
    factories.saved_survey(by=officer, place=slum)
    factories.submitted_survey(by=other_officer, place=other_slum)
    return factories.submitted_survey(by=officer, place=slum, phone="0812345678")


def ask(user, **given):
    """The answer to a press on start."""
    return factories.client_of(user).post(PAGE, {**CHOICES, **given})


def made(user, **given) -> Job:
    """The job after a press on start, done."""
    reply = ask(user, **given)
    assert reply.status_code == 302
    (job,) = run_waiting()
    assert reply.url == job.get_absolute_url()
    return job


def take(user, **given):
    """The answer to the download of the file."""
    return factories.client_of(user).get(made(user, **given).files.get().get_absolute_url())


def pages(reply) -> dict:
    """The workbook of an answer: rows by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(b"".join(reply.streaming_content)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def districts(reply) -> set[str]:
    rows = pages(reply)[exported.SURVEYS]
    return {row[rows[0].index("district")] for row in rows[1:]}


def text_of(reply) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.content.decode()))


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("head", 200),
        ("analyst", 200),
        ("department", 200),
        ("administrator", 200),
        ("officer", 403),
        ("partner", 403),
    ],
)
def test_only_those_who_may_take_data_enter(request, surveys, person, status):
    user = request.getfixturevalue(person)
    assert factories.client_of(user).get(PAGE).status_code == status
    if status == 403:
        assert ask(user).status_code == 403


def test_the_page_says_how_much_before_the_file_is_made(surveys, analyst):
    text = text_of(factories.client_of(analyst).get(PAGE, CHOICES))
    assert "แบบสำรวจ 2 แบบ" in text and "สมาชิก 8 คน" in text
    assert "ร่างที่ยังไม่ระบุชุมชน" not in text


def test_a_count_that_may_miss_drafts_says_so(surveys, analyst):
    text = text_of(factories.client_of(analyst).get(PAGE, {"round": "2570", "state": "all"}))
    assert "แบบสำรวจ 3 แบบ" in text and "ร่างที่ยังไม่ระบุชุมชน" in text


def test_a_head_sees_the_count_of_the_own_district(surveys, head):
    assert "แบบสำรวจ 1 แบบ" in text_of(factories.client_of(head).get(PAGE, CHOICES))


def test_the_whole_city_comes_as_a_workbook_that_no_cache_keeps(surveys, analyst):
    reply = take(analyst)
    assert reply["Content-Type"].endswith("spreadsheetml.sheet")
    assert "no-store" in reply["Cache-Control"]
    assert re.search(
        r'filename="bkkhousing_2570_bangkok_25\d\d-\d\d-\d\d\.xlsx"', reply["Content-Disposition"]
    )
    assert districts(reply) == {"1026", "1006"}


def test_a_chosen_district_is_all_that_comes(surveys, department):
    assert districts(take(department, district="1006")) == {"1006"}


@pytest.mark.parametrize("asked", ["", "1006"])
def test_a_head_gets_the_own_district_whatever_is_asked(surveys, head, asked):
    assert districts(take(head, district=asked)) == {"1026"}


@pytest.mark.parametrize("person", ["analyst", "department"])
def test_personal_data_is_never_shown_to_readers_of_the_city(request, surveys, person):
    reply = take(request.getfixturevalue(person), full="on", reason=REASON)
    assert "ปิดบัง" in str(pages(reply)[exported.COVER])


@pytest.mark.parametrize("person", ["head", "administrator"])
def test_personal_data_is_shown_for_a_reason(request, surveys, person):
    user = request.getfixturevalue(person)
    assert "0812345678" in str(pages(take(user, full="on", reason=REASON))[exported.SURVEYS])
    for found in AccessRecord.objects.all():
        assert (found.reason, found.scope["full"], found.by) == (REASON, True, user)


def test_personal_data_without_a_reason_is_refused(surveys, head):
    reply = ask(head, full="on", reason="  ")
    assert reply.status_code == 422
    assert "บอกเหตุผลที่ต้องใช้ข้อมูลส่วนบุคคล" in text_of(reply)
    assert not Job.objects.exists()


def test_personal_data_that_is_not_asked_for_is_masked(surveys, head):
    reply = take(head, reason=REASON)
    assert "0812345678" not in str(pages(reply)[exported.SURVEYS])
    assert {found.reason for found in AccessRecord.objects.all()} == {""}


def test_the_making_and_every_download_leave_a_record(surveys, analyst):
    job = made(analyst, district="1026")
    for _time in range(2):
        factories.client_of(analyst).get(job.files.get().get_absolute_url())
    found = list(AccessRecord.objects.order_by("pk"))
    assert [one.subject for one in found] == ["surveys", "surveys file", "surveys file"]
    assert {(one.by, one.deed, one.rows) for one in found} == {(analyst, "export", 1)}
    chosen = {"round": "2570", "district": "1026", "state": "counted", "full": False, "file": "xlsx"}
    counted = {"purpose": "own", "members": 4, "debts": 1}
    assert all(one.scope == {**chosen, **counted} for one in found)


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_empty_choice_says_what_to_try(surveys, analyst, method):
    reply = getattr(factories.client_of(analyst), method)(PAGE, {"round": "2570", "state": "accepted"})
    assert "ยังไม่มีแบบสำรวจตามที่เลือก" in text_of(reply)
    assert not Job.objects.exists()


@pytest.mark.parametrize("wrong", [{"round": "9999"}, {"state": "lost"}, {"district": "9999"}])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_choice_that_does_not_exist_is_answered_plainly(surveys, analyst, method, wrong):
    reply = getattr(factories.client_of(analyst), method)(PAGE, {**CHOICES, **wrong})
    assert "ไม่มีรอบ เขต หรือสถานะตามที่ขอ" in text_of(reply)


def test_an_export_that_fails_says_so_and_offers_nothing(surveys, analyst, monkeypatch):
    monkeypatch.setattr(exporting.parts, "stream", lambda rows, columns: iter(()))
    job = made(analyst)
    assert job.state == "failed" and "ไม่บันทึกไฟล์" in job.problem
    assert not job.files.exists() and not AccessRecord.objects.exists()


def test_the_file_tells_of_what_the_person_may_read_when_its_turn_comes(surveys, analyst, slum):
    ask(analyst, community=slum.pk, district="1026")
    Survey.objects.filter(pk=surveys.pk).update(community=None, state="draft")
    (job,) = run_waiting()
    assert job.result["rows"] == 0


def test_a_person_who_was_moved_gets_no_file(surveys, head):
    address = made(head).files.get().get_absolute_url()
    type(head).objects.filter(pk=head.pk).update(district="1006")
    assert factories.client_of(type(head).objects.get(pk=head.pk)).get(address).status_code == 404


def test_a_file_is_its_owners_alone(surveys, head, administrator):
    address = made(head).files.get().get_absolute_url()
    assert factories.client_of(administrator).get(address).status_code == 404


@pytest.mark.parametrize("code", ["25/70", 'a"b', "a\r\nb", "รอบ ๑"])
def test_the_name_of_the_file_is_safe_and_tells_nobody(round_2570, code):
    name = making.file_name(exporting.Selection(Round(code=code)), timezone.now(), "xlsx")
    assert re.fullmatch(r"bkkhousing_[\w-]+_bangkok_25\d\d-\d\d-\d\d\.xlsx", name)


def test_the_page_costs_the_same_however_many_surveys(
    surveys, analyst, officer, slum, django_assert_max_num_queries, django_assert_num_queries
):
    client = factories.client_of(analyst)
    with django_assert_max_num_queries(16) as few:
        client.get(PAGE, CHOICES)
    factories.submitted_survey(by=officer, place=slum)
    with django_assert_num_queries(len(few)):
        client.get(PAGE, CHOICES)
    assert Survey.objects.counted().count() == 3
