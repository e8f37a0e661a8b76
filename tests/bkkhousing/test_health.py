"""The answer a load balancer reads."""

import pytest
from django.db import DatabaseError, connection


@pytest.mark.django_db
def test_a_working_process_says_ok_and_its_database(client):
    answer = client.get("/healthz/")
    assert answer.json() == {"status": "ok", "database": connection.vendor}
    assert "no-store" in answer["Cache-Control"]


def test_a_process_without_its_database_says_503(client, monkeypatch):
    def refuse():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/healthz/")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")
