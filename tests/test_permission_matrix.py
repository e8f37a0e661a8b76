"""Every address of ours × every kind of person × own and other district, against one table of expected answers.

`permission_matrix.json` says for each route, method and person what becomes of the request: one status, or two
where the address names a row (the person's own district 1026, then 1006).  What is not listed is a failure.
"""

import json
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from accounts.models import User
from jobs.choices import State
from jobs.models import Job
from plans.models import SurveyPlan, WorkingGroup
from surveys.models import FileImport, Survey
from tests import factories
from tests.open_data import versions
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("permission_matrix.json")
EXPECTED = json.loads(TABLE.read_text(encoding="utf-8"))
ONLY_WHILE_DEVELOPING = {"gallery"}
PEOPLE = ("anonymous", "officer", "head", "department", "analyst", "admin", "partner", "disabled")
PAGE_METHODS, API_METHODS = ("get", "post"), ("get", "put", "post", "delete", "patch")
CANARIES = ("คานารีริมน้ำ", "เหลืองอ่อน", "ขับขาน", "77/7777", "0899977665", factories.citizen_id(777_777))
DISTRICT_PEOPLE = {"officer", "head", "partner", "anonymous", "disabled"}
CSRF = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+|("csrf_?[tT]oken": ")[^"]+')


@dataclass(frozen=True)
class Route:
    """One named address and the kinds of keys it takes."""

    name: str
    keys: tuple[str, ...]

    @property
    def methods(self) -> tuple[str, ...]:
        return API_METHODS if self.name.startswith("api-") else PAGE_METHODS

    @property
    def takes_submitted(self) -> bool:
        return any(word in self.name for word in ("review", "approve", "return", "send-back"))


def routes(patterns=None) -> Iterator[Route]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            kinds = pattern.pattern.converters.values()
            yield Route(pattern.name, tuple(type(kind).__name__ for kind in kinds))
        elif pattern.namespace != "admin":
            yield from routes(pattern.url_patterns)


ROUTES = {route.name: route for route in routes()}


def test_every_route_is_in_the_table_and_the_table_holds_no_other():
    assert set(EXPECTED) - ONLY_WHILE_DEVELOPING == set(ROUTES) - ONLY_WHILE_DEVELOPING


def test_the_table_answers_for_every_person_and_method():
    for name, route in ROUTES.items():
        assert set(EXPECTED[name]) == set(route.methods), name
        assert all(set(people) == set(PEOPLE) for people in EXPECTED[name].values()), name


PAIR_PAGES = ("pair", "apart", "propose", "merge", "again")
OF_PAGES = {
    **{f"duplicate_{page}": ("pairs",) for page in PAIR_PAGES},
    "duplicate_beside": ("draft", "submitted"),
    "merge_undo": ("merges",),
    "inquiry_settle": ("inquiries",),
    "job_file": ("jobs", "job_files"),
    "import_row": ("imports", "import_rows"),
    "import_template": ("rounds",),
    **dict.fromkeys(("plan_detail", "plan_copy", "plan_send", "plan_decide"), ("rounds", "districts")),
    "plan_edit": ("rounds", "districts", "sections"),
    "api-plans-detail": ("plans",),
    **{f"meeting_{page}": ("districts", "meetings") for page in ("detail", "edit", "delete")},
    "decision_settle": ("districts", "decisions"),
    **dict.fromkeys(("open_data_version", "open_data_withdraw"), ("versions",)),
    "open_data_file": ("versions", "version_files"),
    **dict.fromkeys(("open_data_preview", "open_data_discard"), ("prepared",)),
}
REGISTERS = {
    "import": "imports",
    "handbook": "tasks",
    "job": "jobs",
    "household": "households",
    "communit": "communities",
}


@dataclass
class Cast:
    """The people, and rows of two districts; the other district's carry words found nowhere else."""

    clients: dict[str, Client]
    bodies: dict[str, dict]
    rows: dict[tuple[str, str], str]

    def key(self, route: Route, whose: str) -> list[str]:
        registers = OF_PAGES.get(route.name) or (register_of(route),) * len(route.keys)
        return [self.rows[register, whose] for register in registers]


def register_of(route: Route) -> str:
    """What the one key of an address names, told by a word in its name or by the kind of the key."""
    found = next((register for word, register in REGISTERS.items() if word in route.name), "")
    if found:
        return found
    if "UUIDConverter" in route.keys:
        return "submitted" if route.takes_submitted else "draft"
    return "rounds" if "round" in route.name else "districts"


def canary(place) -> dict:
    made = factories.household_of_four(place, number=777, house_no="77/7777", phone="0899977665")
    names = {"first_name": "เหลืองอ่อน", "last_name": "ขับขาน", "citizen_id": CANARIES[-1]}
    made["members"][0].update(names)
    return made


def rows_of(whose: str, staff, payload, place) -> dict[tuple[str, str], str]:
    draft = factories.saved_survey(by=staff, place=place, payload=payload)
    submitted = factories.submitted_survey(by=staff, place=place)
    found = {"draft": draft.pk, "submitted": submitted.pk, "households": draft.household_id}
    found |= {"communities": place.pk, "districts": place.district_id, "rounds": "2570", "tasks": "entering"}
    found |= twins.to_decide(draft, submitted, by=staff) | job_of(
        staff, CANARIES[0] if whose == "other" else ""
    )
    found |= {"imports": import_of(staff, CANARIES[0] if whose == "other" else ""), "import_rows": 2}
    found |= plan_of(staff, CANARIES[0] if whose == "other" else "")
    found |= versions_of(staff, whose)
    return {(register, whose): str(key) for register, key in found.items()}


def import_of(staff, name: str):
    """A file that was tried, with its first row; a word of the other district stands in its name."""
    made = FileImport.objects.create(
        by=staff,
        district_id=staff.district_id,
        created_at=timezone.now(),
        name=f"{name}.csv",
        size=1,
        state="written",
    )
    made.rows.create(number=2, deed="created")
    return made.pk


def plan_of(staff, words: str) -> dict:
    """A plan waiting to be approved, and a meeting with a decision; the other district's words stand in each."""
    at = timezone.now()
    written = {"updated_at": at, "updated_by": staff}
    plan = SurveyPlan.objects.create(
        round_id="2570", district=staff.district, areas=words, created_at=at, created_by=staff, **written
    )
    group = WorkingGroup.objects.create(district=staff.district, words=words, **written)
    meeting = group.meetings.create(held_on=at.date(), place=words, **written)
    decision = meeting.decisions.create(what=words, owner=words)
    return {"plans": plan.pk, "sections": "work", "meetings": meeting.pk, "decisions": decision.pk}


def versions_of(staff, whose: str) -> dict:
    """A version of the open data that is published, a withdrawn one in place of the other, and a prepared one each."""
    state, number = ("published", 1) if whose == "own" else ("withdrawn", 3)
    made = versions.bare(staff, number=number, state=state)
    prepared = versions.bare(staff, number=number + 1, state="prepared")
    return {"versions": made.code, "version_files": "measures.json", "prepared": prepared.code}


def job_of(staff, subject: str) -> dict:
    """A finished job with a file that is kept no longer; a word of the other district stands in its subject."""
    at = timezone.now()
    job = Job.objects.create(
        kind="sweep_files",
        owner=staff,
        owner_role=staff.role,
        owner_district=staff.district_id,
        subject=subject,
        state=State.DONE,
        created_at=at,
    )
    file = job.files.create(name=subject, key=str(job.pk), size=1, created_at=at, expires_at=at)
    return {"jobs": job.pk, "job_files": file.pk}


NOBODYS = str(uuid.UUID(int=4))
ABSENT = {
    "pairs": "99999999",
    "inquiries": "99999999",
    "communities": "99999999",
    "districts": "9999",
    "import_rows": "9",
    "plans": "99999999",
    "sections": "work",
    "meetings": "88888888",
    "decisions": "88888888",
    "rounds": "9999",
    "versions": "9999-9",
    "version_files": "counts.json",
    "prepared": "9999-9",
}


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    """Made once: every test takes back what its requests wrote, and the last one takes back the cast."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made_cast()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def taken_back(cast) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def made_cast() -> Cast:
    factories.open_round()
    here, there = factories.community("1026", "ร่วมใจพัฒนา"), factories.community("1006", CANARIES[0])
    staff = [factories.person(role, "1026") for role in ("officer", "head")]
    others = [factories.person(role) for role in ("department", "analyst", "admin", "partner")]
    gone = factories.person("officer", "1026", "gone")
    clients = {"anonymous": Client()}
    for name, user in zip(PEOPLE[1:], [*staff, *others, gone], strict=True):
        clients[name] = factories.client_of(user)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    rows = rows_of("own", staff[0], factories.household_of_four(here), here)
    rows |= rows_of("other", factories.person("officer", "1006"), canary(there), there)
    rows |= {(register, "absent"): ABSENT.get(register, NOBODYS) for register, _whose in rows}
    for client in clients.values():
        client.raise_request_exception = False
    bodies = {"put": factories.household_of_four(here, number=5), "delete": {"reason": "กรอกซ้ำ"}}
    bodies["patch"] = {"revision": 1, "answers": {"soi": "9"}}
    return Cast(clients, bodies, rows)


def ask(cast: Cast, route: Route, method: str, person: str, whose: str):
    """The answer to one request; whatever it wrote is taken back."""
    path = reverse(route.name, args=cast.key(route, whose))
    given = {} if method == "get" else {"data": cast.bodies.get(method, {"reason": "ตรวจ"})}
    if given and route.name.startswith("api-"):
        given["content_type"] = "application/json"
    if route.name == "logout":
        return Client().post(path) if method == "post" else cast.clients[person].get(path)
    with transaction.atomic():
        reply = getattr(cast.clients[person], method)(path, **given)
        b"".join(reply) if reply.streaming else reply.content
        transaction.set_rollback(True)
    return reply


def outcome(reply) -> str:
    to_sign_in = reply.status_code == 302 and reply["Location"].startswith("/accounts/login/")
    return "sign-in" if to_sign_in else str(reply.status_code)


def cell(cast: Cast, route: Route, method: str, person: str) -> str:
    whose = ("own", "other") if route.keys else ("own",)
    return " ".join(outcome(ask(cast, route, method, person, each)) for each in whose)


@pytest.mark.either_database
@pytest.mark.parametrize("name", sorted(ROUTES))
def test_everybody_gets_what_the_table_says(name, cast):
    route = ROUTES[name]
    found = {
        method: {person: cell(cast, route, method, person) for person in PEOPLE} for method in route.methods
    }
    assert found == EXPECTED[name]


DISTRICT_ROUTES = sorted(
    name for name, route in ROUTES.items() if {"UUIDConverter", "IntConverter"} & set(route.keys)
)


def anonymised(reply, *keys: str) -> bytes:
    """The body without the address asked for and without tokens that differ from one page to the next."""
    body = CSRF.sub(b"", reply.content)
    for key in keys:
        body = body.replace(key.encode(), b"KEY")
    return body


@pytest.mark.parametrize("name", DISTRICT_ROUTES)
def test_another_districts_row_is_answered_like_a_row_that_is_not_there(name, cast):
    route = ROUTES[name]
    for method in route.methods:
        for person in ("officer", "head"):
            theirs, nobodys = (ask(cast, route, method, person, whose) for whose in ("other", "absent"))
            keys = cast.key(route, "other") + cast.key(route, "absent")
            if (name, method) != ("api-surveys-detail", "put"):  # an unknown key makes a new survey
                assert theirs.status_code == nobodys.status_code, (method, person)
                assert anonymised(theirs, *keys) == anonymised(nobodys, *keys), (method, person)
            if name != "api-surveys-candidates":  # asked for forms that nobody has saved yet, by any key
                assert theirs.status_code in (403, 404, 405), (method, person)


def words(reply) -> list[str]:
    text = reply.content.decode(errors="replace")
    return [word for word in CANARIES if word in text or word in json.dumps(text)]


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_no_word_of_another_district_is_in_any_answer_to_district_people(name, cast):
    route = ROUTES[name]
    whose = ("own", "other", "absent") if route.keys else ("own",)
    for person in sorted(DISTRICT_PEOPLE):
        for method in route.methods:
            replies = [ask(cast, route, method, person, each) for each in whose]
            assert [words(reply) for reply in replies if not reply.streaming and words(reply)] == [], (
                method,
                person,
            )


def test_the_canaries_are_there_for_those_who_may_see_them(cast):
    reply = ask(cast, ROUTES["api-surveys-detail"], "get", "admin", "other")
    found = json.dumps(reply.json(), ensure_ascii=False)
    assert [word for word in CANARIES if word not in found] == []


def test_the_administration_is_for_administrators_alone(cast):
    User.objects.filter(username="admin").update(is_staff=True, is_superuser=True)
    for model in admin.site._registry:
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        found = {person: cast.clients[person].get(path).status_code for person in PEOPLE}
        assert found == {person: 200 if person == "admin" else 302 for person in PEOPLE}, path


@pytest.mark.parametrize("name", DISTRICT_ROUTES)
def test_opening_an_address_moves_no_survey(name, cast):
    before = states()
    for person in PEOPLE:
        path = reverse(name, args=cast.key(ROUTES[name], "own"))
        cast.clients[person].get(path)
    assert states() == before


def states() -> list[tuple]:
    return list(Survey.objects.order_by("pk").values_list("pk", "state", "revision"))


@pytest.mark.parametrize("name", DISTRICT_ROUTES)
def test_a_refused_request_writes_nothing(name, cast):
    route, before = ROUTES[name], states()
    refused = [
        ("officer", "other"),
        ("head", "other"),
        ("analyst", "own"),
        ("department", "own"),
        ("partner", "own"),
    ]
    for method in set(route.methods) - {"get"}:
        for person, whose in refused:
            path = reverse(name, args=cast.key(route, whose))
            body = json.dumps(cast.bodies.get(method, {}))
            getattr(cast.clients[person], method)(path, body, content_type="application/json")
    assert states() == before
