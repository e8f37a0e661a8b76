"""The pages of the open data: everybody reads, the Department publishes and withdraws."""

import pytest
from django.test import Client

from jobs.models import Job
from open_data.job_kinds import PREPARE
from open_data.models import Publication
from tests import factories
from tests.jobs.running import run_waiting
from tests.open_data import versions

pytestmark = pytest.mark.django_db


@pytest.fixture
def round(reference):
    return versions.round_of([("1001", "slum", 60), ("1026", "urban", 80)])


@pytest.fixture
def desk(department):
    return factories.client_of(department)


def test_a_stranger_sees_that_nothing_is_published_yet(reference):
    page = Client().get("/open-data/").content.decode()
    assert "ยังไม่มีข้อมูลที่เผยแพร่" in page
    assert "/open-data/publish/" not in page


def test_a_stranger_finds_the_newest_version_with_its_files(round):
    versions.version(round, note="ครบทุกเขต")
    reply = Client().get("/open-data/")
    page = reply.content.decode()
    assert "ครบทุกเขต" in page and "/open-data/2570-1/datapackage.json" in page
    assert "sessionid" not in reply.cookies


def test_the_list_is_asked_of_the_database_in_two_statements(round, django_assert_num_queries):
    versions.version(round)
    with django_assert_num_queries(2):
        Client().get("/open-data/")


def test_the_page_of_a_version_explains_every_measure(round):
    found = versions.version(round)
    page = Client().get(found.get_absolute_url()).content.decode()
    assert "house_tenure.rent" in page and found.digest in page


def test_files_may_be_kept_for_a_day_and_are_not_sent_twice(round):
    versions.version(round)
    first = Client().get("/open-data/2570-1/figures.csv")
    assert first["Cache-Control"] == "public, max-age=86400"
    assert first["Access-Control-Allow-Origin"] == "*"
    again = Client().get("/open-data/2570-1/figures.csv", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_numbers_that_were_kept_back_are_nobodys(round, desk):
    versions.version(round)
    assert Client().get("/open-data/2570-1/counts.json").status_code == 404
    assert desk.get("/open-data/2570-1/counts.json").status_code == 404


def test_nobody_outside_sees_what_is_only_prepared(round):
    found = versions.prepared(round)
    assert Client().get(found.get_absolute_url()).status_code == 404
    assert Client().get(f"/open-data/{found.code}/figures.csv").status_code == 404
    assert found.code not in Client().get("/open-data/").content.decode()


def test_the_department_has_a_version_prepared_by_a_worker(round, desk):
    reply = desk.post("/open-data/publish/prepare/", {"round": "2570"})
    job = Job.objects.get(kind=PREPARE)
    assert reply["Location"] == job.get_absolute_url()
    run_waiting()
    job.refresh_from_db()
    assert (job.state, job.result["version"]) == ("done", "2570-1")
    assert "/open-data/publish/2570-1/" in desk.get("/open-data/publish/").content.decode()


def test_a_round_without_approved_forms_is_refused_in_words(round_2570, desk):
    desk.post("/open-data/publish/prepare/", {"round": "2570"})
    run_waiting()
    assert "ไม่ถึง 5 ครัวเรือน" in Job.objects.get(kind=PREPARE).problem


def test_the_preview_says_how_much_is_withheld(round, desk):
    versions.add("1002", 3)
    found = versions.prepared(round)
    page = desk.get(f"/open-data/publish/{found.code}/")
    preview = page.context["preview"]
    assert sum(level.withheld for level in preview.levels) == found.withheld > 0
    assert sum(level.cells for level in preview.levels) == found.cells


def test_publishing_asks_for_a_note_and_a_tick(round, desk):
    found = versions.prepared(round)
    reply = desk.post(f"/open-data/publish/{found.code}/", {"note": ""})
    found.refresh_from_db()
    assert (reply.status_code, found.state) == (422, "prepared")


def test_what_was_looked_at_is_what_is_published(round, desk, department):
    found = versions.prepared(round)
    versions.add("1001", 50)
    desk.post(f"/open-data/publish/{found.code}/", {"note": "ปิดรอบ", "sure": "on"})
    found.refresh_from_db()
    assert (found.state, found.published_by, found.note) == ("published", department, "ปิดรอบ")
    assert versions.told(found)["bangkok", "all", "surveys"] == 140


def test_a_second_version_stands_beside_the_first(round):
    versions.version(round)
    versions.add("1001", 50)
    assert versions.version(round).code == "2570-2"
    page = Client().get("/open-data/").content.decode()
    assert "/open-data/2570-1/" in page and "/open-data/2570-2/figures.csv" in page
    assert Client().get("/open-data/2570-1/figures.csv").status_code == 200


def test_the_same_numbers_are_not_published_twice(round, desk):
    versions.version(round)
    desk.post("/open-data/publish/prepare/", {"round": "2570"})
    run_waiting()
    assert "เหมือนฉบับก่อน" in Job.objects.get(kind=PREPARE).problem


def test_preparing_again_replaces_what_was_prepared(round):
    first = versions.prepared(round)
    versions.add("1001", 50)
    second = versions.prepared(round)
    assert (first.code, second.code) == ("2570-1", "2570-1")
    assert list(Publication.objects.all()) == [second]


def test_a_prepared_version_can_be_thrown_away(round, desk):
    found = versions.prepared(round)
    desk.post(f"/open-data/publish/{found.code}/discard/")
    assert not Publication.objects.exists()


def test_a_withdrawn_version_stays_listed_with_its_reason_and_without_its_files(round, desk):
    found = versions.version(round)
    desk.post(f"/open-data/publish/{found.code}/withdraw/", {"why": "นับเขตผิด"})
    stranger = Client()
    assert stranger.get(f"/open-data/{found.code}/figures.csv").status_code == 404
    assert "นับเขตผิด" in stranger.get(found.get_absolute_url()).content.decode()
    assert "นับเขตผิด" in stranger.get("/open-data/").content.decode()


def test_withdrawing_asks_why(round, desk):
    found = versions.version(round)
    assert desk.post(f"/open-data/publish/{found.code}/withdraw/", {"why": " "}).status_code == 422
    found.refresh_from_db()
    assert found.is_published


def test_the_number_of_a_withdrawn_version_is_not_given_again(round, desk):
    found = versions.version(round)
    desk.post(f"/open-data/publish/{found.code}/withdraw/", {"why": "นับเขตผิด"})
    versions.add("1001", 50)
    assert versions.version(round).code == "2570-2"


@pytest.mark.parametrize("role", ["officer", "head", "analyst"])
def test_others_do_not_publish(role, round, request):
    client = factories.client_of(request.getfixturevalue(role))
    assert client.get("/open-data/publish/").status_code == 403
    assert client.post("/open-data/publish/prepare/", {"round": "2570"}).status_code == 403


def test_no_person_is_named_on_the_public_pages(round, department):
    type(department).objects.filter(pk=department.pk).update(first_name="สมปอง", last_name="ไม่ควรเห็น")
    found = versions.version(round)
    pages = ("/open-data/", found.get_absolute_url(), f"/open-data/{found.code}/datapackage.json")
    assert not [page for page in pages if "ไม่ควรเห็น" in Client().get(page).content.decode()]
