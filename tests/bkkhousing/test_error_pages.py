"""Errors that say nothing: no path, no SQL, no key, no name; a page in our look, or JSON from the API."""

import uuid

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory
from django.urls import path

from bkkhousing import error_pages, urls
from tests import factories

SECRET_WORDS = (
    "SELECT citizen_id FROM surveys_survey WHERE name = 'สมหญิง ใจงาม' -- /srv/bkkhousing/var 1234567890121"
)
TELLING = (
    "SELECT", "surveys_survey", "สมหญิง", "/srv/", "1234567890121", "Traceback", "Exception", "RuntimeError", "django",
    ".py",
)  # fmt: skip


def breaks(request, **kwargs):
    raise RuntimeError(SECRET_WORDS)


def is_too_big(request):
    raise RequestDataTooBig(SECRET_WORDS)


def is_odd(request):
    raise SuspiciousOperation(SECRET_WORDS)


urlpatterns = [
    path("breaks/<str:key>/", breaks),
    path("too-big/", is_too_big),
    path("odd/", is_odd),
    path("api/v1/breaks/", breaks),
    path("api/v1/too-big/", is_too_big),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = (
    urls.handler400,
    urls.handler403,
    urls.handler404,
    urls.handler500,
)


@pytest.fixture
def answered(client, settings):
    settings.ROOT_URLCONF = __name__
    client.raise_request_exception = False
    return client.get


def told(reply) -> list[str]:
    body = reply.content.decode()
    return [
        word for word in TELLING if word in body or any(word in value for value in reply.headers.values())
    ]


@pytest.mark.django_db
def test_a_fault_of_ours_tells_the_id_of_the_request_and_nothing_else(answered):
    """F33"""
    reply = answered("/breaks/1234567890121/?name=สมหญิง")
    assert reply.status_code == 500 and told(reply) == []
    assert "ระบบขัดข้อง" in reply.content.decode() and reply["X-Request-ID"] in reply.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/too-big/", 413, "ข้อมูลที่ส่งมาใหญ่เกินกำหนด"),
        ("/odd/", 400, "ระบบอ่านคำขอนี้ไม่ได้"),
        ("/surveys/sub/1234567890121/", 404, "ไม่พบหน้านี้"),
    ],
)
def test_what_cannot_be_read_or_found_is_a_page_of_ours(answered, address, status, sentence):
    reply = answered(address)
    assert reply.status_code == status and told(reply) == [] and sentence in reply.content.decode()
    assert "topbar" in reply.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/breaks/", 500, "broken"),
        ("/api/v1/too-big/", 413, "body_too_large"),
        ("/api/v1/no/such/1234567890121/", 404, "not_found"),
        ("/api/nowhere", 404, "not_found"),
    ],
)
def test_the_api_answers_every_error_in_json(answered, address, status, code):
    reply = answered(address)
    assert (reply.status_code, reply["Content-Type"], told(reply)) == (status, "application/json", [])
    assert reply.json()["code"] == code and reply.json()["sentence"]
    assert ("request" in reply.json()) is (status == 500)


@pytest.mark.django_db
def test_a_forms_address_opened_by_hand_is_explained(officer):
    reply = factories.client_of(officer).get(f"/surveys/{uuid.uuid4()}/answer/")
    assert (reply.status_code, reply["Allow"]) == (405, "POST")
    assert "ที่อยู่นี้เปิดตรง ๆ ไม่ได้" in reply.content.decode()


@pytest.mark.django_db
def test_a_role_that_may_not_enter_is_told_so_without_names(analyst):
    reply = factories.client_of(analyst).get("/review/")
    assert reply.status_code == 403 and "บทบาทของคุณเปิดหน้านี้ไม่ได้" in reply.content.decode()


@pytest.mark.parametrize(
    "given", [HttpResponse(status=200), HttpResponseNotAllowed(["GET"], content=b"said already")]
)
def test_an_answer_with_words_keeps_them(given):
    assert error_pages.SpokenRefusals(lambda request: given)(RequestFactory().get("/")) is given


@pytest.mark.parametrize("status", error_pages.ALONE)
def test_a_page_that_stands_alone_asks_nobody(status, django_assert_num_queries):
    """A database that is away may be why it is shown; no database is set up for this test."""
    page = error_pages.answer(RequestFactory().get("/"), status, seconds=5).content.decode()
    assert "<main" in page and "<script" not in page and "style=" not in page
