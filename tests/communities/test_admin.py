"""The register of communities in the admin, in and out as a file."""

import pytest
import tablib
from django.urls import reverse

from communities.models import Community
from communities.resources import CommunityResource
from tests import factories

pytestmark = pytest.mark.django_db
HEADERS = ("id", "code", "name", "district", "type", "population")


def load(*rows, **options):
    user = factories.person("admin")
    return CommunityResource(user=user).import_data(tablib.Dataset(*rows, headers=HEADERS), **options)


def test_a_row_without_id_adds_a_community_with_its_keys(reference):
    load(("", "", "ชุมชนวัดใหม่", "1026", "slum", 300))
    made = Community.objects.get(name="ชุมชนวัดใหม่")
    assert made.match_key and made.sort_key and made.history.count() == 1


def test_a_row_with_id_changes_that_community(slum):
    load((slum.pk, "", "ร่วมใจพัฒนา ๒", "1026", "urban", 400))
    slum.refresh_from_db()
    assert (slum.name, slum.type_id, slum.population) == ("ร่วมใจพัฒนา ๒", "urban", 400)


def test_wrong_rows_are_named_one_by_one(slum):
    result = load(
        ("", "", "ดี", "1026", "slum", 1),
        ("", "", "เขตผิด", "9999", "slum", 1),
        ("", "", "ชุมชน ร่วมใจพัฒนา", "1026", "slum", 1),
    )
    failed = [row.number for row in result.invalid_rows] + [number for number, _errors in result.row_errors()]
    assert sorted(failed) == [2, 3]
    assert not Community.objects.filter(name="เขตผิด").exists()


def test_queries_do_not_grow_with_rows(reference, django_assert_max_num_queries):
    rows = [("", "", f"ทดลอง {number}", "1026", "slum", 10) for number in range(200)]
    with django_assert_max_num_queries(25):
        assert not load(*rows).has_errors()
    assert Community.objects.filter(name__startswith="ทดลอง").count() == 200


@pytest.mark.parametrize(
    "name", ["communities_community", "communities_household", "surveys_round", "accounts_user"]
)
def test_the_administrator_opens_the_registers(name, slum, administrator):
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    page = factories.client_of(administrator).get(reverse(f"admin:{name}_changelist"))
    assert page.status_code == 200


def test_the_register_of_households_names_nobody(slum, officer, round_2570, administrator):
    survey = factories.saved_survey(by=officer, place=slum)
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    client = factories.client_of(administrator)
    for name, key in (("changelist", []), ("change", [survey.household_id])):
        page = client.get(reverse(f"admin:communities_household_{name}", args=key)).content.decode()
        assert "สม… ใ…" in page and "สมชาย" not in page and "ใจดี" not in page


def test_the_register_goes_out_and_comes_back_unchanged(slum, administrator):
    out = CommunityResource(user=administrator).export()
    back = CommunityResource(user=administrator).import_data(out)
    assert back.totals["skip"] == len(out) and not back.has_errors()


def test_the_pages_for_files_open(slum, administrator):
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    client = factories.client_of(administrator)
    for page in ("import", "export"):
        assert client.get(reverse(f"admin:communities_community_{page}")).status_code == 200


def test_others_do_not_enter_the_admin(officer):
    page = factories.client_of(officer).get(reverse("admin:communities_community_changelist"))
    assert page.status_code == 302
