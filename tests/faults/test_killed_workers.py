"""A worker killed with -9 at any moment: its job is noticed, done exactly once, and offers no half file."""

import io

import openpyxl
import pytest
from django.conf import settings
from django.utils import timezone

from audit.models import AccessRecord
from jobs import actions as jobs
from jobs.models import Job
from surveys import exporting, figures
from surveys.exporting import making
from surveys.exporting.contents import Contents
from surveys.models import FileImport, Survey
from tests import factories
from tests.faults.killed import Floor, Work, kill_and_finish, kill_ten_times
from tests.jobs import kinds as _kinds  # noqa: F401  the kinds of the tests
from tests.surveys import kobo
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db(transaction=True)

ROWS = 12
FIRST_FIVE = (1, 2, 3, 4, 5)
MINUTE = 60  # with a patience of two seconds; the rest is the start of another worker on a busy machine


@pytest.fixture
def floor(tmp_path):
    with Floor(tmp_path / "kills") as floor:
        yield floor


class Imports:
    """Files of twelve forms that no other file has, tried and ready to be written."""

    def __init__(self, by, number: int):
        self.by = by
        self.ready = [self.tried(first * ROWS) for first in range(number)]

    def tried(self, first: int) -> FileImport:
        return walking.tried(*[kobo.row(first + row + 1) for row in range(ROWS)], by=self.by)

    def work(self) -> Work:
        file_import, before = self.ready.pop(), Survey.objects.count()

        def start() -> Job:
            return walking.actions.write(file_import=file_import, by=self.by, at=timezone.now())

        def check(job: Job) -> None:
            written = walking.fresh(file_import)
            assert (written.state, written.counts["created"]) == ("written", ROWS)
            assert list(walking.deeds(written).values()) == ["created"] * ROWS
            assert Survey.objects.count() == before + ROWS

        return Work(start, check)


@pytest.mark.parametrize(
    ("moment", "numbers"),
    [
        ("begin", (1,) * 5),
        ("progress", FIRST_FIVE),
        ("step", (1, 4, 7, 10, ROWS)),
        ("committed", (1, 4, 7, 10, ROWS)),
        ("end", (1,) * 5),
    ],
)
def test_an_import_killed_ten_times_at_one_moment_writes_every_row_once(
    moment, numbers, floor, officer, slum, reference
):
    walking.keep_open("2568")
    imports = Imports(officer, 2 * len(numbers))
    waits = kill_ten_times(floor, imports.work, moment, numbers)
    assert len(waits) == 10 and max(waits) < MINUTE, waits
    assert figures.differences() == []


@pytest.fixture
def export(head, officer, slum, round_2570):
    """Three forms to take out, asked for by their head."""
    for _form in range(3):
        factories.submitted_survey(by=officer, place=slum)
    selection = exporting.Selection(round=round_2570, district=head.district)

    def start() -> Job:
        asked = making.parameters(selection, Contents(), file="xlsx", reason="")
        return jobs.start(kind=making.KIND, by=head, at=timezone.now(), parameters=asked)

    def check(job: Job) -> None:
        file = job.files.get()
        reply = factories.client_of(head).get(file.get_absolute_url())
        book = openpyxl.load_workbook(io.BytesIO(b"".join(reply.streaming_content)), read_only=True)
        assert job.result["rows"] == 3 and len(book.sheetnames) > 1
        assert AccessRecord.objects.filter(subject="surveys file", subject_id=str(job.pk)).count() == 1

    return lambda: Work(start, check)


@pytest.mark.parametrize("moment", ["begin", "progress", "step", "file", "end"])
def test_an_export_killed_ten_times_at_one_moment_offers_one_whole_file(moment, floor, export):
    waits = kill_ten_times(floor, export, moment, (1,) * 5)
    assert len(waits) == 10 and max(waits) < MINUTE, waits


def test_with_the_patience_of_every_day_a_killed_worker_is_noticed_within_a_minute(floor, officer):
    floor.patience = settings.JOB_PATIENCE_SECONDS
    counts = Work(
        lambda: jobs.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 5}),
        lambda job: None,
    )
    assert 0 < kill_and_finish(floor, counts, "committed", 3, "worker") < 60
    assert Job.objects.get().result == {"counted": 5}


def test_a_child_that_is_killed_is_noticed_at_once(floor, officer):
    floor.patience = settings.JOB_PATIENCE_SECONDS
    counts = Work(
        lambda: jobs.start(kind="count", by=officer, at=timezone.now(), parameters={"to": 5}),
        lambda job: None,
    )
    assert kill_and_finish(floor, counts, "step", 2, "child") < 5
