"""Districts and subdistricts: names, order and who works with them."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.utils import translation

from districts import reference
from districts.models import District, Subdistrict

pytestmark = pytest.mark.django_db
CITY = SimpleNamespace(reads_whole_city=True, district_id=None)
OFFICER = SimpleNamespace(reads_whole_city=False, district_id="1026")
PARTNER = SimpleNamespace(reads_whole_city=False, district_id=None)


@pytest.fixture(autouse=True)
def places():
    reference.load(folder=settings.BASE_DIR / "fixtures")


def test_a_place_is_named_in_the_language_of_the_page():
    district = District.objects.get(code="1026")
    with translation.override("th"):
        assert str(district) == district.name == "ดินแดง"
    with translation.override("en"):
        assert str(district) == district.name == "Din Daeng"


def test_districts_stand_in_the_order_of_the_thai_dictionary():
    names = [district.name_th for district in District.objects.all()]
    assert names[:4] == ["คลองเตย", "คลองสาน", "คลองสามวา", "คันนายาว"]
    assert names[-4:] == ["หนองแขม", "หนองจอก", "หลักสี่", "ห้วยขวาง"]


def test_the_database_orders_by_key_exactly_as_python_does():
    keys = [place.sort_key for place in Subdistrict.objects.order_by("sort_key")]
    assert keys == sorted(keys), connection.vendor


@pytest.mark.parametrize(
    ("user", "districts", "subdistricts"), [(CITY, 50, 180), (OFFICER, 1, 2), (PARTNER, 0, 0)]
)
def test_people_work_with_the_city_or_with_their_own_district(user, districts, subdistricts):
    assert District.objects.visible_to(user).count() == districts
    assert Subdistrict.objects.visible_to(user).count() == subdistricts


def test_seven_districts_are_pilots():
    assert {district.name_th for district in District.objects.pilot()} == {
        "บางพลัด",
        "จตุจักร",
        "บางกอกน้อย",
        "ประเวศ",
        "ราชเทวี",
        "ราษฎร์บูรณะ",
        "สวนหลวง",
    }


def test_saving_a_place_renews_its_sort_key():
    district = District.objects.get(code="1026")
    before, district.name_th = district.sort_key, "เก้า"
    district.save()
    assert district.sort_key != before
    assert district.sort_key < District.objects.get(name_th="คลองเตย").sort_key


def test_a_subdistrict_cannot_lie_in_a_district_of_another_code():
    with pytest.raises(IntegrityError):
        Subdistrict.objects.create(
            code="100199", name_th="ก", name_en="A", district_id="1002", postcode="10200"
        )
