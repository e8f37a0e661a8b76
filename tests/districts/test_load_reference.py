"""load_reference: the same after one run and after ten; all or nothing."""

import json
import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from districts import reference
from districts.management.commands import load_reference
from districts.models import District, DistrictGroup, Subdistrict
from districts.reference import BrokenReference, upsert

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_loaded(transactional_db):
    """The tests of a run share a database that begins with the reference data; here it begins empty."""
    call_command("flush", verbosity=0, interactive=False, reset_sequences=False, inhibit_post_migrate=True)


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures")


def change(folder, name, **values):
    """Change the first row of a file."""
    rows = json.loads((folder / name).read_text(encoding="utf-8"))
    rows[0] |= values
    (folder / name).write_text(json.dumps(rows), encoding="utf-8")


def everything() -> list[list[dict]]:
    return [list(model.objects.order_by("pk").values()) for model in (DistrictGroup, District, Subdistrict)]


def test_it_loads_groups_districts_and_subdistricts(capsys):
    call_command("load_reference")
    assert [len(rows) for rows in everything()] == [6, 50, 180]
    assert "เขตและแขวง: กลุ่มเขต 6 เขต 50 แขวง 180" in capsys.readouterr().out


def test_a_second_run_changes_nothing():
    call_command("load_reference")
    before = everything()
    call_command("load_reference")
    assert everything() == before


def test_a_corrected_row_is_mended(folder):
    call_command("load_reference")
    change(folder, "districts.json", name_en="Old Town", population=1)
    call_command("load_reference", folder=folder)
    mended = District.objects.get(code="1001")
    assert (mended.name_en, mended.population, District.objects.count()) == ("Old Town", 1, 50)


@pytest.mark.parametrize(
    ("name", "values", "reason"),
    [
        ("districts.json", {"population": "many"}, "แถวที่ 1 ของเขตใช้ไม่ได้"),
        ("districts.json", {"river_side": "left"}, "แถวที่ 1 ของเขตใช้ไม่ได้"),
        ("districts.json", {"name_th": None}, "แถวที่ 1 ของเขตใช้ไม่ได้"),
        ("districts.json", {"group": "nowhere"}, "บันทึกข้อมูลอ้างอิงไม่ได้"),
        ("subdistricts.json", {"colour": "green"}, "แถวที่ 1 ของแขวงใช้ไม่ได้"),
        ("subdistricts.json", {"district": "1050"}, "บันทึกข้อมูลอ้างอิงไม่ได้"),
    ],
)
def test_a_broken_row_stops_the_command_and_nothing_is_written(folder, name, values, reason):
    change(folder, name, **values)
    with pytest.raises(CommandError, match=reason):
        call_command("load_reference", folder=folder)
    assert everything() == [[], [], []]


@pytest.mark.parametrize("content", ["", "[1]", "{}", "[{"])
def test_a_file_that_is_no_list_of_rows_stops_the_command(folder, content):
    (folder / "districts.json").write_text(content)
    with pytest.raises(CommandError, match="districts.json"):
        call_command("load_reference", folder=folder)
    assert not DistrictGroup.objects.exists()


def test_a_missing_folder_stops_the_command(tmp_path):
    with pytest.raises(CommandError, match="district_groups.json"):
        call_command("load_reference", folder=tmp_path / "nowhere")


def test_apps_load_in_their_order_and_a_late_failure_undoes_the_early_ones(monkeypatch):
    asked = []

    def broken(*, folder):
        asked.append(DistrictGroup.objects.count())
        raise BrokenReference("ไฟล์ประเภทชุมชนเสีย")

    assert next(load_reference.loaders())[1] is reference.load
    monkeypatch.setattr(load_reference, "loaders", lambda: [("เขต", reference.load), ("ชุมชน", broken)])
    with pytest.raises(CommandError, match="ไฟล์ประเภทชุมชนเสีย"):
        call_command("load_reference")
    assert asked == [6]
    assert everything() == [[], [], []]


def test_a_row_without_its_key_is_refused():
    with pytest.raises(BrokenReference):
        upsert(DistrictGroup, [{"name_th": "ก", "name_en": "A", "order": 1}])
