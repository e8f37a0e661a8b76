"""A day's work in a database, to be backed up: forms in several states, a photograph, a file of a job."""

import os
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.test import override_settings

from surveys.models import Photo, Survey
from tests import factories

CANARY = "ขุนแผนแสนสะท้าน"
AWKWARD = f'{CANARY}\\ "x"\n\tบรรทัด\\N \x0b'
EXTRA = {"yy": [1.50, 1e3, 2**60, None, True], "x": {"ก": AWKWARD, "": ""}, "zzz": 0.1}


@pytest.fixture
def own_folder(tmp_path) -> Iterator:
    """Storage and books of this test alone."""
    (tmp_path / "media").mkdir()
    with override_settings(MEDIA_ROOT=tmp_path / "media", ERASURE_LEDGER=tmp_path / "erased.jsonl"):
        yield tmp_path


@pytest.fixture
def days_work(round_2570, officer, head, slum, own_folder):
    """What officers and heads left behind in the evening, with text that is hard to write down."""
    drafted = factories.saved_survey(by=officer, place=slum)
    factories.submitted_survey(by=officer, place=slum, house_no="7/1")
    factories.approved_survey(by=officer, head=head, place=slum, house_no="8/1")
    key = default_storage.save("photos/a.jpg", ContentFile(CANARY.encode() * 5_000))
    default_storage.save("jobs/noise", ContentFile(os.urandom(300_000)))  # several pieces, as real ones have
    told = {"sha256": "0" * 64, "bytes": 1, "width": 1, "height": 1, "file": key}
    Photo.objects.create(survey=drafted, by=officer, at=drafted.created_at, **told)
    Survey.objects.filter(pk=drafted.pk).update(extra=EXTRA, lat=13.75, lng=1e-7, raw_answers={"ข": AWKWARD})
    return drafted


@pytest.fixture
def evening(days_work, own_folder):
    """The backup of that evening."""
    path = own_folder / "evening.backup"
    call_command("backup", path, verbosity=0)
    return path
