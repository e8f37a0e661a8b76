"""Two people at one form, by every way of writing: whoever comes second on what they read is told, and nothing is lost."""

import json
from dataclasses import dataclass

import pytest
from django.utils import timezone

from surveys import actions, figures
from surveys.api import SurveyViewSet
from surveys.models import Change, Comment, DeletedSurvey, Move, Photo, Survey
from tests import factories
from tests.factories import client_of, household_of_four
from tests.surveys.photographs import photograph

pytestmark = pytest.mark.django_db
NOW = timezone.now()
OLD, NEW = 1, 2
WHY = {"reason": "ตรวจใหม่"}


@dataclass(frozen=True)
class Door:
    """One way of writing: by whom, on a form in which state, and what is sent beside the revision."""

    state: str
    role: str
    method: str = "POST"
    body: tuple = ()

    @property
    def sent(self) -> dict:
        return dict(self.body)


def door(state: str, role: str, method: str = "POST", **body) -> Door:
    return Door(state, role, method, tuple(body.items()))


# The API: what follows the address of the form → who, where and what
GUARDED = {
    "": door("draft", "officer", "PUT"),
    "delete": door("draft", "officer", "DELETE", **WHY),
    "submit/": door("draft", "officer"),
    "return/": door("submitted", "head", comments=[{"field": "rent_house", "text": "ตรวจค่าเช่า"}]),
    "approve/": door("submitted", "head"),
    "unlock/": door("approved", "head", **WHY),
    "reopen/": door("accepted", "department", **WHY),
    "comments/": door("returned", "head", field="soi", text="ซอยใด"),
    "comments/settle/": door("returned", "head"),
}
UNGUARDED = {
    "candidates/": "writes nothing",
    "reveal/": "writes nothing but a line in the trail",
    "join/": "moves a form that nobody has answered to another household; its answers stay as they are",
    "apart/": "says something about two households, not about their answers",
}
PAGES = {
    "approve": ("/review/{pk}/approve/", "submitted", "head", {}),
    "return": ("/review/{pk}/return/", "submitted", "head", {"comment-rent_house": "ตรวจค่าเช่า"}),
    "unlock": ("/surveys/{pk}/unlock/", "approved", "head", WHY),
    "reopen": ("/surveys/{pk}/reopen/", "accepted", "department", WHY),
    "settle": ("/surveys/{pk}/settle/", "returned", "head", {"thread": "{thread}"}),
    "answer": ("/surveys/{pk}/answer/", "returned", "officer", {"thread": "{thread}", "text": "แก้แล้ว"}),
    "approve many": ("/review/approve/", "submitted", "head", {"sure": "1"}),
}


@pytest.fixture
def people(officer, head, department):
    return {"officer": officer, "head": head, "department": department}


@pytest.fixture
def survey(people, slum, round_2570):
    """A form that somebody changed after the other person read it: revision 2, read at revision 1."""
    survey = factories.saved_survey(by=people["officer"], place=slum)
    return changed(survey, by=people["head"])


def changed(survey: Survey, *, by) -> Survey:
    given = {**household_of_four(survey.community, number=50, soi="คนแรกแก้"), "revision": survey.revision}
    return actions.save(survey_id=survey.pk, given=given, by=by, at=NOW).survey


def brought_to(survey: Survey, state: str, people: dict) -> Survey:
    """The form on its way, with a thread where it was returned."""
    officer, head = people["officer"], people["head"]
    if state != "draft":
        actions.submit(survey=survey, by=officer, at=NOW)
    if state == "returned":
        actions.send_back(survey=survey, by=head, at=NOW, comments=[("rent_house", "ตรวจ")])
    if state in ("approved", "accepted"):
        actions.approve(survey=survey, by=head, at=NOW)
    if state == "accepted":
        with figures.kept([survey.pk]):
            Survey.objects.filter(pk=survey.pk).update(state="accepted")
    survey.refresh_from_db()
    return survey


def everything() -> list:
    tables = (Survey, Move, Change, Comment, DeletedSurvey, Photo)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def thread() -> int | None:
    return Comment.objects.values_list("pk", flat=True).first()


def written(name: str, survey: Survey, people: dict, revision: int):
    """What the second person sends, on the revision that they read."""
    found = GUARDED[name]
    body = {**found.sent, "revision": revision}
    if name == "":
        body |= household_of_four(survey.community, number=50, soi="คนที่สองแก้")
        body["revision"] = revision
    if name == "comments/settle/":
        body["comment"] = thread()
    path = f"/api/v1/surveys/{survey.pk}/{'' if name == 'delete' else name}"
    client = client_of(people[found.role])
    return client.generic(found.method, path, json.dumps(body), content_type="application/json")


@pytest.mark.parametrize("name", GUARDED)
def test_whoever_writes_on_an_old_revision_is_told_and_shown_both_versions(name, survey, people):
    brought_to(survey, GUARDED[name].state, people)
    before = everything()
    reply = written(name, survey, people, OLD)
    said = reply.json()
    assert (reply.status_code, said["code"]) == (409, "conflict")
    is_masked = GUARDED[name].role == "department"
    assert said["stored"]["revision"] == NEW
    assert said["stored"]["answers"].get("soi") == (None if is_masked else "คนแรกแก้")
    assert said["yours"] == {} if name else said["yours"]["answers"]["soi"] == "คนที่สองแก้"
    assert everything() == before and figures.differences() == []


@pytest.mark.parametrize("name", GUARDED)
def test_whoever_writes_on_the_newest_revision_is_heard(name, survey, people):
    brought_to(survey, GUARDED[name].state, people)
    before = everything()
    assert written(name, survey, people, NEW).status_code in (200, 204)
    assert everything() != before and figures.differences() == []


@pytest.mark.parametrize("revision", [0, 3, -1, 10**12])
@pytest.mark.parametrize("name", GUARDED)
def test_a_revision_that_never_was_is_an_old_one(name, revision, survey, people):
    brought_to(survey, GUARDED[name].state, people)
    before = everything()
    assert written(name, survey, people, revision).status_code == 409
    assert everything() == before


def unsafe_addresses() -> set[str]:
    """Every address below a form by which the API writes."""
    found = {f"{one.url_path}/" for one in SurveyViewSet.get_extra_actions() if set(one.mapping) - {"get"}}
    own = {"update": "", "destroy": "delete"}
    return found | {path for name, path in own.items() if hasattr(SurveyViewSet, name)}


def test_every_way_of_writing_through_the_api_is_in_one_of_the_two_lists():
    assert unsafe_addresses() == {*GUARDED, *UNGUARDED}


def sent_by_page(name: str, survey: Survey, people: dict, revision: int):
    path, _state, role, given = PAGES[name]
    filled = {key: str(value).format(thread=thread()) for key, value in given.items()}
    chosen = {"chosen": f"{survey.pk}:{revision}"} if name == "approve many" else {"revision": revision}
    return client_of(people[role]).post(path.format(pk=survey.pk), {**filled, **chosen}, follow=True)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_was_opened_before_the_change_does_nothing_and_says_so(name, survey, people):
    brought_to(survey, PAGES[name][1], people)
    before = everything()
    reply = sent_by_page(name, survey, people, OLD)
    assert everything() == before
    said = reply.content.decode()
    assert "มีผู้แก้แบบนี้ไปแล้ว" in said or "มีผู้แก้คำตอบหลังจากคุณเปิดหน้า" in said


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_shows_the_newest_revision_is_heard(name, survey, people):
    brought_to(survey, PAGES[name][1], people)
    before = everything()
    sent_by_page(name, survey, people, NEW)
    assert everything() != before and figures.differences() == []


def test_of_many_only_those_that_stayed_as_they_were_read_are_approved(survey, people, slum):
    same = factories.submitted_survey(by=people["officer"], place=slum)
    brought_to(survey, "submitted", people)
    chosen = {"chosen": [f"{same.pk}:1", f"{survey.pk}:{OLD}"], "sure": "1"}
    reply = client_of(people["head"]).post("/review/approve/", chosen)
    states = dict(Survey.objects.values_list("pk", "state"))
    assert (reply.status_code, states[same.pk], states[survey.pk]) == (409, "approved", "submitted")


def test_the_department_decides_on_the_numbers_that_it_read(survey, people):
    brought_to(survey, "approved", people)
    client, path = client_of(people["department"]), "/review/districts/1026/?round=2570"
    before = everything()
    for decisions, approved in ((0, 0), (0, 2), (1, 1), ("", "")):
        reply = client.post(path, {"what": "accept", "decisions": decisions, "approved": approved})
        assert reply.status_code == 409 and everything() == before
    client.post(path, {"what": "accept", "decisions": 0, "approved": 1})
    assert Survey.objects.get().state == "accepted"


def test_two_photographs_under_one_name_are_never_silently_one(survey, people):
    address = f"/api/v1/surveys/{survey.pk}/photos/7b0b8f0e-6d5e-4f43-8a54-0f7c1de0a001/"
    first, second = photograph("teal", (60, 40)), photograph("navy", (61, 41))
    client = client_of(people["officer"])
    assert client.put(address, first, content_type="image/jpeg").status_code == 200
    reply = client.put(address, second, content_type="image/jpeg")
    assert reply.status_code == 409
    assert client.put(address, first, content_type="image/jpeg").json()["width"] == 60


def test_saving_what_is_stored_already_is_no_conflict_however_old_the_revision(survey, people):
    shown = client_of(people["officer"]).get(f"/api/v1/surveys/{survey.pk}/").json()
    reply = client_of(people["officer"]).put(
        f"/api/v1/surveys/{survey.pk}/", {**shown, "revision": OLD}, content_type="application/json"
    )
    assert (reply.status_code, reply.json()["revision"]) == (200, NEW)
