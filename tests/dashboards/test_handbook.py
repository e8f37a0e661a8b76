"""The handbook: an index by role, a page for each task, a way to it from the pages it explains."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.urls import get_resolver
from django.utils import translation
from PIL import Image

from dashboards.handbook import BY_ROUTE, TASKS, how_to, text_of
from tests import factories
from tests.architecture.tree import ROOT

pytestmark = pytest.mark.django_db

LARGEST = 60 * 1024
LAST = re.compile(r"<li>(.+?)</li>")


def index(user, asked=""):
    return factories.client_of(user).get("/handbook/", {"q": asked} if asked else {})


def slugs(tasks):
    return [task.slug for task in tasks]


@pytest.mark.parametrize(
    ("role", "first", "absent"),
    [
        ("officer", "entering", "reviewing"),
        ("head", "entering", "rounds"),
        ("department", "reviewing", "entering"),
        ("admin", "importing", "entering"),
        ("analyst", "export", "importing"),
    ],
)
def test_the_tasks_of_the_own_role_come_first(role, first, absent, reference):
    context = index(factories.person(role, "1026" if role in ("officer", "head") else None)).context
    assert slugs(context["own"])[0] == first
    assert absent in slugs(context["others"]) and absent not in slugs(context["own"])


def test_every_task_is_found_by_every_role(officer):
    context = index(officer).context
    assert len(context["own"]) + len(context["others"]) == len(TASKS)


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.slug)
def test_a_page_has_few_steps_and_answers_for_its_troubles(task, officer):
    body = factories.client_of(officer).get(task.url).content.decode()
    words = body[body.index("guide__steps") :]
    assert 3 <= len(LAST.findall(words[: words.index("</ol>")])) <= 7
    assert 2 <= words.count("<dt>") == words.count("<dd>") <= 5
    assert str(task.picture) in body


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.slug)
def test_a_picture_is_small_and_there(task):
    file = finders.find(task.picture_path)
    with open(file, "rb") as picture:
        assert len(picture.read()) <= LARGEST
    assert Image.open(file).format == "WEBP"


def test_a_search_leaves_the_pages_that_hold_the_words(officer):
    context = index(officer, "สัญญาณ คิว").context
    assert slugs(context["own"]) == ["offline"] and context["others"] == []


@pytest.mark.parametrize("asked", ["สำรอง เป็น แฟ้ม", "สำรองเป็นแฟ้ม", "EXCEL", "excel ๒"])
def test_a_search_minds_neither_spaces_nor_capitals_nor_thai_digits(asked, officer):
    assert index(officer, asked).status_code == 200
    assert not asked.startswith("สำรอง") or "offline" in slugs(index(officer, asked).context["own"])


def test_a_search_without_result_says_so_and_keeps_the_words(officer):
    body = index(officer, "<b>จรวด</b>").content.decode()
    assert "ไม่มีหน้าใดพูดถึง" in body and "&lt;b&gt;จรวด" in body and "<b>จรวด" not in body


def test_each_language_is_searched_by_itself(officer):
    with translation.override("en"):
        text_of("offline", "en")
    assert "สัญญาณ" in text_of("offline", "th")


def test_an_unknown_task_is_absent(officer):
    assert factories.client_of(officer).get("/handbook/rocketry/").status_code == 404


def test_a_page_names_the_handbooks_page_about_it(head):
    client = factories.client_of(head)
    assert f'href="{how_to("review_queue")}">วิธีใช้หน้านี้' in client.get("/review/").content.decode()
    assert "วิธีใช้หน้านี้" not in client.get("/handbook/").content.decode()


@pytest.mark.parametrize("role", ["officer", "head", "department", "admin"])
def test_those_who_bring_files_in_are_led_to_how_it_is_done(role, reference):
    client = factories.client_of(factories.person(role, "1026" if role in ("officer", "head") else None))
    assert 'href="/handbook/importing/">วิธีใช้หน้านี้' in client.get("/imports/").content.decode()
    assert "importing" in slugs(client.get("/handbook/").context["own"])


def test_the_buttons_that_the_import_page_names_are_those_of_the_pages(officer):
    words = factories.client_of(officer).get("/handbook/importing/").content.decode()
    pages = "".join(path.read_text() for path in (ROOT / "templates" / "surveys").glob("*import_*.html"))
    named = {"ถัดไป", "ทำไฟล์พร้อมหมายเหตุ", "ไม่รับ", "รับแต่ควรดู", "ย้อนคืนทั้งไฟล์"}
    assert {name for name in named if f"“{name}”" in words and f'"{name}"' in pages} == named


def test_a_stranger_is_not_sent_to_the_handbook(client, reference):
    assert "วิธีใช้หน้านี้" not in client.get("/accounts/login/").content.decode()


def test_the_pages_that_are_explained_exist():
    known = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert set(BY_ROUTE) - known == set()


def test_the_handbook_asks_the_database_for_no_more_than_the_frame(officer, django_assert_max_num_queries):
    client = factories.client_of(officer)
    with django_assert_max_num_queries(5):
        client.get("/handbook/")
