"""The record of who saw what: it says it all, and nobody edits it."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db.models import ProtectedError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from audit.choices import Deed
from audit.models import AccessRecord, record
from tests.factories import client_of

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def taken(officer) -> AccessRecord:
    said = {"subject": "survey", "rows": 12, "reason": "รายงาน", "scope": {"round": "2570"}}
    record(by=officer, at=NOW, deed=Deed.EXPORT, **said)
    return AccessRecord.objects.get()


@pytest.fixture
def keeper(administrator):
    """An administrator who may open the administration."""
    type(administrator).objects.filter(pk=administrator.pk).update(is_staff=True, is_superuser=True)
    administrator.refresh_from_db()
    return administrator


def test_a_record_says_who_when_what_and_how_much(taken, officer):
    found = AccessRecord.objects.get()
    assert (found.by, found.at, found.deed, found.subject) == (officer, NOW, "export", "survey")
    assert (found.rows, found.reason, found.scope, found.subject_id) == (12, "รายงาน", {"round": "2570"}, "")


def test_a_view_of_one_row_is_one_row_with_its_key(officer, slum):
    made = record(by=officer, at=NOW, deed=Deed.VIEW, subject="household", subject_id=slum.pk)
    assert (made.rows, made.subject_id, made.scope) == (1, str(slum.pk), {})


def test_the_newest_comes_first(officer):
    for minutes in (0, 2, 1):
        at = NOW + timedelta(minutes=minutes)
        record(by=officer, at=at, deed=Deed.VIEW, subject="survey", subject_id=minutes)
    assert [row.subject_id for row in AccessRecord.objects.all()] == ["2", "1", "0"]


def test_a_person_with_records_cannot_be_deleted(taken, officer):
    with pytest.raises(ProtectedError):
        officer.delete()


@pytest.mark.parametrize("right", ["add", "change", "delete"])
def test_nobody_may_edit_it_in_the_administration(right, keeper, taken):
    request = RequestFactory().get("/")
    request.user = keeper
    shown = admin.site._registry[AccessRecord]
    assert not getattr(shown, f"has_{right}_permission")(request)


def test_the_administrator_reads_it(keeper, taken):
    client = client_of(keeper)
    assert client.get(reverse("admin:audit_accessrecord_changelist")).status_code == 200
    assert (
        "รายงาน" in client.get(reverse("admin:audit_accessrecord_change", args=[taken.pk])).content.decode()
    )


@pytest.mark.parametrize("page", ["change", "delete"])
def test_a_request_to_change_or_delete_is_refused(page, keeper, taken):
    address = reverse(f"admin:audit_accessrecord_{page}", args=[taken.pk])
    assert client_of(keeper).post(address, {"rows": 0, "post": "yes"}).status_code == 403
    assert AccessRecord.objects.get().rows == 12


def test_a_request_to_add_or_to_delete_many_is_refused(keeper, taken):
    client = client_of(keeper)
    assert client.post(reverse("admin:audit_accessrecord_add"), {"rows": 1}).status_code == 403
    selected = {"action": "delete_selected", "_selected_action": [taken.pk], "post": "yes"}
    client.post(reverse("admin:audit_accessrecord_changelist"), selected)
    assert AccessRecord.objects.count() == 1


def test_each_deed_has_a_name():
    assert {deed.value for deed in Deed} == {"view", "export", "reveal", "remind"}
    assert all(str(deed.label).strip() for deed in Deed)
