"""What the access record says of registers that went out, and that it keeps out of them what is nobody's business."""

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.choices import Deed
from audit.models import AccessRecord, record, record_export
from bkkhousing.lib import register_admin
from tests.registers import browser_of, fetched

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def test_an_export_is_recorded_as_one_with_its_rows_and_scope(officer):
    record_export(by=officer, at=NOW, subject="community", rows=7, scope={"from": "admin"})
    found = AccessRecord.objects.get()
    assert (found.deed, found.subject, found.rows, found.scope) == (
        "export",
        "community",
        7,
        {"from": "admin"},
    )


def test_every_register_is_written_down_by_the_record_and_by_nothing_else():
    assert register_admin._recorders == [record_export]


def test_an_empty_export_is_an_export(administrator):
    fetched(browser_of(administrator), "communities_household")
    assert (AccessRecord.objects.get().rows, AccessRecord.objects.get().subject) == (0, "household")


def test_each_taking_is_a_record_of_its_own(administrator):
    client = browser_of(administrator)
    for _twice in range(2):
        fetched(client, "districts_districtgroup")
    assert list(AccessRecord.objects.values_list("subject", "rows")) == [("districtgroup", 6)] * 2


@pytest.mark.parametrize("deed", list(Deed))
def test_a_record_is_called_by_what_was_done_in_the_language_of_the_page(deed, officer):
    made = record(by=officer, at=NOW, deed=deed, subject="survey")
    assert str(made) == f"{deed.label} survey {NOW:%Y-%m-%d}"


@pytest.mark.parametrize(("key", "kept"), [(7, "7"), ("", ""), (None, "None")])
def test_the_key_of_what_was_seen_is_kept_as_text(key, kept, officer):
    record(by=officer, at=NOW, deed=Deed.VIEW, subject="survey", subject_id=key)
    assert AccessRecord.objects.get().subject_id == kept


def test_a_record_costs_one_question(officer, django_assert_num_queries):
    with django_assert_num_queries(1):
        record(by=officer, at=NOW, deed=Deed.VIEW, subject="survey")


def test_the_list_of_records_asks_once_for_all_names(administrator, officer, django_assert_max_num_queries):
    for number in range(5):
        record(by=officer, at=NOW, deed=Deed.VIEW, subject="survey", subject_id=number)
    client = browser_of(administrator)
    with django_assert_max_num_queries(14):
        page = client.get(reverse("admin:audit_accessrecord_changelist"))
    assert page.content.decode().count(officer.username) >= 5


@pytest.mark.parametrize(("asked", "rows"), [({"deed": "export"}, 1), ({"subject": "survey"}, 2), ({}, 3)])
def test_the_list_is_narrowed_by_deed_and_subject(asked, rows, administrator, officer):
    for deed, subject in (("view", "survey"), ("reveal", "survey"), ("export", "user")):
        record(by=officer, at=NOW, deed=deed, subject=subject)
    address = reverse("admin:audit_accessrecord_changelist")
    page = browser_of(administrator).get(address, asked)
    assert page.context["cl"].result_count == rows


@pytest.mark.parametrize("reader", ["officer", "head", "department", "analyst", "partner"])
def test_nobody_reads_the_record_without_the_keys_of_the_admin(reader, request, client):
    client.force_login(request.getfixturevalue(reader))
    assert client.get(reverse("admin:audit_accessrecord_changelist")).status_code == 302
