"""Uploads in the store: there while they may be needed, gone when not."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from bkkhousing.lib.sheets import SheetProblem
from surveys.actions import file_imports as actions
from surveys.importing.storing import forget_old_uploads
from surveys.models import FileImport
from tests.surveys import kobo
from tests.surveys.importing import walking

pytestmark = pytest.mark.django_db


def test_a_file_refused_at_a_glance_leaves_nothing(officer):
    with pytest.raises(SheetProblem):
        actions.receive(upload=ContentFile(b"%PDF-1.7"), name="แบบ.xlsx", by=officer, at=timezone.now())
    assert not FileImport.objects.exists()


def test_the_name_of_a_file_is_never_a_path(officer, slum):
    file_import = walking.received(kobo.row(1), by=officer, name="../../etc\\สำรวจ.csv")
    assert file_import.name == "สำรวจ.csv"
    assert file_import.key.startswith("imports/") and "สำรวจ" not in file_import.key


def test_a_discarded_upload_is_deleted(officer, slum, kobo_round, django_capture_on_commit_callbacks):
    tried = walking.tried(kobo.row(1), by=officer)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(file_import=tried, by=officer, at=timezone.now())
    assert not default_storage.exists(tried.key)


def test_old_uploads_go_and_their_records_stay(officer, slum, kobo_round, django_capture_on_commit_callbacks):
    written, tried = walking.written(kobo.row(1), by=officer), walking.tried(kobo.row(2), by=officer)
    later = timezone.now() + timedelta(days=31)
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_old_uploads(later) == 2
    assert not default_storage.exists(written.key)
    assert [walking.fresh(one).state for one in (written, tried)] == ["written", "discarded"]
    assert forget_old_uploads(later) == 0


def test_a_file_is_seen_by_the_people_of_its_district_alone(officer, head, other_head, department, analyst):
    walking.received(kobo.row(1), by=officer)
    seen = [FileImport.objects.visible_to(user).count() for user in (head, other_head, department, analyst)]
    assert seen == [1, 0, 0, 0]
