"""/imports/: from a file to its result through the pages, step by step, and whatever a person may do wrong."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from communities.models import CommunityAlias
from surveys.actions import approve
from surveys.models import FileImport, SavedMapping, Survey
from tests import factories
from tests.surveys import kobo
from tests.surveys.importing import templates, walking
from tests.surveys.views.importing import PAGE, Sender, text_of_page

pytestmark = pytest.mark.django_db
UNSURE = b"a,b\n\xe9,1\n"
TABLE = "เขต,ชุมชน,บ้านเลขที่,สถานะบ้าน\n1026,ร่วมใจพัฒนา,1/1,เช่าทั้งหลัง\n"


@pytest.fixture
def kobo_round(reference):
    return walking.keep_open("2568")


@pytest.fixture
def sender(officer, slum, kobo_round):
    return Sender(officer)


@pytest.fixture
def tried(sender):
    """Three rows, of which one has a rent that nobody pays."""
    return sender.tried(kobo.row(1), kobo.row(2), kobo.row(3, rent_price="มาก"))


def test_the_page_tells_what_may_be_brought_in_and_what_was(sender):
    sender.kobo(kobo.row(1), name="ของเขต.csv")
    page = text_of_page(sender.client.get(PAGE))
    assert "ทะเบียนครัวเรือน" in page and "20 MB" in page and "ของเขต.csv" in page and "รู้ชนิดไฟล์แล้ว" in page


def test_a_file_is_told_for_what_it_is_with_its_first_rows(sender):
    page = sender.see(sender.kobo(kobo.row(1)))
    assert "ไฟล์ส่งออกของ “แบบ Kobo" in page and "1 แถว 11 คอลัมน์" in page and "7/20/2025 8:01" in page


def test_the_trial_shows_good_and_refused_rows_and_writes_nothing(sender, tried):
    page = sender.see(tried)
    assert "ทดลองแล้ว 3 แถว" in page and "บันทึกเฉพาะ 2 แถวที่รับได้" in page and "rent_price" in page
    assert Survey.objects.count() == 0


def test_what_is_told_of_many_rows_is_told_once_with_their_number(sender):
    many = sender.tried(*[kobo.row(number, rent_price="มาก") for number in (1, 2, 3)])
    page = sender.see(many)
    assert "เรื่องที่พบบ่อย" in page and "3 แถว" in page.partition("เรื่องที่พบบ่อย")[2][:120]


def test_only_the_good_rows_are_written_and_the_result_says_so(sender, tried):
    sender.agree(tried)
    assert (tried.state, Survey.objects.count()) == ("written", 2)
    page = sender.see(tried)
    assert "บันทึกแล้ว" in page and "สร้างใหม่แล้ว" in page and "ยืนยันย้อนคืนทุกแถว" in page


def test_the_whole_file_is_taken_back(sender, tried):
    sender.agree(tried)
    sender.do(tried, "undo")
    assert (tried.state, Survey.objects.count()) == ("undone", 0)
    assert "ข้อมูลทุกแถวกลับเป็นก่อนนำเข้าไฟล์นี้" in sender.see(tried)


def test_a_file_that_somebody_worked_on_is_not_taken_back_and_the_page_says_why(sender, tried, head):
    sender.agree(tried)
    approve(survey=Survey.objects.first(), by=head, at=timezone.now())
    sender.do(tried, "undo")
    assert tried.state == "written" and Survey.objects.count() == 2
    assert "ย้อนคืนไม่ได้ มีผู้แก้ข้อมูลหลังนำเข้าแล้ว" in sender.see(tried)


def test_the_workbook_comes_back_for_the_one_who_asked(sender, tried):
    reply = sender.do(tried, "book")
    assert reply.url.startswith("/jobs/")
    assert "สำรวจ_ผล.xlsx" in sender.see(tried)


def test_none_of_the_rows_may_be_taken(sender, tried, django_capture_on_commit_callbacks):
    key = tried.key
    with django_capture_on_commit_callbacks(execute=True):
        sender.do(tried, "discard")
    assert tried.state == "discarded" and not default_storage.exists(key)
    assert "ยกเลิกการนำเข้านี้แล้ว" in sender.see(tried)


def test_a_name_is_asked_once_and_remembered(sender, slum):
    file_import = sender.tried(kobo.row(1, community_name="ร่วมใจพัฒนาา"), kobo.row(2))
    assert file_import.state == "naming" and "ไม่พบชุมชนชื่อนี้ในทะเบียน 1 ชื่อ" in sender.see(file_import)
    assert "ตรงทะเบียนหรือชื่อที่จำไว้แล้ว 1 ชื่อ" in sender.see(file_import)
    form = sender.form(file_import, "", "names-form")
    assert form["name-0"] == str(slum.pk)
    sender.do(file_import, "names", **form)
    assert file_import.counts["created"] == 2
    assert CommunityAlias.objects.get(community=slum).name == "ร่วมใจพัฒนาา"


@pytest.mark.parametrize(("said", "created"), [("outside", 2), ("skip", 1)])
def test_all_names_left_open_may_be_answered_at_once(sender, said, created):
    file_import = sender.tried(kobo.row(1, community_name="ที่ไหนสักแห่ง"), kobo.row(2))
    sender.do(file_import, "names", rest=said)
    assert (file_import.state, file_import.counts["created"]) == ("tried", created)


def test_another_community_of_the_district_may_be_chosen(sender, slum):
    file_import = sender.tried(kobo.row(1, community_name="ที่ไหนสักแห่ง"))
    given = {"about-0": "1026|ที่ไหนสักแห่ง", "name-0": "other", "other-0": str(slum.pk)}
    sender.do(file_import, "names", **given)
    assert file_import.counts["created"] == 1 and CommunityAlias.objects.count() == 0


def test_names_are_asked_page_by_page_and_kept_in_between(sender):
    file_import = sender.tried(*[kobo.row(n, community_name=f"ไม่รู้จัก {n}") for n in range(60)])
    sender.do(file_import, "names", **{"about-0": "1026|ไม่รู้จัก 0", "name-0": "skip"})
    page = sender.see(file_import, "?from=50")
    assert file_import.state == "mapped" and "ชื่อที่ 51–59 จาก 59" in page and "ตัดสินแล้ว 1 ชื่อ" in page


def test_nothing_said_about_names_is_told_so(sender):
    file_import = sender.tried(kobo.row(1, community_name="ที่ไหนสักแห่ง"))
    sender.do(file_import, "names")
    assert file_import.state == "naming" and "ยังไม่ได้เลือกชุมชน" in sender.see(file_import)


def test_a_table_of_the_district_is_mapped_and_its_values_explained(sender, round_2570):
    file_import = sender.sent(TABLE.encode())
    sender.do(file_import, "file", kind="surveys", round="2570")
    form = sender.form(file_import, "?step=columns", "columns-form")
    reply = sender.do(file_import, "columns", **{**form, "field-3": "house_tenure"})
    assert reply.status_code == 422 and "มีค่าที่ยังไม่รู้ความหมาย" in text_of_page(reply)
    sender.do(
        file_import, "columns", **{**form, "field-3": "house_tenure", "code-3-0": "rent", "save_as": "ของเขต"}
    )
    assert file_import.mapping["answers"]["house_tenure"]["codes"]["เช่าทั้งหลัง"] == "rent"
    assert SavedMapping.objects.get(name="ของเขต").district_id == "1026"


def test_a_kept_mapping_is_used_for_the_next_file_with_the_same_headers(sender, round_2570):
    first = sender.sent(TABLE.encode())
    sender.do(first, "file", kind="surveys", round="2570")
    form = sender.form(first, "?step=columns", "columns-form") | {
        "field-3": "house_tenure",
        "code-3-0": "rent",
    }
    sender.do(first, "columns", **{**form, "save_as": "ของเขต"})
    second = sender.sent(TABLE.replace("1/1", "2/2").encode())
    sender.do(second, "file", kind="surveys", round="2570")
    assert "ใช้การจับคู่ที่เก็บไว้ “ของเขต”" in sender.see(second, "?step=columns")
    kept = sender.form(second, "?step=columns", "columns-form")
    assert (kept["field-3"], kept["code-3-0"]) == ("house_tenure", "rent")
    assert sender.form(second, "?step=columns&mapping=proposed", "columns-form")["field-3"] != "house_tenure"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"field-0": "house_no"}, "ถูกเลือกสองคอลัมน์"),
        ({"field-0": "nothing_such"}, "ไม่มีข้อนี้ในแบบ"),
        ({"field-2": "", "field-3": ""}, "ยังไม่มีคอลัมน์ใดตรงกับข้อในแบบ"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(sender, round_2570, given, said):
    file_import = sender.sent(TABLE.encode())
    sender.do(file_import, "file", kind="surveys", round="2570")
    form = sender.form(file_import, "?step=columns", "columns-form")
    reply = sender.do(file_import, "columns", **{**form, "field-3": "", **given})
    assert reply.status_code == 422 and said in text_of_page(reply) and file_import.state == "read"


def test_headings_in_another_row_are_read_as_a_person_says(sender, round_2570):
    file_import = sender.sent(("เขต,ชุมชน,บ้านเลขที่,สถานะบ้าน\n" + TABLE.replace("สถานะบ้าน", "สถานะ")).encode())
    sender.do(file_import, "file", kind="surveys", round="2570", header_row="2")
    assert "สถานะ" in [line for line in sender.see(file_import, "?step=columns").split() if line == "สถานะ"]


def test_a_change_of_more_than_a_share_asks_first(sender, tried):
    sender.agree(tried)
    again = sender.tried(kobo.row(1, rent_price="4000"), kobo.row(2, rent_price="4000"))
    assert again.state == "asking" and "ตั้งใจเช่นนั้นหรือไม่" in sender.see(again)
    sender.do(again, "confirm", seen=again.tried_at.isoformat())
    assert again.state == "asking" and "ยังไม่ได้ยืนยันครบ" in sender.see(again)
    sender.agree(again)
    assert again.counts["updated"] == 2 and again.state == "written"


def test_a_row_stands_beside_the_stored_one(sender, tried):
    sender.agree(tried)
    again = sender.tried(kobo.row(1, rent_price="4000"))
    assert "เทียบกับของเดิม" in sender.see(again)
    page = text_of_page(sender.client.get(f"{again.get_absolute_url()}rows/2/"))
    assert "3,000" in page and "4,000" in page
    assert sender.client.get(f"{again.get_absolute_url()}rows/99/").status_code == 404


def test_the_same_file_again_has_nothing_to_write(sender, tried):
    sender.agree(tried)
    again = sender.tried(kobo.row(1), kobo.row(2))
    assert "ทุกแถวตรงกับในระบบแล้ว" in sender.see(again)


@pytest.mark.parametrize("what", ["file", "columns", "names", "try", "confirm", "write", "undo", "book"])
def test_a_step_out_of_turn_changes_nothing_and_says_where_it_stands(sender, tried, what):
    sender.do(tried, "discard")
    reply = sender.do(tried, what, kind="surveys", round="2568", rest="skip")
    assert reply.status_code == 302 and tried.state == "discarded"


def test_a_double_press_writes_once(sender, tried):
    seen = tried.tried_at.isoformat()
    for _press in range(2):
        sender.client.post(f"{tried.get_absolute_url()}write/", {"seen": seen})
    sender.do(tried, "write", seen=seen)
    assert Survey.objects.count() == 2 and tried.state == "written"


def test_what_was_seen_is_what_is_written(sender, tried):
    earlier = tried.tried_at.isoformat()
    sender.do(tried, "try")
    sender.do(tried, "write", seen=earlier)
    assert tried.state == "tried" and Survey.objects.count() == 0
    assert "ผลทดลองเปลี่ยนไปหลังจากคุณเปิดหน้า" in sender.see(tried)


def test_a_page_of_an_earlier_step_may_be_opened_again(sender, tried):
    assert "คอลัมน์ใดคือข้อใด" in sender.see(tried, "?step=columns")
    assert "นี่คือไฟล์อะไร" in sender.see(tried, "?step=file")
    assert "ทดลองแล้ว" in sender.see(tried, "?step=result")


def test_a_file_that_needs_its_encoding_asks_for_it(sender):
    file_import = sender.sent(UNSURE, "ก.csv")
    assert "การเข้ารหัสตัวอักษร" in sender.see(file_import)
    sender.do(file_import, "file", encoding="cp874")
    assert file_import.encoding == "cp874" and file_import.state != "uploaded"


def test_no_file_and_a_file_too_large_are_refused_at_once(sender, settings):
    assert "ยังไม่ได้เลือกไฟล์" in text_of_page(sender.client.post(PAGE))
    settings.UPLOAD_LIMITS = {**settings.UPLOAD_LIMITS, "file_mib": 0}
    reply = sender.client.post(PAGE, {"file": SimpleUploadedFile("ก.csv", b"x" * 70_000)})
    assert reply.status_code == 413 and "ใหญ่เกิน 0 MB" in text_of_page(reply)
    assert FileImport.objects.count() == 0


def test_an_upload_without_its_token_is_refused(officer):
    client = factories.client_of(officer)
    client.handler.enforce_csrf_checks = True
    reply = client.post(PAGE, {"file": SimpleUploadedFile("ก.csv", b"a,b\n1,2\n")})
    assert reply.status_code == 403 and FileImport.objects.count() == 0


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "..\\..\\boot.csv", "/etc/cron.csv"])
def test_a_name_is_never_a_path(sender, name):
    file_import = sender.sent(kobo.text_of(kobo.row(1)).encode(), name)
    assert "/" not in file_import.name and "\\" not in file_import.name
    assert file_import.key.startswith("imports/") and file_import.name not in file_import.key


def test_another_district_finds_nothing_of_it(sender, tried, other_officer, department):
    for user in (other_officer, department):
        client = factories.client_of(user)
        assert client.get(tried.get_absolute_url()).status_code == 404
        assert client.post(f"{tried.get_absolute_url()}write/").status_code == 404
        assert "สำรวจ.csv" not in client.get(PAGE).content.decode()


def test_a_colleague_sees_the_import_but_not_the_others_job(sender, head):
    file_import = sender.kobo(kobo.row(1))
    sender.client.post(f"{file_import.get_absolute_url()}file/", {"kind": "surveys", "round": "2568"})
    form = sender.form(file_import, "?step=columns", "columns-form")
    sender.client.post(f"{file_import.get_absolute_url()}columns/", form)
    page = factories.client_of(head).get(file_import.get_absolute_url()).content.decode()
    assert "สั่งงานนี้อยู่" in page and "data-job" not in page


def test_our_own_template_needs_no_mapping(sender, slum, round_2570):
    book = BytesIO()
    templates.filled(factories.household_of_four(slum)).save(book)
    file_import = sender.sent(book.getvalue(), "แบบฟอร์ม.xlsx")
    assert "ไม่ต้องจับคู่" in sender.see(file_import)
    sender.do(file_import, "file")
    assert (file_import.state, file_import.counts["created"]) == ("tried", 1)


@pytest.mark.parametrize(("person", "status"), [("analyst", 403), ("partner", 403), ("department", 200)])
def test_who_may_bring_files_in(request, reference, person, status):
    client = factories.client_of(request.getfixturevalue(person))
    assert client.get(PAGE).status_code == status


def test_problems_of_ten_thousand_rows_come_in_pages(sender, tried):
    problem = {
        "sheet": "",
        "row": 9,
        "column": 2,
        "header": "ก",
        "code": "x",
        "sentence": "ผิด",
        "refuses": True,
    }
    many = [
        tried.rows.model(file_import=tried, number=n, deed="refused", problems=[problem], is_told=True)
        for n in range(10, 10_010)
    ]
    tried.rows.bulk_create(many, batch_size=500)
    page = sender.client.get(f"{tried.get_absolute_url()}?show=refused").content.decode()
    assert page.count("<strong>ก</strong>") < 51 and 'rel="next"' in page and len(page) < 100_000


@pytest.mark.parametrize(("where", "most"), [("", 14), ("?step=file", 14), ("?step=columns", 18)])
def test_a_page_asks_a_fixed_number_of_questions(sender, tried, django_assert_max_num_queries, where, most):
    with django_assert_max_num_queries(most):
        sender.see(tried, where)


def test_the_list_asks_as_much_for_many_files_as_for_one(sender, officer, django_assert_max_num_queries):
    at = timezone.now()
    for number in range(12):
        FileImport.objects.create(
            by=officer, district_id="1026", created_at=at, name=f"{number}.csv", size=1, sha256="0"
        )
    with django_assert_max_num_queries(8):
        sender.client.get(PAGE)
