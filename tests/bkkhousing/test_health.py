"""The answer a load balancer reads."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone

from jobs import signs
from jobs.models import Job


@pytest.mark.django_db
def test_a_working_process_says_ok_and_its_database(client):
    answer = client.get("/healthz/")
    assert answer.json() == {
        "status": "ok",
        "database": connection.vendor,
        "jobs": {"workers": 0, "waiting": 0},
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
