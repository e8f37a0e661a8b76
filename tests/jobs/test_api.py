"""Jobs through the API: whose, in which order, and what is not told or taken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs import leases
from jobs.choices import State
from jobs.models import Job
from tests.factories import client_of
from tests.jobs.holding import changed, own_storage, started, taken  # noqa: F401
from tests.jobs.running import run_waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]
LIST = "/api/v1/jobs/"


def one(job: Job) -> str:
    return f"{LIST}{job.pk}/"


def listed(user, **asked) -> list[str]:
    return [row["id"] for row in client_of(user).get(LIST, asked).json()["results"]]


def test_the_list_is_ones_own_with_the_newest_first(officer, head):
    older, newer = started(officer), started(officer)
    started(head)
    changed(older, created_at=timezone.now() - timedelta(minutes=5))
    assert listed(officer) == [str(newer.pk), str(older.pk)]


def test_an_administrator_reads_the_list_of_all_without_results_and_files(officer, administrator):
    started(officer), started(administrator), started(None)
    run_waiting()
    rows = client_of(administrator).get(LIST).json()["results"]
    own = Job.objects.get(owner=administrator)
    told = {row["id"]: (bool(row["result"]), len(row["files"])) for row in rows}
    assert len(told) == 3 and told.pop(str(own.pk)) == (True, 1)
    assert set(told.values()) == {(False, 0)}


@pytest.mark.parametrize("reader", ["head", "other_officer", "department", "analyst"])
def test_nobody_reads_the_job_of_another(reader, officer, request):
    job, user = started(officer), request.getfixturevalue(reader)
    assert client_of(user).get(one(job)).status_code == 404 and listed(user) == []


def test_a_partner_does_not_enter_here_at_all(officer, partner):
    assert client_of(partner).get(one(started(officer))).status_code == 403


def test_who_has_not_signed_in_reads_nothing(officer, client):
    assert {client.get(address).status_code for address in (LIST, one(started(officer)))} <= {401, 403}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_jobs_are_only_read_here(method, officer):
    job = started(officer)
    send = getattr(client_of(officer), method)
    assert {send(LIST).status_code, send(one(job)).status_code} == {405}
    assert changed(job).state == State.WAITING


def test_a_page_goes_on_where_the_last_one_ended(officer, monkeypatch):
    monkeypatch.setattr("bkkhousing.lib.api_pages.KeysetPages.size", 2)
    asked = [str(started(officer).pk) for _ in range(5)]
    got, cursor = [], ""
    while cursor is not None:
        page = client_of(officer).get(LIST, {"cursor": cursor} if cursor else {}).json()
        got += [row["id"] for row in page["results"]]
        cursor = page["next"]
    assert got == asked[::-1]


@pytest.mark.parametrize("cursor", ["x", "1_", "_", "9" * 40 + "_x", "1_7b0e5c1e", "' OR 1=1"])
def test_a_made_up_place_in_the_list_is_refused(cursor, officer):
    reply = client_of(officer).get(LIST, {"cursor": cursor})
    assert (reply.status_code, "bad_cursor" in reply.content.decode()) == (400, True)


@pytest.mark.parametrize("key", ["1", "x", "7b0e5c1e-3d0f-4c47-9b59-0d2e6b6c0a11", "%00"])
def test_an_address_of_no_job_is_not_found(key, officer):
    assert client_of(officer).get(f"{LIST}{key}/").status_code == 404


def test_the_states_of_a_job_are_told_as_they_come(officer):
    asked, client = started(officer), client_of(officer)
    told = [client.get(one(asked)).json()]
    mine = leases.take(worker="one", at=timezone.now())
    told.append(client.get(one(asked)).json())
    leases.fail(mine, sentence="ไม่มีข้อมูล", at=timezone.now())
    told.append(client.get(one(asked)).json())
    assert [row["state"] for row in told] == ["waiting", "running", "failed"]
    assert [row["is_over"] for row in told] == [False, False, True]
    assert (told[2]["problem"], told[2]["can_retry"], told[2]["can_cancel"]) == ("ไม่มีข้อมูล", True, False)


def test_a_list_of_many_jobs_with_files_costs_what_one_does(officer, django_assert_max_num_queries):
    for _number in range(6):
        started(officer)
    run_waiting()
    client = client_of(officer)
    with django_assert_max_num_queries(6):
        assert all(row["files"] for row in client.get(LIST).json()["results"])


def test_an_expired_file_is_told_as_such_with_its_address(officer):
    started(officer)
    run_waiting()
    file = Job.objects.get().files.get()
    file.expires_at = timezone.now() - timedelta(seconds=1)
    file.save()
    (told,) = client_of(officer).get(one(file.job)).json()["files"]
    assert (told["has_expired"], told["url"], told["size"]) == (True, file.get_absolute_url(), 1)


@pytest.mark.parametrize("wish", ["cancel", "retry"])
def test_a_wish_is_posted_and_never_followed_as_a_link(wish, officer):
    job = started(officer)
    assert client_of(officer).get(f"/jobs/{job.pk}/{wish}/").status_code == 405
    assert changed(job).state == State.WAITING


@pytest.mark.parametrize("wish", ["cancel", "retry"])
def test_a_wish_without_signing_in_changes_nothing(wish, officer, client):
    job = changed(started(officer), state=State.FAILED)
    assert client.post(f"/jobs/{job.pk}/{wish}/").status_code == 302
    assert changed(job).state == State.FAILED


def test_the_second_press_of_try_again_says_that_it_goes_on_already(officer):
    job = changed(started(officer), state=State.FAILED)
    client = client_of(officer)
    client.post(f"/jobs/{job.pk}/retry/")
    page = client.post(f"/jobs/{job.pk}/retry/", follow=True).content.decode()
    assert "ลองใหม่ไม่ได้ในตอนนี้" in page and Job.objects.get().state == State.WAITING


def test_a_cancelled_job_says_that_it_made_no_file(officer):
    page = client_of(officer).get(changed(started(officer), state=State.CANCELLED).get_absolute_url())
    assert "ไม่มีไฟล์จากงานนี้" in page.content.decode()


def test_a_person_without_jobs_is_told_where_they_come_from(officer):
    assert "ยังไม่มีงาน" in client_of(officer).get("/jobs/").content.decode()


def test_an_administrators_own_page_lists_only_their_own(officer, administrator):
    taken(officer)
    assert "ยังไม่มีงาน" in client_of(administrator).get("/jobs/").content.decode()


def test_a_subject_is_shown_as_text(officer):
    job = changed(
        started(officer), subject="<script>alert(1)</script>", problem="<b>x</b>", state=State.FAILED
    )
    page = client_of(officer).get(job.get_absolute_url()).content.decode()
    assert "<script>alert" not in page and "&lt;b&gt;x" in page
