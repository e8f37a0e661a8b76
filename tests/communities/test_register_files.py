"""Registers through the pages of the admin: guards before anything reads a file, and a record of what goes out."""

from io import BytesIO

import pytest
import tablib
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from accounts.models import User
from audit.models import AccessRecord
from bkkhousing.lib import register_formats, register_waiting
from communities.models import Community, Household
from communities.resources import HouseholdResource
from tests import factories

pytestmark = pytest.mark.django_db
COMMUNITIES = "communities_community"
BOMB = b"PK\x03\x04" + b"\x00" * 200


@pytest.fixture
def root(administrator) -> User:
    administrator.is_staff = administrator.is_superuser = True
    administrator.save()
    return administrator


@pytest.fixture
def client(root, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return factories.client_of(root)


def table(*rows: tuple, headers=("id", "name", "district", "type")) -> bytes:
    book, file = Workbook(), BytesIO()
    for row in (headers, *rows):
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def send(client, content: bytes, name: str = "ทะเบียน.xlsx", register: str = COMMUNITIES):
    upload = SimpleUploadedFile(name, content)
    return client.post(
        reverse(f"admin:{register}_import"), {"resource": "0", "format": "0", "import_file": upload}
    )


def confirm(client, page, register: str = COMMUNITIES):
    told = page.context["confirm_form"].initial
    return client.post(reverse(f"admin:{register}_process_import"), told, follow=True)


def take(client, register: str, format: int = 0):
    return client.post(reverse(f"admin:{register}_export"), {"resource": "0", "format": str(format)})


def waiting() -> list[str]:
    folder = register_waiting.FOLDER
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def test_a_file_is_looked_at_and_written_once_it_is_confirmed(client, root, slum):
    page = send(client, table(("", "ชุมชนวัดใหม่", "1026", "slum")))
    assert not Community.objects.filter(name="ชุมชนวัดใหม่").exists() and len(waiting()) == 1
    confirm(client, page)
    made = Community.objects.get(name="ชุมชนวัดใหม่")
    assert made.history.get().history_user == root and waiting() == []


def test_an_old_and_a_text_table_are_taken_by_their_content(client, slum):
    page = send(client, "name,district,type\nชุมชนใหม่,1026,slum\n".encode("cp874"), "ทะเบียน.csv")
    confirm(client, page)
    assert Community.objects.filter(name="ชุมชนใหม่").exists()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (BOMB, "ระเบิด.xlsx"),
        (b"", "ว่าง.csv"),
        (b"%PDF-1.4 \x00\x01", "เอกสาร.csv"),
        (b"a,b\n1,2\n", "ปลอม.xlsx"),
    ],
)
def test_hostile_and_broken_files_are_refused_before_anything_is_kept(content, name, client):
    page = send(client, content, name)
    assert page.status_code == 200 and page.context["form"].errors["import_file"]
    assert "confirm_form" not in page.context and waiting() == []


def test_a_file_beyond_the_limit_is_refused_with_the_limit_named(client, settings):
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "rows": 3}
    rows = [("", f"ชุมชน {number}", "1026", "slum") for number in range(9)]
    (said,) = send(client, table(*rows)).context["form"].errors["import_file"]
    assert "3" in said


def test_one_wrong_row_is_named_and_keeps_the_file_from_being_confirmed(client, slum):
    page = send(client, table(("", "ดี", "1026", "slum"), ("", "ผิด", "9999", "slum")))
    assert "confirm_form" not in page.context
    (line,) = page.context["result"].told
    assert (line.row, "ไม่มีรหัสนี้" in line.sentence, waiting()) == (2, True, [])


def test_a_file_that_is_too_long_for_a_page_is_sent_elsewhere(client, monkeypatch):
    monkeypatch.setattr(register_formats, "MOST_ROWS", 2)
    rows = [("", f"ชุมชน {number}", "1026", "slum") for number in range(3)]
    (said,) = send(client, table(*rows)).context["form"].errors["import_file"]
    assert "หน้านำเข้าไฟล์" in said


def test_what_would_change_is_shown_as_text(client, slum):
    content = table((slum.pk, "<b>ใหม่</b>", "1026", "slum"))
    shown = send(client, content).content.decode()
    assert f"<del>{slum.name}</del> <ins>&lt;b&gt;ใหม่&lt;/b&gt;</ins>" in shown and "style=" not in shown


@pytest.mark.parametrize("key", ["99999999", "9" * 14 + "00000000", "-1", "ก", "=1"])
def test_an_id_that_is_nobodys_makes_no_row(key, client, slum):
    before = Community.objects.count()
    page = send(client, table((key, "ใหม่", "1026", "slum")))
    assert [line.row for line in page.context["result"].told] == [1] and Community.objects.count() == before


def test_nobody_confirms_the_file_of_another(client, slum):
    page = send(client, table(("", "ชุมชนวัดใหม่", "1026", "slum")))
    other = factories.person("admin", name="อีกคน")
    other.is_staff = other.is_superuser = True
    other.save()
    answer = confirm(factories.client_of(other), page)
    assert answer.status_code == 200 and not Community.objects.filter(name="ชุมชนวัดใหม่").exists()


def test_a_made_up_name_reads_no_file(client):
    told = {
        "import_file_name": "../../../etc/passwd",
        "original_file_name": "x",
        "format": "0",
        "resource": "0",
    }
    answer = client.post(reverse(f"admin:{COMMUNITIES}_process_import"), told)
    assert answer.status_code == 200 and answer.context["confirm_form"].errors


def test_files_that_nobody_confirms_are_gone_after_an_hour(client, slum):
    send(client, table(("", "ชุมชนวัดใหม่", "1026", "slum")))
    assert register_waiting.sweep(timezone.now()) == 0
    assert register_waiting.sweep(timezone.now() + 2 * register_waiting.WAITS) == 1 and waiting() == []


def test_every_export_is_written_down(client, root, slum):
    answer = take(client, COMMUNITIES)
    record = AccessRecord.objects.get(subject="community")
    assert (record.by, record.deed, record.rows) == (
        root,
        "export",
        len(tablib.Dataset().load(answer.content, "xlsx")),
    )
    assert slum.name in str([cell.value for cell in load_workbook(BytesIO(answer.content)).active["C"]])


def test_nothing_in_an_export_runs(client, slum):
    Community.objects.filter(pk=slum.pk).update(name="=HYPERLINK(1)")
    book = load_workbook(BytesIO(take(client, COMMUNITIES).content)).active
    (cell,) = [cell for cell in book["C"] if cell.value == "=HYPERLINK(1)"]
    assert cell.data_type == "s"
    assert "'=HYPERLINK(1)" in take(client, COMMUNITIES, format=1).content.decode("utf-8-sig")


def test_households_go_out_masked(client, officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    text = take(client, "communities_household", format=1).content.decode("utf-8-sig")
    home = Household.objects.get()
    assert str(home.pk) in text and home.head_name not in text and home.house_no not in text


def households(*rows: tuple, by) -> object:
    headers = ("id", "district", "community", "house_no", "house_code", "head_name")
    return HouseholdResource(user=by).import_data(tablib.Dataset(*rows, headers=headers))


def test_a_register_of_households_adds_and_changes_those_without_a_survey(root, slum):
    households(("", "1026", slum.pk, "9/9", "", "สมปอง ดี"), by=root)
    home = Household.objects.get()
    assert (home.community, home.head_name) == (slum, "สมปอง ดี") and home.search_key
    households((home.pk, "1026", slum.pk, "9/10", "", "สม… ด…"), by=root)
    home.refresh_from_db()
    assert (home.house_no, home.head_name) == ("9/10", "สมปอง ดี")


def test_a_surveyed_household_is_not_renamed(root, officer, slum, round_2570):
    factories.submitted_survey(by=officer, place=slum)
    home = Household.objects.get()
    result = households((home.pk, "1026", slum.pk, "99", "", "ใหม่"), by=root)
    assert [row.number for row in result.invalid_rows] == [1]


def test_a_person_of_one_district_brings_rows_of_no_other(officer, slum, other_slum):
    result = households(("", "1006", "", "1", "", "ก"), ("", "1026", other_slum.pk, "1", "", "ก"), by=officer)
    assert len(result.invalid_rows) + len(result.row_errors()) == 2 and not Household.objects.exists()


def test_a_household_that_is_there_does_not_come_in_twice(root, slum):
    row = ("", "1026", slum.pk, "9/9", "", "สมปอง ดี")
    households(row, by=root)
    assert len(households(row, by=root).invalid_rows) == 1
    assert Household.objects.count() == 1


def test_wrong_cells_are_told_in_thai(client, slum):
    headers = ("id", "name", "district", "type", "population")
    rows = [
        ("ก", "หนึ่ง", "1026", "slum", 1),
        ("", "สอง", "1026", "slum", "มาก"),
        ("", "สาม", "1026", "slum", -5),
    ]
    lines = send(client, table(*rows, headers=headers)).context["result"].told
    assert [(line.row, line.column) for line in lines] == [(1, ""), (2, "population"), (3, "population")]


def test_questions_do_not_grow_with_households(root, slum, django_assert_max_num_queries):
    rows = [("", "1026", slum.pk, f"{number}/1", "", f"คน {number}") for number in range(150)]
    with django_assert_max_num_queries(15):
        households(*rows, by=root)
    assert Household.objects.count() == 150
