"""A file tells of one moment, whatever others write while it is made."""

from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from surveys import exporting
from surveys.models import Member, Survey
from tests import factories
from tests.surveys import exported


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_in_the_file(round_2570, officer, slum, tmp_path):
    for _number in range(3):
        factories.submitted_survey(by=officer, place=slum)
    waiting = [lambda: Member.objects.all().delete(), lambda: Survey.objects.update(comment="แก้ระหว่างทาง")]

    def meanwhile(done: int, total: int) -> None:
        while waiting:
            elsewhere(waiting.pop())

    selection = exporting.Selection(round_2570, full=True)
    exporting.export(
        tmp_path / "x.xlsx",
        selection=selection,
        surveys=Survey.objects.all(),
        by="ทดสอบ",
        at=timezone.now(),
        told=meanwhile,
    )
    assert len(exported.sheet(tmp_path / "x.xlsx", exported.MEMBERS)) == 12 and not Member.objects.exists()
    assert "แก้ระหว่างทาง" not in exported.texts(tmp_path / "x.xlsx")


def elsewhere(write: Callable) -> None:
    """Do it on a connection of its own, as another process would."""

    def work() -> None:
        write()
        connection.close()

    thread = Thread(target=work)
    thread.start()
    thread.join()
