"""Signing in and out: in Thai, without saying too much, and to nowhere but our own pages."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from tests.factories import PASSWORD, client_of

pytestmark = pytest.mark.django_db
ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/x",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "\thttps://evil.example",
    "\x00//evil.example",
    "https://testserver@evil.example",
    "https://testserver.evil.example/",
    "ftp://testserver/",
    "//testserver@evil.example",
    "https://evil.example\\@testserver",
    "%2F%2Fevil.example",
    "%252F%252Fevil.example",
    "/%2Fevil.example",
    "/%5Cevil.example",
    "%5C%5Cevil.example",
    "https%3A%2F%2Fevil.example",
    "https%253A%252F%252Fevil.example",
    "%09//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/%09/evil.example",
    "//evil%00.example",
    "//evil\u3002example",
    "//\uff45vil.example",
    "javascript%3Aalert(1)",
]


def leads_away(address: str) -> bool:
    """Whether a browser that follows it from our page would leave us; it heeds no tabs, and reads any number of slashes as two."""
    plain = "".join(letter for letter in address if letter not in "\t\r\n").strip().replace("\\", "/")
    plain = re.sub(
        r"^(https?):/*(?=[^/])|^//+", lambda found: f"{found[1] or 'https'}://", plain, flags=re.IGNORECASE
    )
    there = urlsplit(urljoin("https://testserver/accounts/login/", plain))
    return there.netloc != "testserver" or there.scheme not in ("http", "https")


def sign_in(client, user, password: str = PASSWORD, **given):
    return client.post(reverse("login"), {"username": user.username, "password": password, **given})


def test_the_page_asks_in_thai(client):
    reply = client.get(reverse("login"))
    page = reply.content.decode()
    assert reply.status_code == 200
    assert "เข้าสู่ระบบ" in page and "รหัสผ่าน" in page and 'lang="th"' in page


def test_a_right_password_opens_the_first_page(client, officer):
    reply = sign_in(client, officer)
    assert (reply.status_code, reply["Location"]) == (302, reverse("home"))
    assert client.session[SESSION_KEY] == str(officer.pk)


def test_a_wrong_password_is_answered_as_an_unknown_name(client, officer):
    wrong = sign_in(client, officer, "ไม่ใช่รหัสนี้")
    officer.username = "nobody.9999"
    unknown = sign_in(client, officer, "ไม่ใช่รหัสนี้")
    assert wrong.status_code == unknown.status_code == 200
    assert SESSION_KEY not in client.session
    said = [list(reply.context["form"].non_field_errors()) for reply in (wrong, unknown)]
    assert said[0] == said[1] and len(said[0]) == 1


def test_a_wrong_password_is_not_repeated_on_the_page(client, officer):
    assert "ความลับผิดๆ" not in sign_in(client, officer, "ความลับผิดๆ").content.decode()


def test_a_disabled_person_does_not_come_in(client, officer):
    type(officer).objects.update(is_active=False)
    assert sign_in(client, officer).status_code == 200
    assert SESSION_KEY not in client.session


def test_a_person_who_is_disabled_is_out_at_the_next_click(officer):
    client = client_of(officer)
    assert client.get(reverse("home")).status_code == 200
    type(officer).objects.update(is_active=False)
    assert client.get(reverse("home"))["Location"].startswith(reverse("login"))


def test_a_person_returns_to_the_page_they_wanted(client, officer):
    assert sign_in(client, officer, next="/surveys/?state=draft")["Location"] == "/surveys/?state=draft"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_is_sent_elsewhere_after_signing_in(address, client, officer):
    assert not leads_away(sign_in(client, officer, next=address)["Location"])


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_who_has_signed_in_is_sent_elsewhere(address, officer):
    reply = client_of(officer).get(reverse("login"), {"next": address})
    assert reply.status_code == 302 and not leads_away(reply["Location"])


def test_a_corpus_of_ways_out_is_seen_to_lead_away():
    plain = [one for one in ELSEWHERE if "%" not in one and not one.startswith(("ftp", "\x00"))]
    assert [one for one in plain if not leads_away(one)] == []


def test_signing_in_gives_a_new_session(client, officer):
    client.get(reverse("login"))
    session = client.session
    session["x"] = 1
    session.save()
    before = session.session_key
    sign_in(client, officer)
    assert client.session.session_key != before


def test_signing_out_needs_a_form_and_not_a_link(officer):
    client = client_of(officer)
    assert client.get(reverse("logout")).status_code == 405
    assert SESSION_KEY in client.session
    client.post(reverse("logout"))
    assert SESSION_KEY not in client.session


def test_after_signing_out_pages_are_closed(officer):
    client = client_of(officer)
    client.post(reverse("logout"))
    assert client.get(reverse("survey_list"))["Location"].startswith(reverse("login"))


def test_signing_in_without_the_form_token_is_refused(officer):
    client = client_of(officer)
    client.logout()
    client.handler.enforce_csrf_checks = True
    assert sign_in(client, officer).status_code == 403
