"""The district that a name means, in the spellings seen in real files."""

import pytest

from districts.models import District
from districts.naming import DistrictNames, Meant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def names() -> DistrictNames:
    return DistrictNames(District.objects.all())


def test_every_district_is_known_by_its_names_without_a_correction(names):
    for one in District.objects.all():
        for name in (one.name_th, f"เขต{one.name_th}", one.name_en):
            assert names.meant_by(name) == Meant(one.pk, corrected=False)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ราษฏร์บูรณะ", "1024"),
        ("ป้อมปราบฯ", "1008"),
        ("ป้อมปราบ ศัตรูพ่าย", "1008"),
        ("ป้อมปราบศัตรูพ่าย ", "1008"),
        ("เขต ป้อมปราบศัตรูพ่าย", "1008"),
        ("ป้อมปราบ", "1008"),
        ("ทุ่งครุ่", "1049"),
        ("เเขวงคลองเตย", "1033"),
        ("บางเเค", "1040"),
        ("บางกอกใหญ๋", "1016"),
        ("สัมพันธวงศ", "1013"),
        ("วัฒนา.", "1039"),
        ("Vadhana", "1039"),
        ("POM PRAP SATTRU PHAI", "1008"),
        ("Pathumwan", "1007"),
    ],
)
def test_other_spellings_are_corrected(name, code, names):
    assert names.meant_by(name) == Meant(code, corrected=True)


@pytest.mark.parametrize(
    "name",
    ["", "บาง", "บางฯ", "เขต", "กรุงเทพมหานคร", "นนทบุรี", "ลาด", "ลาดฯ", "-", "1026", "Bang", "สมุทรปราการ"],
)
def test_a_name_that_could_be_several_or_none_means_nothing(name, names):
    assert names.meant_by(name) is None


def test_no_district_is_taken_for_another_when_a_letter_is_lost(names):
    for one in District.objects.all():
        for place in range(len(one.name_th)):
            meant = names.meant_by(one.name_th[:place] + one.name_th[place + 1 :])
            assert meant is None or meant.code == one.pk
