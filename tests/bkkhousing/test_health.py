"""The answer a load balancer reads."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from bkkhousing import health
from jobs import signs
from jobs.models import Job


@pytest.mark.django_db
def test_a_working_process_says_ok_and_its_database(client):
    answer = client.get("/healthz/")
    assert answer.json() == {
        "status": "ok",
        "database": connection.vendor,
        "jobs": {"workers": 0, "waiting": 0},
        "disk": {"data": "ok", "media": "ok", "temporary": "ok"},
        "clock": "ok",
        "migrations": "ok",
    }
    assert "no-store" in answer["Cache-Control"]


def test_a_process_without_its_database_says_503(client, monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz/")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("minutes", "is_alive", "status"), [(4, False, "ok"), (6, False, "degraded"), (6, True, "ok")]
)
def test_jobs_that_wait_with_nobody_to_do_them_are_reported(client, minutes, is_alive, status):
    Job.objects.create(kind="export", created_at=timezone.now() - timedelta(minutes=minutes))
    if is_alive:
        signs.give("one", job=None, at=timezone.now())
    answer = client.get("/healthz/")
    told = {"workers": int(is_alive), "waiting": 1}
    assert (answer.status_code, answer.json()["status"], answer.json()["jobs"]) == (200, status, told)


@pytest.mark.django_db
def test_asking_costs_three_statements(client, django_assert_num_queries):
    client.get("/healthz/")
    with django_assert_num_queries(3):
        client.get("/healthz/")


@pytest.mark.django_db
@pytest.mark.parametrize("free", [511 * health.MIB, None])
def test_a_disk_that_is_nearly_full_or_gone_wants_an_operator(client, monkeypatch, free):
    monkeypatch.setattr(health, "free_bytes", lambda: {"data": free, "media": 512 * health.MIB})
    answer = client.get("/healthz/").json()
    assert (answer["status"], answer["disk"]) == ("degraded", {"data": "low", "media": "ok"})


@pytest.mark.django_db
@pytest.mark.parametrize(("seconds", "clock"), [(60, "skewed"), (-60, "skewed"), (3, "ok")])
def test_clocks_that_went_apart_are_told(client, monkeypatch, seconds, clock):
    ahead = timezone.now() + timedelta(seconds=seconds)
    monkeypatch.setattr(health, "timezone", SimpleNamespace(now=lambda: ahead))
    answer = client.get("/healthz/").json()
    assert answer["clock"] == clock and (answer["status"] == "ok") is (clock == "ok")


@pytest.mark.django_db
def test_a_database_that_has_not_seen_every_migration_is_told(client):
    newest = MigrationRecorder(connection).Migration.objects.filter(app="surveys").order_by("-name").first()
    newest.delete()
    answer = client.get("/healthz/")
    assert (answer.status_code, answer.json()["migrations"], answer.json()["status"]) == (
        200,
        "behind",
        "degraded",
    )


@pytest.mark.django_db
def test_a_database_that_is_ahead_of_this_code_is_no_trouble(client):
    MigrationRecorder(connection).record_applied("surveys", "9999_of_the_next_release")
    assert client.get("/healthz/").json()["status"] == "ok"


def test_a_folder_that_is_not_there_yet_lies_where_the_data_lies(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "not" / "yet"
    assert health.free_bytes()["media"] > 0
