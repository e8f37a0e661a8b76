"""Reference data through the admin as files."""

from decimal import Decimal

import pytest
import tablib
from django.urls import reverse

from communities.models import CommunityType
from communities.resources import CommunityTypeResource
from surveys.models import Limit
from surveys.resources import LimitResource
from tests import factories

pytestmark = pytest.mark.django_db
LIMITS = ("id", "key", "since", "value", "meaning", "source")
READ_ONLY = ("districts_district", "districts_districtgroup", "districts_subdistrict", "surveys_round")
BOTH_WAYS = ("surveys_limit", "communities_communitytype", "communities_household", "accounts_user")


def limits(*rows):
    return LimitResource().import_data(tablib.Dataset(*rows, headers=LIMITS))


@pytest.fixture
def client(administrator, reference):
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    return factories.client_of(administrator)


@pytest.mark.parametrize("register", [*READ_ONLY, *BOTH_WAYS])
def test_every_register_goes_out(register, client):
    assert client.get(reverse(f"admin:{register}_export")).status_code == 200
    assert client.get(reverse(f"admin:{register}_changelist")).status_code == 200


@pytest.mark.parametrize("register", BOTH_WAYS)
def test_registers_that_people_keep_come_in(register, client):
    assert client.get(reverse(f"admin:{register}_import")).status_code == 200


@pytest.mark.parametrize("register", READ_ONLY)
def test_reference_data_does_not_come_in_through_the_admin(register, client):
    assert client.get(f"/admin/{register.replace('_', '/')}/import/").status_code in (302, 404)


def test_a_limit_of_a_later_day_is_added_with_a_day_in_either_era(reference):
    before = Limit.objects.count()
    result = limits(("", "poverty_line", "1/1/2571", "3500", "เส้นความยากจน", "สศช."))
    assert not result.has_errors() and not result.invalid_rows
    assert Limit.objects.count() == before + 1
    assert Limit.objects.get(since="2028-01-01").value == Decimal(3500)


def test_two_limits_of_one_key_and_day_are_not_taken(reference):
    stored = Limit.objects.first()
    told = (stored.key, stored.since.isoformat(), "1", "ก", "ข")
    assert [row.number for row in limits(("", *told), (stored.pk, *told)).invalid_rows] == [1]


def test_a_type_of_community_is_changed_by_its_code(reference):
    out = CommunityTypeResource().export()
    rows = [
        [cell if header != "name_en" else "Other words" for header, cell in row.items()]
        for row in out.dict[:1]
    ]
    CommunityTypeResource().import_data(tablib.Dataset(*rows, headers=out.headers))
    assert CommunityType.objects.filter(name_en="Other words").count() == 1
    assert CommunityTypeResource().import_data(CommunityTypeResource().export()).totals["skip"] == len(out)
