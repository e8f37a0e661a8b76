"""The frame around every page: language, skip link, where each person can go, sign-in, errors."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve
from django.views import defaults

from accounts.choices import Role
from dashboards.frame import BAR_PLACES, PLACES, entries_of
from dashboards.views.gallery import gallery

SIGN_IN = "/accounts/login/"


def asked(path: str = "/", user=None):
    request = RequestFactory().get(path)
    request.user = user or AnonymousUser()
    return request


def said(response) -> str:
    return response.content.decode()


@pytest.mark.django_db
def test_the_sign_in_page_is_thai_and_can_be_skipped_into(client):
    page = said(client.get(SIGN_IN))
    assert '<html lang="th">' in page
    assert '<a class="skip-link" href="#main">ข้ามไปยังเนื้อหา</a>' in page
    assert '<main id="main"' in page
    assert "เข้าสู่ระบบ" in page


@pytest.mark.django_db
def test_sign_in_remembers_where_the_person_was_going(client):
    assert '<input type="hidden" name="next" value="/surveys/?q=12">' in said(
        client.get(SIGN_IN, {"next": "/surveys/?q=12"})
    )


@pytest.mark.django_db
def test_a_wrong_password_says_what_to_check(client):
    page = said(client.post(SIGN_IN, {"username": "officer", "password": "wrong"}))
    assert "ตรวจแป้นภาษาและตัวพิมพ์เล็กใหญ่" in page
    assert 'value="officer"' in page


@pytest.mark.django_db
def test_the_language_switch_keeps_the_page(client):
    client.post("/language/setlang/", {"language": "en", "next": SIGN_IN})
    assert '<html lang="en">' in said(client.get(SIGN_IN))


@pytest.mark.parametrize(
    ("who", "labels"),
    [
        ("officer", "วันนี้ แบบสำรวจ ชุมชน ภาพรวม แผนสำรวจ นำเข้าไฟล์ งานของฉัน ข้อมูลเปิด คู่มือ"),
        (
            "head",
            "วันนี้ ตรวจแบบ แบบสำรวจ ชุมชน ภาพรวม แผนสำรวจ การเตือน นำเข้าไฟล์ ส่งออก งานของฉัน "
            "ข้อมูลส่วนบุคคล ข้อมูลเปิด คู่มือ",
        ),
        (
            "department",
            "ภาพรวม ตรวจรับรายเขต แบบสำรวจ ชุมชน แผนสำรวจ การเตือน นำเข้าไฟล์ ส่งออก งานของฉัน "
            "ข้อมูลส่วนบุคคล บันทึกการใช้งาน ข้อมูลเปิด คู่มือ",
        ),
        ("analyst", "ภาพรวม แบบสำรวจ ชุมชน ส่งออก งานของฉัน ข้อมูลเปิด คู่มือ"),
        (
            "administrator",
            "ภาพรวม แบบสำรวจ ชุมชน ส่งออก แผนสำรวจ การเตือน นำเข้าไฟล์ งานของฉัน ตรวจรับรายเขต "
            "ข้อมูลส่วนบุคคล บันทึกการใช้งาน ข้อมูลเปิด ผู้ดูแล คู่มือ",
        ),
        ("partner", ""),
    ],
)
def test_each_role_sees_its_own_places(request, who, labels):
    entries = entries_of(asked(user=request.getfixturevalue(who)))
    assert " ".join(str(entry.label) for entry in entries) == labels


def test_nobody_is_offered_a_place_before_signing_in():
    assert entries_of(asked()) == []


def test_the_bottom_bar_holds_four_places_at_most(head):
    entries = entries_of(asked(user=head))
    beyond = len(entries) - BAR_PLACES
    assert beyond >= 5 and [entry.in_bar for entry in entries] == [True] * BAR_PLACES + [False] * beyond


def test_a_page_below_a_place_marks_that_place_alone(officer):
    entries = entries_of(asked("/households/12/", officer))
    assert [str(entry.label) for entry in entries if entry.active] == ["ชุมชน"]


def test_every_place_is_an_address_that_is_served():
    for place in {place for places in PLACES.values() for place in places}:
        assert resolve(place.url), place.url


def test_every_role_but_the_partner_has_places():
    assert set(PLACES) == set(Role) - {Role.PARTNER}


def test_an_absent_page_and_another_districts_page_answer_alike(officer):
    request = asked("/surveys/7b0e5c1e-3d0f-4c47-9b59-0d2e6b6c0a11/", officer)
    absent = defaults.page_not_found(request, Http404("No Survey matches the given query."))
    closed = defaults.page_not_found(request, Http404("of district 1006"))
    assert absent.content == closed.content
    assert "1006" not in said(closed)


def test_a_refusal_says_why_and_whom_to_ask(officer):
    page = said(defaults.permission_denied(asked("/review/", officer), Exception()))
    assert "บทบาทของคุณเปิดหน้านี้ไม่ได้" in page
    assert "ผู้ดูแลระบบ" in page


def test_a_fault_is_told_without_the_database():
    response = defaults.server_error(asked())
    assert response.status_code == 500
    assert "ระบบขัดข้อง" in said(response)


def test_a_request_that_cannot_be_read_is_told_without_the_database():
    response = defaults.bad_request(asked(), Exception())
    assert response.status_code == 400
    assert "ระบบอ่านคำขอนี้ไม่ได้" in said(response)


def test_the_style_page_shows_every_component(officer):
    page = said(gallery(asked("/gallery/", officer)))
    for mark in ("key-number", "problem--soft", "section-list", "table--cards", "tile-map", "pager"):
        assert mark in page


@pytest.mark.django_db
def test_the_style_page_is_not_served_in_production(client):
    assert client.get("/gallery/").status_code == 404
