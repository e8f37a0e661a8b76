"""The registers of places go out as they are and come in through no page."""

import pytest
from django.urls import NoReverseMatch, reverse

from audit.models import AccessRecord
from districts.models import District, DistrictGroup, Subdistrict
from districts.resources import DistrictGroupResource, DistrictResource, SubdistrictResource
from tests import factories
from tests.registers import browser_of, fetched, rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
REGISTERS = (
    (DistrictGroupResource, DistrictGroup, 6),
    (DistrictResource, District, 50),
    (SubdistrictResource, Subdistrict, 180),
)


@pytest.mark.parametrize(("resource", "model", "number"), REGISTERS)
def test_every_place_goes_out_once_under_its_code(resource, model, number):
    codes = [told["code"] for told in rows_of(resource())]
    assert len(codes) == len(set(codes)) == number == model.objects.count()


def test_a_district_goes_out_with_the_codes_of_its_places_and_not_their_names():
    (told,) = [told for told in rows_of(DistrictResource()) if told["code"] == "1026"]
    stored = District.objects.get(code="1026")
    assert (told["name_th"], told["group"]) == (stored.name_th, stored.group_id)
    assert {told["district"] for told in rows_of(SubdistrictResource())} == set(
        District.objects.values_list("code", flat=True)
    )


@pytest.mark.parametrize("resource", [DistrictGroupResource, DistrictResource, SubdistrictResource])
def test_a_register_is_read_with_few_questions_however_many_places(resource, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        rows_of(resource())


@pytest.mark.parametrize("register", ["districtgroup", "district", "subdistrict"])
def test_places_come_in_through_no_page_of_the_admin(register, administrator):
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:districts_{register}_import")
    answer = browser_of(administrator).get(f"/admin/districts/{register}/import/", follow=True)
    assert answer.status_code in (200, 404) and "import_file" not in answer.content.decode()


@pytest.mark.parametrize("register", ["districtgroup", "district", "subdistrict"])
def test_an_export_of_places_is_a_table_that_is_written_down(register, administrator):
    answer = fetched(browser_of(administrator), f"districts_{register}")
    assert answer["Content-Type"].startswith("text/csv") and answer.content.startswith(b"\xef\xbb\xbf")
    assert AccessRecord.objects.get().subject == register


def test_only_the_places_that_are_looked_for_go_out(administrator):
    text = fetched(browser_of(administrator), "districts_subdistrict", q="1026").content.decode("utf-8-sig")
    told = {line.split(",")[3] for line in text.splitlines()[1:]}
    assert told == {"1026"} and AccessRecord.objects.get().rows == len(text.splitlines()) - 1


@pytest.mark.parametrize("role", ["officer", "department", "analyst"])
def test_an_export_is_for_those_who_enter_the_admin(role):
    user = factories.person(role, "1026" if role == "officer" else None)
    answer = factories.client_of(user).post(reverse("admin:districts_district_export"), {})
    assert answer.status_code == 302 and not AccessRecord.objects.exists()
