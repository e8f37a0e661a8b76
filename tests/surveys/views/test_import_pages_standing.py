"""The pages of an import at each place where it may stand, and who may open and press what there."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jobs.models import Job
from surveys.models import FileImport
from tests import factories
from tests.surveys.importing.standing import problem, standing, with_rows
from tests.surveys.views.importing import PAGE, Sender, text_of_page

pytestmark = pytest.mark.django_db

COUNTS = {
    "rows": 0,
    "created": 0,
    "updated": 0,
    "unchanged": 0,
    "refused": 0,
    "skipped": 0,
    "soft": 0,
    "codes": {},
}
STEPS = ["file", "columns", "names", "try", "confirm", "write", "undo", "discard", "book"]


@pytest.fixture
def sender(officer):
    return Sender(officer)


def page_of(sender: Sender, state: str, query: str = "", **given) -> str:
    told = {"kind": "communities", "source": "registry", "counts": COUNTS, **given}
    return sender.see(standing(sender.user, state, **told), query)


def worked_on(file_import: FileImport, by, state: str, kind: str = "import_trial") -> FileImport:
    at, told = timezone.now(), {"file_import": str(file_import.pk)}
    file_import.job = Job.objects.create(kind=kind, owner=by, state=state, created_at=at, parameters=told)
    file_import.save(update_fields=["job"])
    return file_import


@pytest.mark.parametrize(
    ("state", "given", "words"),
    [
        ("refused", {"refusal": {"sentence": "ไฟล์นี้เป็น PDF"}}, "ไฟล์นี้เป็น PDF"),
        ("discarded", {}, "ยกเลิกการนำเข้านี้แล้ว"),
        ("tried", {"counts": {}}, "ยังไม่มีผลทดลอง"),
        ("tried", {"counts": {**COUNTS, "rows": 1234, "created": 1234}}, "บันทึก 1,234 แถว"),
        ("tried", {"counts": {**COUNTS, "created": 5, "refused": 1}}, "บันทึกเฉพาะ 5 แถวที่รับได้"),
        ("tried", {"counts": {**COUNTS, "refused": 3}}, "ไม่มีแถวที่รับได้"),
        ("tried", {"counts": {**COUNTS, "unchanged": 3}}, "ไม่มีอะไรต้องบันทึก"),
        ("asking", {"questions": [{"code": "x", "sentence": "ตั้งใจหรือไม่", "column": ""}]}, "ตั้งใจหรือไม่"),
        ("undone", {"counts": {**COUNTS, "left": 2}}, "ยกเว้น 2 แถวที่มีผู้แก้ระหว่างย้อนคืน"),
    ],
)
def test_each_end_of_a_trial_has_its_own_words(sender, state, given, words):
    assert words in page_of(sender, state, **given)


def test_a_moment_is_told_in_the_buddhist_era(sender):
    moment = datetime(2026, 11, 21, 7, 2, tzinfo=UTC)
    assert "บันทึกแล้ว 21 พ.ย. 2569 14:02 น." in page_of(sender, "written", written_at=moment)


@pytest.mark.parametrize(
    ("kind", "link"),
    [("communities", "ดูทะเบียนชุมชน"), ("households", "ดูครัวเรือน"), ("surveys", "ดูแบบสำรวจของรอบนี้")],
)
def test_the_result_leads_to_where_the_rows_are(sender, round_2570, kind, link):
    assert link in page_of(sender, "written", kind=kind, round=round_2570)


@pytest.mark.parametrize(("state", "offered"), [("written", True), ("undone", False)])
def test_taking_back_is_offered_once(sender, state, offered):
    assert ("ยืนยันย้อนคืนทุกแถว" in page_of(sender, state)) is offered


@pytest.mark.parametrize(("key", "offered"), [("imports/aa/x", True), ("", False)])
def test_a_workbook_is_offered_while_the_upload_is_kept(sender, key, offered):
    assert ("ทำไฟล์พร้อมหมายเหตุ" in page_of(sender, "written", key=key)) is offered


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_while_a_worker_is_at_it_no_step_can_be_opened(sender, state):
    file_import = worked_on(standing(sender.user, "tried", kind="communities"), sender.user, state)
    for query in ("", "?step=columns", "?step=file"):
        page = sender.see(file_import, query)
        assert "ปิดหน้านี้ได้ งานทำต่อเอง" in page and "คอลัมน์ใดคือข้อใด" not in page


def test_a_write_that_stopped_offers_to_go_on_or_to_take_back(sender):
    file_import = standing(sender.user, "writing", kind="communities", counts=COUNTS)
    page = sender.see(worked_on(file_import, sender.user, "failed", "import_write"))
    assert "ทำต่อ" in page and "ย้อนคืนทั้งไฟล์" in page


def test_what_a_file_is_called_is_shown_as_text(sender):
    FileImport.objects.filter(pk=standing(sender.user).pk).update(name="<script>alert(1)</script>.csv")
    html = sender.client.get(PAGE).content.decode()
    assert "<script>alert(1)" not in html and "&lt;script&gt;alert(1)" in html


def test_what_is_told_of_a_cell_is_shown_as_text(sender):
    file_import = standing(sender.user, "tried", kind="communities", counts={**COUNTS, "refused": 1})
    told = problem(header="<b onclick=x>", sentence="<img src=x>")
    with_rows(file_import, "refused", problems=[told], is_told=True)
    html = sender.client.get(file_import.get_absolute_url()).content.decode()
    assert "<img src=x>" not in html and "<b onclick" not in html and "&lt;img src=x&gt;" in html


@pytest.mark.parametrize("what", STEPS)
@pytest.mark.parametrize(
    ("person", "status"), [("analyst", 403), ("partner", 403), ("other_head", 404), ("department", 404)]
)
def test_nobody_else_presses_a_button_of_it(request, officer, what, person, status):
    file_import = standing(officer, "tried", kind="communities")
    client = factories.client_of(request.getfixturevalue(person))
    assert client.post(f"{file_import.get_absolute_url()}{what}/").status_code == status
    file_import.refresh_from_db()
    assert file_import.state == "tried" and not Job.objects.exists()


@pytest.mark.parametrize("what", STEPS)
def test_a_button_is_pressed_and_never_only_opened(sender, what):
    file_import = standing(sender.user, "tried", kind="communities")
    assert sender.client.get(f"{file_import.get_absolute_url()}{what}/").status_code == 405


@pytest.mark.parametrize("what", ["", "rows/2/"])
def test_a_page_is_opened_and_nothing_is_sent_to_it(sender, what):
    file_import = standing(sender.user, "tried", kind="communities")
    assert sender.client.post(f"{file_import.get_absolute_url()}{what}").status_code == 405


def test_a_head_goes_on_with_what_an_officer_began(sender, head):
    file_import = standing(
        sender.user, "mapped", kind="communities", mapping={"name": "x", "columns": {"name": "ก"}}
    )
    reply = factories.client_of(head).post(f"{file_import.get_absolute_url()}try/")
    file_import.refresh_from_db()
    assert reply.status_code == 302 and (file_import.state, file_import.job.owner) == ("trying", head)


def test_the_department_and_the_administrator_share_their_files(department, administrator, officer):
    standing(department)
    seen = [
        len(factories.client_of(one).get(PAGE).context["lines"])
        for one in (department, administrator, officer)
    ]
    assert seen == [1, 1, 0]


@pytest.mark.parametrize("seen", ["", "nonsense", "2026-11-21T00:00:00+00:00"])
def test_writing_needs_the_mark_of_the_trial_that_was_seen(sender, seen):
    file_import = standing(sender.user, counts={"created": 1}, tried_at=timezone.now(), kind="communities")
    sender.client.post(f"{file_import.get_absolute_url()}write/", {"seen": seen})
    file_import.refresh_from_db()
    assert file_import.state == "tried" and not Job.objects.exists()
    assert "ผลทดลองเปลี่ยนไปหลังจากคุณเปิดหน้า" in sender.see(file_import)


@pytest.mark.parametrize(
    ("sure", "state"), [([], "asking"), (["a"], "asking"), (["b", "a"], "tried"), (["a", "b", "c"], "tried")]
)
def test_every_question_needs_its_own_yes(sender, sure, state):
    asked = [{"code": code, "sentence": code, "column": ""} for code in ("a", "b")]
    file_import = standing(sender.user, "asking", questions=asked, counts=COUNTS, tried_at=timezone.now())
    given = {"seen": file_import.tried_at.isoformat(), "sure": sure}
    sender.client.post(f"{file_import.get_absolute_url()}confirm/", given)
    file_import.refresh_from_db()
    assert file_import.state == state


def test_the_list_is_in_pages_the_newest_first(sender):
    for number in range(21):
        FileImport.objects.filter(pk=standing(sender.user).pk).update(name=f"ที่ {number}.csv")
    page = text_of_page(sender.client.get(PAGE))
    assert "ที่ 20.csv" in page and "ที่ 0.csv" not in page


def test_the_same_file_again_is_told_to_have_come_before(sender, other_officer, slum):
    for person, told in ((sender, False), (Sender(other_officer), False), (sender, True)):
        reply = person.send(b"a,b\n1,2\n", "ก.csv")
        assert ("ไฟล์เดียวกันนี้เคยส่งมาแล้ว" in text_of_page(person.client.get(reply.url))) is told


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("ก.csv", b"", 422),
        ("ก.xlsx", b"a,b\n1,2\n", 422),
        ("ก.csv", b"PK\x03\x04 cut short", 422),
        ("ก.csv", b"\x89PNG\r\n\x1a\n....", 422),
        ("ก.csv", b"%PDF-1.7\n", 422),
        ("ก", "เขต,ชุมชน\n".encode("cp874"), 302),
    ],
)
def test_what_is_no_table_at_a_glance_is_refused_and_not_kept(sender, name, content, status):
    reply = sender.client.post(PAGE, {"file": SimpleUploadedFile(name, content)})
    assert reply.status_code == status and FileImport.objects.count() == (status == 302)
    assert status == 302 or "รับ" in text_of_page(reply)
