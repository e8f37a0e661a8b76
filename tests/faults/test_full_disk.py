"""T7: a full and a read-only disk under the database, the files, the temporary files and the log; twenty times each.

Each time people are told so in Thai and when to come again, reading goes on, nothing is bent, and everything
works again by itself once there is room.
"""

import re
import sqlite3
import tempfile
import threading
import uuid
from collections.abc import Callable
from functools import partial
from pathlib import Path

import psycopg
import pytest
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.utils import timezone

from jobs import actions as jobs
from jobs.models import Job
from surveys import exporting
from surveys.exporting import making
from surveys.exporting.contents import Contents
from surveys.models import Photo, Round, Survey
from tests import factories
from tests.faults.officers import Answer, Officer
from tests.faults.scale import times
from tests.faults.site import Site, asking, until
from tests.faults.small_disk import small_disk
from tests.surveys.photographs import photograph

TIMES = times(10)
TRIES = 200
BOUNDARY = "b" * 40
CODES = {"full": ("storage_full", 507), "read_only": ("unavailable", 503)}
READ = ("/dashboard/", "/communities/", "/handbook/", "/api/v1/districts/")
NAMES = "/surveys/"
"""Names are shown to nobody without a line in the trail: while nothing can be written, this page is told as well."""


class Outages:
    """One disk that is taken away and given back in one of the two ways."""

    def __init__(self, disk, how: str) -> None:
        self.how = how
        self.take = {"full": disk.fill, "read_only": disk.make_read_only}[how]
        self.give = {"full": disk.free, "read_only": disk.make_writable}[how]


def is_told(answer: Answer, how: str) -> bool:
    """In Thai, with a time to come again; a full database may have to go away altogether."""
    code, status = CODES[how]
    assert answer.status in (200, 422, 507, 503), (answer.status, answer.body[:300])
    if answer.status in (200, 422):
        return False
    assert answer.status in (status, 503) and int(answer.headers["Retry-After"]) > 0
    if "json" in answer.headers["Content-Type"]:
        assert answer.json()["code"] in (code, "unavailable") and re.search(
            "[ก-๙]", answer.json()["sentence"]
        )
    else:
        assert "ชั่วคราว" in answer.body.decode() or "พื้นที่เก็บข้อมูลเต็ม" in answer.body.decode()
    return True


def reads(officer: Officer) -> list[int]:
    return [officer.ask("GET", path).status for path in READ]


def people(site) -> tuple[Officer, object]:
    factories.open_round()
    place = factories.community("1026", "ร่วมใจพัฒนา")
    return Officer(factories.person("officer", "1026"), site.port), place


def save_until_told(officer: Officer, book, place, how: str) -> object:
    """Save until there is no room any more; what was acknowledged on the way is in the book."""
    for _try in range(TRIES):
        form = book.form(place)
        answer = officer.save(form)
        book.note(answer)
        if is_told(answer, how):
            return form
        form.acknowledged = answer.json()["revision"]
    raise AssertionError("the disk never ended")


# --- the database -------------------------------------------------------------------------


@pytest.fixture
def cluster(databases):
    folder = Path(tempfile.mkdtemp(prefix="pg-disk-"))
    folder.chmod(0o755)  # the account of PostgreSQL passes through
    with small_disk(folder, mib=400) as disk:
        cluster = databases.postgres(files=disk.folder / "data")
        cluster.disk = disk
        cluster.serve()
        yield cluster
        cluster.stop()
    folder.rmdir()


def attended(cluster) -> None:
    """What its service manager does: a database that ended is started again."""
    if cluster.server.poll() is not None:
        connections.close_all()
        cluster.serve()


def test_a_full_disk_under_postgresql_is_told_and_passes(cluster, tmp_path, book):
    with asking(cluster.url), Site(tmp_path, cluster.url) as site:
        officer, place = people(site)
        for _time in range(TIMES):
            book.deliver(officer, book.form(place))
            cluster.disk.fill()
            form = save_until_told(officer, book, place, "full")
            served = reads(officer)
            cluster.disk.free()
            attended(cluster)
            assert served == [200] * len(READ), served
            book.deliver(officer, form)
        book.check()


def test_a_database_that_takes_no_writes_for_a_while_is_told_and_passes(databases, tmp_path, book):
    cluster = databases.postgres()
    cluster.serve()
    with asking(cluster.url), Site(tmp_path, cluster.url) as site:
        officer, place = people(site)
        for _time in range(TIMES):
            book.deliver(officer, book.form(place))
            set_read_only(cluster, "on")
            form = save_until_told(officer, book, place, "read_only")
            assert reads(officer) == [200] * len(READ)
            assert is_told(officer.ask("GET", NAMES), "read_only")
            set_read_only(cluster, "off")
            book.deliver(officer, form)
        book.check()
    cluster.stop()


def set_read_only(cluster, value: str) -> None:
    """As a standby is, or a database whose keeper stopped it from writing."""
    with psycopg.connect(cluster.url, autocommit=True) as asked:
        asked.execute("SET default_transaction_read_only = off")
        asked.execute(f"ALTER SYSTEM SET default_transaction_read_only = {value}")
        asked.execute("SELECT pg_reload_conf()")

    def is_heeded() -> bool:
        with psycopg.connect(cluster.url) as seen:
            return seen.execute("SHOW default_transaction_read_only").fetchone()[0] == value

    until(is_heeded, within=10)


def test_a_full_disk_under_sqlite_is_told_and_passes(databases, tmp_path, book):
    with small_disk(tmp_path / "book", mib=40) as disk:
        database = databases.sqlite(disk.folder)
        with asking(database), Site(tmp_path, database) as site:
            officer, place = people(site)
            for _time in range(TIMES):
                book.deliver(officer, book.form(place))
                disk.fill()
                form = save_until_told(officer, book, place, "full")
                assert reads(officer) == [200] * len(READ)
                is_told(officer.ask("GET", NAMES), "full")
                disk.free()
                book.deliver(officer, form)
            book.check()
        with sqlite3.connect(disk.folder / "book.sqlite3") as looked:
            assert looked.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# --- files --------------------------------------------------------------------------------


@pytest.fixture
def postgres(databases):
    cluster = databases.postgres()
    cluster.serve()
    with asking(cluster.url):
        yield cluster.url
    cluster.stop()


def over_and_over(outages: Outages, work: Callable[[], Answer], officer: Officer) -> None:
    """Take the disk away, see it told and reading go on, give it back, see the same work done."""
    for _time in range(TIMES):
        outages.take()
        try:
            assert is_told(work(), outages.how)
            assert reads(officer) == [200] * len(READ)
        finally:
            outages.give()
        answer = work()
        assert answer.status in (200, 302), (answer.status, answer.body[:500])


class Photographer:
    """Sends the next photograph; one that was not taken is sent again under its own key."""

    def __init__(self, officer: Officer, place) -> None:
        self.officer, self.place, self.taken = officer, place, 0
        self.begin()

    def begin(self) -> None:
        self.key = uuid.uuid4()
        self.survey = factories.saved_survey(by=self.officer.user, place=self.place)

    def send(self) -> Answer:
        path = f"/api/v1/surveys/{self.survey.pk}/photos/{self.key}/"
        answer = self.officer.ask("PUT", path, photograph(), Content_Type="image/jpeg")
        if answer.status == 200:
            self.taken += 1
            self.begin()
        return answer


@pytest.mark.parametrize("how", CODES)
def test_photographs_that_find_no_room_are_told_and_taken_later(how, postgres, tmp_path):
    with small_disk(tmp_path / "media", mib=8) as disk, Site(tmp_path, postgres) as site:
        officer, place = people(site)
        sender = Photographer(officer, place)
        assert sender.send().status == 200
        over_and_over(Outages(disk, how), sender.send, officer)
        with override_settings(MEDIA_ROOT=disk.folder):
            assert Photo.objects.count() == sender.taken == TIMES + 1
            kept = [FileSystemStorage(disk.folder).size(photo.file.name) for photo in Photo.objects.all()]
            assert min(kept) > 1000
            call_command("sweep_photos", verbosity=0)


@pytest.mark.parametrize("how", CODES)
def test_an_upload_that_finds_no_room_on_its_way_is_told_and_taken_later(how, postgres, tmp_path):
    with (
        small_disk(tmp_path / "temp", mib=30) as disk,
        Site(tmp_path, postgres, TMPDIR=str(disk.folder)) as site,
    ):
        officer, _place = people(site)

        def upload() -> Answer:
            body = multipart(file_of_three_megabytes(), officer.token)
            return officer.ask(
                "POST", "/imports/", body, Content_Type=f"multipart/form-data; boundary={BOUNDARY}"
            )

        assert upload().status == 302
        over_and_over(Outages(disk, how), upload, officer)
        assert [left.name for left in disk.folder.iterdir() if "upload" in left.name] == []


def file_of_three_megabytes() -> bytes:
    """A register in CSV, each time another."""
    lines = [f"ชุมชนริมน้ำ {uuid.uuid4()},ชุมชนแออัด,บางซื่อ,{number}" for number in range(24_000)]
    return "\n".join(["ชื่อชุมชน,ประเภทชุมชน,เขต,จำนวนครัวเรือน", *lines]).encode()


def multipart(file: bytes, token: str) -> bytes:
    boundary = BOUNDARY
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'.encode(),
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n'.encode(),
        b"Content-Type: text/csv\r\n\r\n",
        file,
        f"\r\n--{boundary}--\r\n".encode(),
    ]
    return b"".join(parts)


# --- log and jobs -------------------------------------------------------------------------


def test_a_log_that_finds_no_room_keeps_nobody_from_working(postgres, tmp_path, book):
    log = tmp_path / "log" / "web.log"
    with small_disk(log.parent, mib=2) as disk, Site(tmp_path, postgres, log=log) as site:
        officer, place = people(site)
        for _time in range(2 * TIMES):
            disk.fill()
            assert officer.save(book.form(place)).status == 200
            assert officer.ask("GET", "/surveys/nobody/").status == 404
            disk.free()
            until(partial(is_written_again, officer, log, log.stat().st_size), within=20)
        assert Survey.objects.count() == 2 * TIMES
        assert len(site.workers()) == 2


def is_written_again(officer: Officer, log: Path, before: int) -> bool:
    """Whether the log tells of an address that is not there."""
    assert officer.ask("GET", "/surveys/nobody/").status == 404
    return log.stat().st_size > before


def test_a_job_that_finds_no_room_says_so_waits_and_is_done_later(postgres, tmp_path):
    site = Site(tmp_path, postgres, JOB_RESTS_SECONDS="1")
    factories.open_round()
    head, place = factories.person("head", "1026"), factories.community("1026", "ร่วมใจพัฒนา")
    factories.submitted_survey(by=factories.person("officer", "1026"), place=place)
    selection = exporting.Selection(round=Round.objects.get(pk="2570"), district=head.district)
    asked = making.parameters(selection, Contents(), file="xlsx", reason="")
    job = jobs.start(kind=making.KIND, by=head, at=timezone.now(), parameters=asked)
    with small_disk(tmp_path / "media", mib=4) as disk:
        disk.fill()
        worker = threading.Thread(target=site.work_until_idle)
        worker.start()
        until(lambda: "พักไว้" in Job.objects.get(pk=job.pk).problem, within=180)
        disk.free()
        worker.join(180)
        done = Job.objects.get(pk=job.pk)
        assert (done.state, done.problem, done.losses) == ("done", "", 0)
