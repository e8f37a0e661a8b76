"""Officers who send forms over HTTP, again and again until each is acknowledged, and the book of what was."""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.test import Client
from django.utils.crypto import get_random_string

from accounts.models import User
from communities.models import Community, Household
from surveys import figures
from surveys.models import Change, Survey
from tests import factories

ARRIVED = (200, 422)
PATIENCE = 90
LOST = (OSError, http.client.HTTPException)


def are_figures_right() -> bool:
    """Whether the sums equal a recomputation; its statements are kept by a process for one kind of database."""
    if connection.vendor == "postgresql":
        return figures.differences() == []
    outside = {**os.environ, "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}"}
    asked = [sys.executable, "manage.py", "verify_figures"]
    return subprocess.run(asked, cwd=settings.BASE_DIR, env=outside, check=False).returncode == 0


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def json(self) -> dict:
        return json.loads(self.body)


class Officer:
    """Somebody who is signed in, with a connection that stays open as a browser's does."""

    def __init__(self, user: User, port: int) -> None:
        client, token = Client(), get_random_string(32)
        client.force_login(user)
        names = settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME
        values = client.cookies[names[0]].value, token
        cookies = "; ".join(f"{name}={value}" for name, value in zip(names, values, strict=True))
        self.headers = {"Cookie": cookies, "X-CSRFToken": token}
        self.token, self.user = token, user
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """One request; what breaks on its way is raised, and the next one takes a new connection."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            self.line.request(method, path, body, {**self.headers, **named})
            reply = self.line.getresponse()
            return Answer(reply.status, reply.headers, reply.read())
        except LOST:
            self.line.close()
            raise

    def save(self, form: "Sent", **headers: str) -> Answer:
        return self.ask("PUT", form.address, form.body(), Content_Type="application/json", **headers)


@dataclass
class Sent:
    """A form and what of it was acknowledged."""

    payload: dict
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    acknowledged: int = 0

    @property
    def address(self) -> str:
        return f"/api/v1/surveys/{self.id}/"

    def body(self) -> bytes:
        return json.dumps(self.payload).encode()

    def change(self) -> None:
        """Write on in the form as it was acknowledged."""
        self.payload["revision"] = self.acknowledged
        self.payload["answers"]["rent_house"] = 3000 + self.acknowledged


class Book:
    """Every form that was sent by anybody, and how the sending went."""

    def __init__(self) -> None:
        self.forms: dict[str, Sent] = {}
        self.answers: Counter = Counter()
        self.arrived: list[float] = []
        self.told: dict[int, Answer] = {}
        self.lock = threading.Lock()

    def form(self, place: Community, **answers) -> Sent:
        with self.lock:
            number = len(self.forms) + 1
            form = Sent(factories.household_of_four(place, number=number, **answers))
            self.forms[form.id] = form
        return form

    def note(self, answer: Answer | None) -> None:
        with self.lock:
            self.answers[answer.status if answer else "lost"] += 1
            if answer:
                self.told.setdefault(answer.status, answer)
            if answer and answer.status in ARRIVED:
                self.arrived.append(time.monotonic())

    def deliver(self, officer: Officer, form: Sent, **headers: str) -> Answer:
        """Send a form, with the same key again whenever it is not known what became of it."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            answer = None
            with suppress(*LOST):
                answer = officer.save(form, **headers)
            headers = {}  # only the first try meets the fault that its header asks for
            self.note(answer)
            if answer and answer.status in ARRIVED:
                form.acknowledged = answer.json()["revision"]
                return answer
            assert answer is None or answer.status >= 500, (answer.status, answer.body[:300])
            time.sleep(0.1)
        raise AssertionError(f"{form.id} was never acknowledged: {self.answers}")

    def longest_silence(self) -> float:
        """The longest time in which nothing was acknowledged."""
        moments = sorted(self.arrived)
        return max((b - a for a, b in zip(moments, moments[1:], strict=False)), default=0.0)

    def check(self) -> None:
        """Nothing lost, nothing doubled, nothing half there."""
        stored = dict(Survey.objects.values_list("pk", "revision"))
        kept = {str(pk): revision for pk, revision in stored.items()}
        assert kept == {form.id: form.acknowledged for form in self.forms.values()}
        assert Household.objects.count() == len(kept)
        assert list(self.halves()) == []
        revisions = Change.objects.values_list("survey_id").annotate(number=Count("pk"))
        assert {str(pk): number for pk, number in revisions} == kept
        assert are_figures_right()

    def halves(self) -> Iterable[tuple]:
        """Forms without their roster, its head, or their debt."""
        heads = Count("members", filter=Q(members__relation="head"), distinct=True)
        counted = Survey.objects.annotate(
            people=Count("members", distinct=True), heads=heads, owed=Count("debts", distinct=True)
        )
        return counted.exclude(people=4, heads=1, owed=1).values_list("pk", "people", "heads", "owed")


class Writing:
    """Officers who write forms at the same time, each in a thread, until they are told to stop."""

    def __init__(self, book: Book, officers: list[Officer], places: list[Community]) -> None:
        self.book, self.over, self.failed = book, threading.Event(), []
        pairs = zip(officers, places, strict=True)
        self.threads = [threading.Thread(target=self._write, args=pair, daemon=True) for pair in pairs]

    def _write(self, officer: Officer, place: Community) -> None:
        try:
            while not self.over.is_set():
                form = self.book.form(place)
                self.book.deliver(officer, form)
                form.change()
                self.book.deliver(officer, form)
        except BaseException as error:
            self.failed.append(error)

    def __enter__(self) -> "Writing":
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *failure) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(PATIENCE + 30)
        if self.failed and not any(failure):
            raise self.failed[0]
