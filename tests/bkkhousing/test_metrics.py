"""The figures for a program that watches."""

import re
import uuid

import pytest
from django.utils import timezone

from bkkhousing import tally as counting
from bkkhousing.metrics import durations, sample
from bkkhousing.tally import Tally, of_all_processes
from jobs import signs
from jobs.models import Job
from tests import factories

TOKEN = "Vq3ZtR8mKx1LwP0sYb7NcHj5Ud2EoGf4"
LINE = re.compile(r'bkkhousing_[a-z_]+(\{([a-z]+="[^"]*",?)+\})? -?[0-9.e+]+')

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(client, settings, tmp_path, monkeypatch):
    """Asks for the figures as the program does that holds the token."""
    settings.METRICS_TOKEN, settings.VAR_DIR = TOKEN, tmp_path
    own = Tally()
    for module in ("bkkhousing.tally", "bkkhousing.request_lines", "bkkhousing.limits"):
        monkeypatch.setattr(f"{module}.tally", own)

    def ask() -> list[str]:
        reply = client.get("/metrics/", headers={"Authorization": f"Bearer {TOKEN}"})
        assert reply.status_code == 200 and "no-store" in reply["Cache-Control"]
        return reply.content.decode().splitlines()

    return ask


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Token {TOKEN}", TOKEN, "Bearer ก"]
)
def test_without_the_token_there_is_no_such_page(client, settings, given):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/metrics/", headers={"Authorization": given}).status_code == 404


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer "])
def test_where_no_token_is_set_nobody_is_answered(client, settings, given):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics/", headers={"Authorization": given}).status_code == 404


def test_every_line_is_one_that_a_scraper_reads(asked):
    asked()
    lines = asked()
    assert [line for line in lines if not line.startswith("# ") and not LINE.fullmatch(line)] == []
    kinds = [line.split()[2] for line in lines if line.startswith("# TYPE")]
    assert len(kinds) == len(set(kinds))


def test_requests_saves_and_refusals_are_counted_by_route(asked, officer, slum, round_2570):
    client = factories.client_of(officer)
    address = f"/api/v1/surveys/{uuid.uuid4()}/"
    client.put(address, factories.household_of_four(slum), content_type="application/json")
    client.get("/nowhere/")
    lines = asked()
    assert 'bkkhousing_requests_total{route="api-surveys-detail",method="PUT",status="200"} 1' in lines
    assert 'bkkhousing_requests_total{route="nowhere",method="GET",status="404"} 1' in lines
    assert "bkkhousing_saves_total 1" in lines
    assert 'bkkhousing_request_seconds_count{route="api-surveys-detail"} 1' in lines


def test_jobs_workers_and_room_are_told(asked):
    Job.objects.create(kind="export", created_at=timezone.now())
    signs.give("one", job=None, at=timezone.now())
    lines = asked()
    assert 'bkkhousing_jobs{state="waiting"} 1' in lines and "bkkhousing_workers 1" in lines
    assert "bkkhousing_trail_unsealed 0" in lines
    assert {line.split("{")[0] for line in lines if "disk_free" in line and "#" not in line} == {
        "bkkhousing_disk_free_bytes"
    }
    silent = next(line for line in lines if line.startswith("bkkhousing_worker_silent_seconds "))
    assert 0 <= float(silent.split()[1]) < 5


def test_classes_of_duration_hold_all_that_was_quicker():
    counted = Tally()
    for seconds in (0.01, 0.04, 0.04, 99):
        counted.answer(route="home", method="GET", status=200, seconds=seconds)
    lines = list(durations(counted.counts))
    numbers = [line.split()[1] for line in lines if "bucket" in line]
    assert numbers == ["1", "3", "3", "3", "3", "3", "3", "3", "4"]


def test_what_other_processes_counted_is_in_the_sum(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    for number, seconds in enumerate((0.1, 0.2)):
        process = Tally()
        process.begun = number
        process.answer(route="home", method="GET", status=200, seconds=seconds)
        process.copy()
    monkeypatch.setattr(counting, "tally", Tally())
    assert of_all_processes()["requests", ("route", "home"), ("method", "GET"), ("status", "200")] == 2


def test_a_cut_file_and_a_disk_that_takes_nothing_cost_no_answer(settings, tmp_path, asked):
    """T7"""
    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "9-9.json").write_text('[[["requests", ["rou')
    assert asked()
    settings.VAR_DIR = tmp_path / "metrics" / "9-9.json"  # no folder can be made here
    assert asked()


def test_a_label_holds_nothing_that_ends_it():
    assert sample("x", 1, {"route": 'a"b\\c\nd'}) == 'bkkhousing_x{route="a\\"b\\\\c\\nd"} 1'
