"""The button of a page, the job behind it and its file: who may have a report made, of what, and what is kept of it."""

import io
import re

import openpyxl
import pytest
from django.utils import timezone

from audit.models import AccessRecord
from dashboards.readers.places import Place, city
from dashboards.reports import making
from jobs.models import Job
from surveys.models import Round
from surveys.readers.figures import By
from tests import factories
from tests.dashboards.reports import walking
from tests.jobs.running import run_waiting

pytestmark = pytest.mark.django_db
BUTTON = re.compile(rf'<form method="post" action="{walking.ADDRESS}".*?</form>', re.DOTALL)


@pytest.fixture
def filled(reference):
    walking.fill()


@pytest.mark.parametrize(
    ("person", "status"),
    [("officer", 403), ("partner", 403), ("head", 302), ("department", 302), ("analyst", 302), ("administrator", 302)],
)  # fmt: skip
def test_those_who_may_take_data_may_have_a_report_made(request, filled, person, status):
    assert walking.order(request.getfixturevalue(person)).status_code == status
    assert Job.objects.count() == (status == 302)


def test_a_stranger_signs_in_first(filled, client):
    assert client.post(walking.ADDRESS)["Location"].startswith("/accounts/login/")


def test_looking_at_the_address_starts_nothing(filled, department):
    assert factories.client_of(department).get(walking.ADDRESS).status_code == 405


def test_the_button_carries_place_round_and_state_of_the_page(filled, head):
    page = factories.client_of(head).get(
        "/dashboard/tenure/?district=1026&round=2570&state=approved&map=rent"
    )
    (form,) = BUTTON.findall(page.content.decode())
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    assert {name: hidden[name] for name in ("district", "round", "state")} == {
        "district": "1026",
        "round": "2570",
        "state": "approved",
    }


@pytest.mark.parametrize("address", ["/dashboard/", "/dashboard/tenure/", "/dashboard/people/"])
def test_an_officer_sees_no_button_but_may_print(filled, officer, address):
    body = factories.client_of(officer).get(address).content.decode()
    assert not BUTTON.search(body) and 'id="print-page"' in body


def test_what_an_address_carries_is_written_as_text(filled, department):
    page = factories.client_of(department).get('/dashboard/?x="><script>alert(1)</script>')
    assert "<script>alert" not in page.content.decode()


def test_the_job_says_what_the_report_is_of(filled, department):
    job = walking.made(department, district="1026", state="approved")
    assert job.subject == "เขตดินแดง · รอบ 2570 · อนุมัติแล้วขึ้นไป"
    assert job.title == "ทำรายงานผู้บริหาร" and job.state == "done"
    assert job.result["scope"] == {"district": "1026", "state": "approved", "round": "2570"}


def test_the_file_is_a_workbook_that_no_cache_keeps(filled, department):
    reply = walking.fetch(department, walking.made(department))
    assert reply["Content-Type"].endswith("spreadsheetml.sheet") and "no-store" in reply["Cache-Control"]
    assert re.search(
        r'filename="bkkhousing_report_2570_bangkok_25\d\d-\d\d-\d\d\.xlsx"', reply["Content-Disposition"]
    )
    assert openpyxl.load_workbook(io.BytesIO(b"".join(reply.streaming_content))).sheetnames[0] == "ปก"


def test_the_words_of_the_file_are_thai_whatever_the_language_of_the_page(filled, department):
    client = factories.client_of(department)
    client.cookies["django_language"] = "en"
    client.post(walking.ADDRESS)
    (job,) = run_waiting()
    book = openpyxl.load_workbook(io.BytesIO(b"".join(walking.fetch(department, job).streaming_content)))
    assert book["ปก"]["A1"].value == "รายงานผู้บริหาร กรุงเทพมหานคร"


@pytest.mark.parametrize(
    "wrong", [{"round": "9999"}, {"state": "lost"}, {"district": "9999"}, {"group": "x"}, {"compare": "y:z"}]
)
def test_an_address_that_names_nothing_is_not_found(filled, department, wrong):
    assert walking.order(department, **wrong).status_code == 404 and not Job.objects.exists()


def test_before_the_first_round_there_is_nothing_to_report(reference, department):
    Round.objects.all().delete()
    assert walking.order(department).status_code == 404


def test_a_community_of_another_district_is_not_found(filled, head, slum, other_slum):
    assert walking.order(head, community=other_slum.pk).status_code == 404
    assert walking.made(head, community=slum.pk).state == "done"


def test_the_making_and_every_download_leave_a_record(filled, analyst):
    job = walking.made(analyst, group="central")
    walking.fetch(analyst, job)
    found = AccessRecord.objects.order_by("pk")
    assert [(one.subject, one.subject_id) for one in found] == [
        ("report", "2570"),
        ("report file", str(job.pk)),
    ]
    assert {(one.by, one.deed, one.rows) for one in found} == {(analyst, "export", 0)}
    assert all(one.scope == {"group": "central", "round": "2570"} for one in found)


def test_a_file_is_its_owners_alone(filled, head, department):
    assert walking.fetch(department, walking.made(head)).status_code == 404


def test_a_head_who_becomes_an_officer_gets_no_report_of_before(filled, head):
    job = walking.made(head)
    type(head).objects.filter(pk=head.pk).update(role="officer")
    assert walking.fetch(type(head).objects.get(pk=head.pk), job).status_code == 404
    assert not making.may_take(job, type(head).objects.get(pk=head.pk))


def test_a_round_that_is_gone_when_its_turn_comes_is_told(filled, department):
    walking.order(department)
    Job.objects.update(parameters={"round": "1999"})
    (job,) = run_waiting()
    assert job.state == "failed" and job.problem.startswith("รอบหรือพื้นที่ที่เลือกไว้ไม่มีแล้ว")
    assert not job.files.exists() and not AccessRecord.objects.exists()


def test_the_report_tells_of_the_round_in_force_when_it_was_asked_for(filled, department):
    walking.order(department)
    factories.open_round("2571", fiscal_year=2571)
    (job,) = run_waiting()
    assert job.result["round"] == "2570"


@pytest.mark.parametrize("code", ["25/70", 'a"b', "a\r\nb", "รอบ ๑"])
@pytest.mark.parametrize(
    ("place", "where"),
    [(city(), "bangkok"), (Place(By.GROUP, "central", "…"), "central"), (Place(By.COMMUNITY, 7, "…"), "7")],
)
def test_the_name_of_the_file_is_safe(code, place, where):
    name = making.file_name(place, Round(code=code), timezone.now())
    assert re.fullmatch(rf"bkkhousing_report_[\w-]+_{where}_25\d\d-\d\d-\d\d\.xlsx", name)
