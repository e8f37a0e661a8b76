"""Pages drawn for nobody: the same bytes for everyone, packed, named, and asked for again only when they changed."""

import gzip
import re

import brotli
import pytest
from django.urls import reverse

from surveys.views import shells
from tests import factories

pytestmark = pytest.mark.django_db
NEW, OUTBOX = "/surveys/new/", "/outbox/"
CANARIES = ("กานดา", "เหลืองอ่อน", "officer.canary")


@pytest.fixture
def named_officer(reference):
    person = factories.person("officer", "1026", "officer.canary")
    person.first_name, person.last_name = CANARIES[:2]
    person.save()
    return person


def asked(user, path: str = NEW, **headers):
    return factories.client_of(user).get(path, headers=headers)


@pytest.mark.parametrize("path", [NEW, OUTBOX])
def test_everyone_who_may_open_a_shell_gets_the_same_bytes(path, named_officer, head, other_head, round_2570):
    bodies = {asked(user, path).content for user in (named_officer, head, other_head)}
    assert len(bodies) == 1
    text = bodies.pop().decode()
    assert [word for word in (*CANARIES, "csrfmiddlewaretoken", "ดินแดง ·") if word in text] == []


def test_the_form_of_a_survey_is_the_form_of_a_new_one(officer, slum, round_2570):
    survey = factories.saved_survey(by=officer, place=slum)
    assert asked(officer, survey.get_absolute_url()).content == asked(officer).content


def test_a_shell_leaves_the_token_in_its_cookie(officer, round_2570):
    client = factories.client_of(officer)
    client.cookies.pop("csrftoken", None)
    assert client.get(NEW).cookies["csrftoken"].value


@pytest.mark.parametrize(
    ("accepted", "unpack"), [("gzip, deflate, br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_a_shell_is_packed_as_the_browser_likes_it(accepted, unpack, officer, round_2570):
    reply = asked(officer, **{"Accept-Encoding": accepted})
    assert unpack(reply.content) == asked(officer).content
    assert len(reply.content) < 40_000
    assert "Accept-Encoding" in reply["Vary"] and "Cookie" in reply["Vary"]


def test_a_shell_the_browser_has_is_not_sent_again(officer, head, round_2570):
    first = asked(officer)
    again = asked(head, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "no-store" not in first["Cache-Control"] and "no-cache" in first["Cache-Control"]


def test_a_shell_leaves_the_way_back_to_the_page_that_knows_it(officer, round_2570):
    assert '<input type="hidden" name="next" value="">' in asked(officer).content.decode()


def test_another_language_or_round_is_another_page(officer, round_2570):
    client = factories.client_of(officer)
    thai = client.get(NEW)["ETag"]
    client.post("/language/setlang/", {"language": "en"})
    english = client.get(NEW)["ETag"]
    type(round_2570).objects.filter(pk="2570").update(questions=["house_tenure"])
    assert len({thai, english, client.get(NEW)["ETag"]}) == 3


def test_the_frame_of_a_head_waits_hidden_in_the_page_of_everyone(officer, round_2570):
    text = asked(officer).content.decode()
    rails = re.findall(r'<nav class="rail" data-for-role="(\w+)"( hidden)?', text)
    assert rails == [("officer", ""), ("head", " hidden")]
    assert f'href="{reverse("review_queue")}"' in text


@pytest.mark.parametrize("who", ["department", "analyst", "administrator"])
def test_who_enters_no_forms_gets_no_shell(request, who, round_2570):
    user = request.getfixturevalue(who)
    assert [asked(user, path).status_code for path in (NEW, OUTBOX)] == [403, 403]


def test_nobody_gets_a_shell_before_signing_in(client, round_2570):
    assert client.get(NEW).status_code == 302


def test_a_shell_names_its_import_map_to_its_policy(officer, round_2570, monkeypatch):
    monkeypatch.setattr(shells.static_names, "map_source", lambda is_shell: "'sha256-abc='")
    assert "script-src 'self' 'sha256-abc=';" in asked(officer)["Content-Security-Policy"]


def test_the_accepted_encodings_are_read_as_words(reference):
    packed = shells.packed(b"abc" * 100)
    assert packed.body_for("gzip;q=1.0, *;q=0.5")[1] == "gzip"
    assert packed.body_for("brotli")[1] == ""
