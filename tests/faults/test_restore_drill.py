"""T15: a backup made while eight officers save, as the accounts of deploy/roles.sql, restored on a fresh server.

DRILL_HOUSEHOLDS says how many households there are; the ten minutes hold for a hundred thousand.
"""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from bkkhousing.backup.tables import applied, known
from bkkhousing.lib.sealed_storage import SealedStorage
from communities.models import Household
from surveys.actions.erasing import erase_household
from surveys.models import Survey
from tests import factories
from tests.faults.officers import Officer, Writing
from tests.faults.site import Site, asking
from tests.plugins.postgres import PrivateCluster

HOUSEHOLDS = int(os.environ.get("DRILL_HOUSEHOLDS", "20000"))
FILES = 200
LONGEST = 600
CODES = ("1004", "1006", "1010", "1017", "1019", "1026", "1033", "1047")
CANARY = "นกเงือกแห่งฝั่งธน"
CUTS = (0, 7, 33, 1_000, 0.1, 0.3, 0.5, 0.8, -65_000, -1)
ROWS = "SELECT md5(t::text) FROM {} t"
SETTLED = ("surveys_survey", "surveys_member", "surveys_debt", "surveys_change", "communities_household")


@dataclass
class Machine:
    """A PostgreSQL with the accounts of the documents, and a folder for what the program writes."""

    cluster: PrivateCluster
    folder: Path

    def url(self, account: str) -> str:
        return f"postgres://{account}@/bkkhousing?host={self.cluster.folder}"

    def prepare(self) -> None:
        """Everything as deployment.md says it."""
        (self.folder / "media").mkdir(parents=True)
        self.cluster.start()
        roles = (settings.BASE_DIR / "deploy" / "roles.sql").read_text()
        self.say("CREATE DATABASE bkkhousing", "postgres")
        self.say(roles, "bkkhousing")

    def say(self, statements: str, database: str) -> None:
        to = self.cluster.url.replace("/postgres?", f"/{database}?")
        load = self.cluster.program("psql", "-q", "-v", "ON_ERROR_STOP=1", to)
        subprocess.run(load, input=statements.encode(), check=True, stdout=subprocess.DEVNULL)

    def manage(self, account: str, *command: object) -> None:
        surroundings = {**os.environ, "DATABASE_URL": self.url(account), "VAR_DIR": str(self.folder)}
        run = [sys.executable, "manage.py", *map(str, command)]
        subprocess.run(run, cwd=settings.BASE_DIR, env=surroundings, check=True)

    @contextmanager
    def asked(self, account: str):
        """The tests' own questions go to this machine."""
        ledger = self.folder / "erasures.jsonl"
        with (
            asking(self.url(account)),
            override_settings(VAR_DIR=self.folder, ERASURE_LEDGER=ledger, MEDIA_ROOT=self.folder / "media"),
        ):
            yield

    def rows(self, table: str) -> set[str]:
        with psycopg.connect(self.url("bkkhousing_backup")) as connection:
            return {row[0] for row in connection.execute(ROWS.format(table))}

    def files(self) -> dict[str, str]:
        return {
            path.name: sha256(path.read_bytes()).hexdigest() for path in (self.folder / "media").iterdir()
        }


@pytest.fixture
def machines(tmp_path, django_db_blocker):
    """The one that is lost and the fresh one."""
    found = [Machine(PrivateCluster(max_connections="60"), tmp_path / name) for name in ("lost", "fresh")]
    with django_db_blocker.unblock():
        for machine in found:
            machine.prepare()
        yield found
    for machine in found:
        machine.cluster.stop()


def fill(machine: Machine) -> None:
    machine.manage("bkkhousing_owner", "migrate", "--verbosity", "0")
    machine.manage("bkkhousing", "load_reference")
    machine.manage("bkkhousing", "seed_demo", "--surveys", HOUSEHOLDS, "--round", "2570")
    storage = SealedStorage(location=machine.folder / "media")
    for number in range(FILES):
        storage.save(f"photo-{number}", ContentFile(f"{CANARY} {number} ".encode() * 500))


def backed_up_under_load(machine: Machine, path: Path, book) -> float:
    """A backup while eight officers save; the seconds it took."""
    with machine.asked("bkkhousing"), Site(machine.folder, machine.url("bkkhousing")) as site:
        factories.open_round()
        users = [factories.person("officer", code, name=f"drill.{code}") for code in CODES]
        places = [factories.community(code, "ร่วมใจ") for code in CODES]
        with Writing(book, [Officer(user, site.port) for user in users], places):
            begun, before = time.monotonic(), sum(book.answers.values())
            machine.manage("bkkhousing_backup", "backup", path)
            taken = time.monotonic() - begun
        assert book.answers[200] > before, "nobody saved meanwhile"
    return taken


def refused_everywhere(machine: Machine, path: Path) -> None:
    """A wrong key and ten cuts: an error each, and not even a table on the fresh machine."""
    whole, cut = path.read_bytes(), path.with_name("cut")
    with machine.asked("bkkhousing_owner"):
        with override_settings(BACKUP_KEY="0123456789-another-key-of-the-drill"), pytest.raises(CommandError):
            call_command("restore", path)
        for place in CUTS:
            cut.write_bytes(whole[: place if isinstance(place, int) else int(len(whole) * place)])
            with pytest.raises(CommandError):
                call_command("restore", cut)
        assert applied() == set()


def erase_somebody(machine: Machine) -> str:
    """After the backup; only the ledger beside the database comes along to the fresh machine."""
    with machine.asked("bkkhousing"):
        survey = Survey.objects.filter(created_by__username__startswith="officer.").order_by("pk").first()
        erase_household(household=survey.household, by=survey.created_by, at=timezone.now())
        return str(survey.household_id)


def test_a_city_backed_up_under_load_comes_back_on_a_fresh_server(machines, book, tmp_path):
    lost, fresh = machines
    fill(lost)
    settled = {table: lost.rows(table) for table in SETTLED}
    path = tmp_path / "noon.backup"
    seconds = backed_up_under_load(lost, path, book)
    for readable in (CANARY, "surveys_survey", "สมชาย", "officer."):
        assert readable.encode() not in path.read_bytes()
    refused_everywhere(fresh, path)
    gone = erase_somebody(lost)
    (fresh.folder / "erasures.jsonl").write_bytes((lost.folder / "erasures.jsonl").read_bytes())
    begun = time.monotonic()
    fresh.manage("bkkhousing_owner", "restore", path)
    seconds += time.monotonic() - begun
    check(lost, fresh, settled, gone, book)
    assert seconds < LONGEST, seconds


def check(lost: Machine, fresh: Machine, settled: dict, gone: str, book) -> None:
    """Every row that nobody touched, every file, nobody who was erased, and work goes on as the service."""
    assert fresh.files() == lost.files()
    missing = {table: len(rows - fresh.rows(table)) for table, rows in settled.items()}
    of_the_erased = {"surveys_survey": 1, "communities_household": 1}
    assert {name: number for name, number in missing.items() if name in of_the_erased} == of_the_erased
    assert missing["surveys_member"] < 20 and missing["surveys_debt"] < 20 and missing["surveys_change"] < 20
    with fresh.asked("bkkhousing"):
        assert applied() == known() and not Household.objects.filter(pk=gone).exists()
        assert Survey.objects.count() >= HOUSEHOLDS - 1
        with (
            pytest.raises(psycopg.errors.InsufficientPrivilege),
            psycopg.connect(fresh.url("bkkhousing")) as it,
        ):
            it.execute("CREATE TABLE of_an_intruder ()")
        head = factories.person("head", CODES[0], name="drill.head")
        assert factories.saved_survey(by=head, place=factories.community(CODES[0], "ร่วมใจ")).pk
