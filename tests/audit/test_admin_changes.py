"""Settings that a person changes in the admin leave a line with the value before and after."""

import pytest
from django.urls import reverse

from audit.models import Entry
from communities.models import SavingsGroup
from surveys.models import Limit
from tests.registers import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.either_database]


@pytest.fixture
def group(slum) -> SavingsGroup:
    return SavingsGroup.objects.create(name="ออมทรัพย์ร่วมใจ", community=slum, members=12)


def line() -> Entry:
    return Entry.objects.get(deed="setting_changed")


def given(group: SavingsGroup, **changed) -> dict:
    return {"name": group.name, "community": group.community_id, "members": group.members, **changed}


def test_a_change_tells_what_stood_there_and_what_stands_there_now(group, administrator):
    client = browser_of(administrator)
    address = reverse("admin:communities_savingsgroup_change", args=[group.pk])
    seen = client.get(address).context["adminform"].form["seen_as"].value()
    client.post(address, given(group, members=15, seen_as=seen or ""))
    assert (line().by, line().subject, line().subject_id) == (
        administrator,
        "communities.savingsgroup",
        str(group.pk),
    )
    assert line().scope == {"deed": "changed", "changes": {"members": ["12", "15"]}}


def test_a_row_that_is_deleted_is_told_as_it_was(group, administrator):
    browser_of(administrator).post(
        reverse("admin:communities_savingsgroup_delete", args=[group.pk]), {"post": "yes"}
    )
    assert line().scope["deed"] == "deleted" and line().scope["changes"]["members"] == ["12", ""]


def test_rows_deleted_together_are_told_singly(group, slum, administrator):
    other = SavingsGroup.objects.create(name="สหกรณ์", community=slum)
    chosen = {"action": "delete_selected", "_selected_action": [group.pk, other.pk], "post": "yes"}
    browser_of(administrator).post(reverse("admin:communities_savingsgroup_changelist"), chosen)
    found = Entry.objects.filter(deed="setting_changed").values_list("subject_id", flat=True)
    assert set(found) == {str(group.pk), str(other.pk)}


def test_a_new_row_is_told_with_its_values(administrator):
    limit = Limit.objects.first()
    values = {"key": limit.key, "value": "77", "since": "2030-01-01", "meaning": "ทดสอบ", "source": "ทดสอบ"}
    browser_of(administrator).post(reverse("admin:surveys_limit_add"), values)
    assert line().scope["deed"] == "added" and line().scope["changes"]["value"][1].startswith("77")
