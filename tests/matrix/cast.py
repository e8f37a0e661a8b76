"""The people of the matrix, and rows of two districts that carry words found nowhere else."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.actions import end_token, make_token
from accounts.models import ApiToken, User
from jobs.choices import State
from jobs.models import Job
from plans.models import SurveyPlan, WorkingGroup
from privacy.actions import register
from privacy.choices import Kind, Right
from privacy.models import Disposal, SubjectRequest
from surveys import actions
from surveys.models import Comment, ExportDefinition, FileImport, PaperForm, Photo, Round, Survey
from tests import factories
from tests.matrix.routes import Route
from tests.matrix.watching import hash_of_all_rows, pattern_of
from tests.open_data import versions
from tests.surveys.duplicates import twins

HOME = {"own": "1026", "other": "1006"}


@dataclass(frozen=True)
class Words:
    """What is written in the rows of one district and in no other."""

    community: str
    first_name: str
    last_name: str
    house_no: str
    phone: str
    number: int

    @property
    def citizen_id(self) -> str:
        return factories.citizen_id(self.number)

    @property
    def all(self) -> tuple[str, ...]:
        return (
            self.community,
            self.first_name,
            self.last_name,
            self.house_no,
            self.phone,
            self.citizen_id,
        )


CANARIES = {
    "own": Words("คานารีริมสวน", "ม่วงเข้มจัง", "ร่ายรำ", "66/6666", "0899966554", 666_666),
    "other": Words("คานารีริมน้ำ", "เหลืองอ่อน", "ขับขาน", "77/7777", "0899977665", 777_777),
}
SIGHTS = {whose: pattern_of(words.all) for whose, words in CANARIES.items()}
ANY_SIGHT = pattern_of([word for words in CANARIES.values() for word in words.all])
READS = {
    **dict.fromkeys(("officer", "head", "token"), {"own"}),
    **dict.fromkeys(("officer_of_1006", "moved"), {"other"}),
    **dict.fromkeys(("department", "analyst", "admin"), {"own", "other"}),
}
"""Whose rows a person may read; who is not here reads none."""

NOBODYS = str(uuid.UUID(int=4))
ABSENT = {
    **dict.fromkeys(
        (
            "pairs",
            "inquiries",
            "communities",
            "plans",
            "definitions",
            "people",
            "threads",
            "tokens",
            "disposals",
        ),
        "99999999",
    ),
    **dict.fromkeys(("meetings", "decisions"), "88888888"),
    **dict.fromkeys(("districts", "rounds"), "9999"),
    "import_rows": "9",
    "sections": "work",
    "papers": "ZZZZ-ZZZZ",
    "versions": "9999-9",
    "version_files": "counts.json",
    "prepared": "9999-9",
}


@dataclass
class Cast:
    """The people and the keys of their rows, by register and whose they are."""

    clients: dict[str, Client]
    places: dict[str, object]
    users: dict[str, User]
    rows: dict[tuple[str, str], str]
    bodies: dict[tuple[str, str], dict] = field(default_factory=dict)
    hash: str = ""

    def key(self, route: Route, whose: str) -> list[str]:
        return [self.rows[register, whose] for register in route.registers]

    def body(self, method: str, person: str) -> dict:
        """What is sent: a form about a community of the person's own district, or a reason."""
        home = "other" if person in ("officer_of_1006", "moved") else "own"
        if method == "put":
            return self.bodies.setdefault(
                (method, home), factories.household_of_four(self.places[home], number=5)
            )
        return {"patch": {"revision": 1, "answers": {"soi": "9"}}, "delete": {"reason": "กรอกซ้ำ"}}.get(
            method, {"reason": "ตรวจ"}
        )


@contextmanager
def standing_cast() -> Iterator[Cast]:
    """Made once and taken back whole."""
    with transaction.atomic():
        yield made_cast()
        transaction.set_rollback(True)


def made_cast() -> Cast:
    factories.open_round()
    places = {whose: factories.community(HOME[whose], CANARIES[whose].community) for whose in HOME}
    users = {role: factories.person(role, "1026") for role in ("officer", "head")}
    users |= {role: factories.person(role) for role in ("department", "analyst", "admin", "partner")}
    users["officer_of_1006"] = factories.person("officer", "1006")
    heads = {"own": users["head"], "other": factories.person("head", "1006")}
    rows = rows_of("own", users["officer"], heads["own"], places["own"])
    rows |= rows_of("other", users["officer_of_1006"], heads["other"], places["other"])
    rows |= {(register, "absent"): ABSENT.get(register, NOBODYS) for register, _whose in rows}
    made = Cast(clients_of(users), places, users, rows)
    for client in made.clients.values():
        client.raise_request_exception = False
    made.hash = hash_of_all_rows()
    return made


def clients_of(users: dict[str, User]) -> dict[str, Client]:
    """A browser or a program for each; what happened to a person happened after they had signed in."""
    clients = {name: factories.client_of(user) for name, user in users.items()}
    late = {
        name: factories.person("officer", "1026", name)
        for name in ("disabled", "moved", "expired", "revoked")
    }
    clients |= {name: factories.client_of(late[name]) for name in ("disabled", "moved", "expired")}
    User.objects.filter(pk=late["disabled"].pk).update(is_active=False)
    User.objects.filter(pk=late["moved"].pk).update(district_id="1006")
    end_session(clients["expired"])
    signed = {"token": users["officer"], "revoked": late["revoked"]}
    clients |= {name: with_token(user) for name, user in signed.items()}
    for token in ApiToken.objects.filter(user=late["revoked"]):
        end_token(token=token, by=late["revoked"], at=timezone.now())
    ApiToken.objects.update(used_at=timezone.now())  # which is noted once an hour
    return {**clients, "anonymous": Client()}


def end_session(client: Client) -> None:
    """Let the time of a session run out an hour ago."""
    session = client.session
    session.model.objects.filter(pk=session.session_key).update(
        expire_date=timezone.now() - timedelta(hours=1)
    )


def token_of(user: User) -> dict[str, str]:
    """The header by which a program of the person says who it is."""
    return {"Authorization": f"Token {make_token(by=user, name='API', at=timezone.now())}"}


def with_token(user: User) -> Client:
    return Client(headers=token_of(user))


def rows_of(whose: str, officer: User, head: User, place) -> dict[tuple[str, str], str]:
    """A row of every register, in the district of the people."""
    words = CANARIES[whose]
    draft = factories.saved_survey(by=officer, place=place, payload=form_with(words, place))
    submitted = factories.submitted_survey(by=officer, place=place)
    found = {"draft": draft.pk, "submitted": submitted.pk, "households": draft.household_id}
    found |= {"communities": place.pk, "districts": place.district_id, "rounds": "2570", "tasks": "entering"}
    found |= twins.to_decide(draft, submitted, by=officer) | job_of(officer, words.community)
    found |= {"imports": import_of(officer, words.community), "import_rows": 2}
    found |= plan_of(officer, words.community) | versions_of(officer, whose)
    paper = paper_of(place, by=officer)
    found |= {"photos": photo_of(draft, by=officer).pk, "papers": paper.pk, "paper_surveys": paper.survey_id}
    found |= {"definitions": definition_of(head, words.community).pk, "people": officer.pk}
    found |= {"threads": thread_on(submitted, by=head).pk, "tokens": token_row(officer).pk}
    found |= {"privacy_requests": request_of(draft.household, by=head).pk, "disposals": due_of(whose).pk}
    return {(register, whose): str(key) for register, key in found.items()}


def token_row(officer: User) -> ApiToken:
    """A token of a program."""
    make_token(by=officer, name="รายงาน", at=timezone.now())
    return ApiToken.objects.filter(user=officer).latest("pk")


def form_with(words: Words, place) -> dict:
    made = factories.household_of_four(place, number=words.number, house_no=words.house_no, phone=words.phone)
    names = {"first_name": words.first_name, "last_name": words.last_name, "citizen_id": words.citizen_id}
    made["members"][0].update(names)
    return made


def photo_of(survey, *, by: User) -> Photo:
    at = timezone.now()
    shown = {"sha256": "0" * 64, "width": 1, "height": 1, "bytes": 4}
    return Photo.objects.create(
        survey=survey, by=by, at=at, file=ContentFile(b"\xff\xd8\xff\xd9", "a.jpg"), **shown
    )


def paper_of(place, *, by: User) -> PaperForm:
    """An empty form that was printed for a community."""
    given = {"round": Round.objects.get(pk="2570"), "community": place, "by": by, "at": timezone.now()}
    return actions.print_blank(number=1, **given)[0]


def thread_on(survey: Survey, *, by: User) -> Comment:
    """What the head remarked on a form that is with them."""
    return Comment.objects.create(survey=survey, by=by, at=timezone.now(), field="soi", text="ตรวจซอย")


def request_of(household, *, by: User) -> SubjectRequest:
    """Somebody of the household asks for a correction."""
    now = timezone.now()
    told = {"applicant": "ผู้ยื่น", "proof": "บัตร", "wish": "แก้ชื่อ", "received_on": now.date()}
    return register(household=household, right=Right.CORRECTION, by=by, at=now, **told)


def due_of(whose: str) -> Disposal:
    """Something that is due, for the Department to decide."""
    kind = Kind.IDENTITY if whose == "own" else Kind.PHOTOS
    now = timezone.now()
    return Disposal.objects.create(kind=kind, round_id="2570", until=now.date(), rows=1, found_at=now)


def definition_of(head: User, name: str) -> ExportDefinition:
    return ExportDefinition.objects.create(name=name, owner=head, at=timezone.now())


def import_of(officer: User, name: str) -> uuid.UUID:
    """A file that was written, with its first row."""
    made = FileImport.objects.create(
        by=officer,
        district_id=officer.district_id,
        created_at=timezone.now(),
        name=f"{name}.csv",
        size=1,
        state="written",
    )
    made.rows.create(number=2, deed="created")
    return made.pk


def plan_of(officer: User, words: str) -> dict:
    """A plan waiting to be approved, and a meeting with a decision."""
    at = timezone.now()
    written = {"updated_at": at, "updated_by": officer}
    made = {"created_at": at, "created_by": officer, **written}
    plan = SurveyPlan.objects.create(round_id="2570", district=officer.district, areas=words, **made)
    group = WorkingGroup.objects.create(district=officer.district, words=words, **written)
    meeting = group.meetings.create(held_on=at.date(), place=words, **written)
    decision = meeting.decisions.create(what=words, owner=words)
    return {"plans": plan.pk, "sections": "work", "meetings": meeting.pk, "decisions": decision.pk}


def versions_of(officer: User, whose: str) -> dict:
    """A version of the open data that is published, in place of the other a withdrawn one, and a prepared one each."""
    state, number = ("published", 1) if whose == "own" else ("withdrawn", 3)
    made = versions.bare(officer, number=number, state=state)
    prepared = versions.bare(officer, number=number + 1, state="prepared")
    return {"versions": made.code, "version_files": "measures.json", "prepared": prepared.code}


def job_of(officer: User, subject: str) -> dict:
    """A finished job with a file that is still kept."""
    at = timezone.now()
    job = Job.objects.create(
        kind="sweep_files",
        owner=officer,
        owner_role=officer.role,
        owner_district=officer.district_id,
        subject=subject,
        state=State.DONE,
        created_at=at,
    )
    key = default_storage.save(f"jobs/{job.pk}/1/file", ContentFile(subject.encode()))
    kept = {"created_at": at, "expires_at": at + timedelta(days=1)}
    file = job.files.create(name=f"{subject}.csv", key=key, size=1, **kept)
    return {"jobs": job.pk, "job_files": file.pk}
