"""Rows: saving a form through the API beside a stock ModelForm POST of as many fields, at eight clients.

Ours reads, checks, computes and writes a household with a roster of four, its debts, its history and the
figures, and answers the whole form; the stock page checks its fields and inserts one row.  Both run on the same
server, signed in by session and with a CSRF token, into a round that already holds surveys.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import count
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User
from benchmarks.clients import Answered, Request, send
from benchmarks.stage import QUICK, SMALL, Stage
from benchmarks.stock_page import SurveyForm
from benchmarks.table import Line, milliseconds
from benchmarks.web_server import web_server
from communities.models import Community, Household
from surveys.models import Survey
from surveys.questionnaire import Question, questions
from tests.factories import household_of_four

DISTRICTS = ("1004", "1006", "1010", "1017", "1026", "1030", "1033", "1046")
NUMBERS = {"integer": "2", "money": "1500", "decimal": "1.5", "coordinate": "13.75", "year": "2015"}
numbers = count(1)


def measure(stage: Stage) -> Iterator[Line]:
    stage.seeded(SMALL)
    people = [Person(stage.person(f"officer.{code}")) for code in DISTRICTS]
    each = 10 if QUICK else 60
    with web_server() as port:
        bursts = [_both(port, people, each) for _ in range(stage.times(5) + 1)][1:]
    (ours, ours_p95), (stock, stock_p95) = (_middle(side) for side in zip(*bursts, strict=True))
    work = f"saving a form, {len(people)} clients"
    yield Line(work, f"{ours:,.0f}/s", f"{stock:,.0f}/s ModelForm", ours / stock, 1)
    yield Line(f"{work}, p95", milliseconds(ours_p95), milliseconds(stock_p95), stock_p95 / ours_p95, 1)


def _both(port: int, people: list["Person"], each: int) -> tuple[Answered, Answered]:
    """One burst of forms and one of stock posts, made ready before they are sent."""
    forms = [[person.form() for _ in range(each)] for person in people]
    posts = [[person.stock() for _ in range(each)] for person in people]
    return send(port, forms, status=200), send(port, posts, status=302)


def _middle(bursts: Iterable[Answered]) -> tuple[float, float]:
    """Median requests a second and median p95 in seconds."""
    found = list(bursts)
    return median(one.rate for one in found), median(one.p95 for one in found)


class Person:
    """An officer at work: signed in, with a community to survey."""

    def __init__(self, user: User) -> None:
        client, token = Client(), get_random_string(32)
        client.force_login(user)
        cookie = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
        self.headers = {"Cookie": cookie, "X-CSRFToken": token}
        self.district = user.district_id
        self.places = list(Community.objects.registered().filter(district=self.district)[:20])

    @property
    def place(self) -> Community:
        return self.places[next(numbers) % len(self.places)]

    def form(self, round: str = SMALL) -> Request:
        """A new household of four, as the entry page sends it."""
        payload = household_of_four(self.place, number=next(numbers), round_code=round)
        headers = {**self.headers, "Content-Type": "application/json"}
        return Request("PUT", f"/api/v1/surveys/{uuid4()}/", json.dumps(payload).encode(), headers)

    def stock(self) -> Request:
        """The stock form with every field filled in, for a household that is there already."""
        home = Household.objects.create(district_id=self.district, created_at=timezone.now())
        headers = {**self.headers, "Content-Type": "application/x-www-form-urlencoded"}
        body = urlencode({**self.filled, "community": self.place.pk}, doseq=True)
        return Request("POST", f"/stock/new/?round={SMALL}&household={home.pk}", body.encode(), headers)

    @cached_property
    def filled(self) -> dict[str, object]:
        known = questions()
        return {key: _typed(known[key], Survey._meta.get_field(key)) for key in SurveyForm.base_fields}


def _typed(question: Question, column) -> object:
    """An answer that any stock field of this kind takes."""
    if question.kind == "subdistrict":
        return column.related_model.objects.values_list("pk", flat=True)[0]
    if question.choices:
        code = question.choices[0][0]
        return [code] if question.kind == "multi" else code
    if question.kind == "date":
        return timezone.localdate().isoformat()
    return NUMBERS.get(question.kind, "1" * min(5, column.max_length or 5))
