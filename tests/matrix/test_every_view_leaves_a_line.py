"""Whoever is shown a person leaves exactly one line of the trail, at every address and for every role: T20."""

import pytest
from django.db import transaction
from django.urls import reverse

from audit.models import AccessRecord
from surveys.models import Change, Move
from tests.matrix.asking import outcome
from tests.matrix.cast import CANARIES, Cast
from tests.matrix.expected import REFUSED
from tests.matrix.routes import ROUTES, Route
from tests.matrix.watching import pattern_of, read_out, seen_in

pytestmark = pytest.mark.django_db
PEOPLE = ("officer", "head", "admin", "token")
WORDS = CANARIES["own"]
NAMES = pattern_of([WORDS.first_name, WORDS.last_name, WORDS.house_no, WORDS.phone, WORDS.citizen_id])
FORMS_BESIDE_EACH_OTHER = {"duplicate_pair": 2, "duplicate_beside": 2}
"""Two forms are opened at once: a line for each."""


def asked(cast: Cast, route: Route, method: str, person: str):
    """The answer, and how many lines of the trail and of the forms' own history it left; all of it is taken back."""
    path = reverse(route.name, args=cast.key(route, "own"))
    given = {} if method == "get" else {"data": cast.body(method, person)}
    if given and (route.is_api or method != "post"):
        given["content_type"] = "application/json"
    before = [rows.count() for rows in (AccessRecord.objects, Change.objects, Move.objects)]
    with transaction.atomic():
        reply = read_out(getattr(cast.clients[person], method)(path, **given))
        after = [rows.count() for rows in (AccessRecord.objects, Change.objects, Move.objects)]
        transaction.set_rollback(True)
    cast.clients[person].cookies.pop("messages", None)
    views, *changes = (now - then for now, then in zip(after, before, strict=True))
    return reply, views, sum(changes)


def wrong_in(cast: Cast, route: Route) -> list[str]:
    """The requests that showed a person without a line, with too many, or that left one though they were refused."""
    found = []
    for person in PEOPLE:
        for method in route.listed_methods if route.name != "logout" else ():
            reply, views, changes = asked(cast, route, method, person)
            most = FORMS_BESIDE_EACH_OTHER.get(route.name, 1)
            is_shown = bool(seen_in(reply, NAMES))
            is_told = views == most or (views == 0 and changes > 0 and method != "get")
            if views > most or (is_shown and not is_told) or (views and outcome(reply) in REFUSED):
                found.append(
                    f"{method} {route.name} by {person}: {views} lines, {changes} changes, {outcome(reply)}"
                )
    return found


@pytest.mark.parametrize("name", sorted(ROUTES))
def test_every_answer_that_names_a_person_leaves_one_line(name, cast):
    assert wrong_in(cast, ROUTES[name]) == []


def test_the_pages_that_name_people_are_seen_to_do_so(cast):
    named = ("household_list", "survey_list", "household_detail", "api-surveys-list", "api-households-list")
    for name in named:
        reply, views, _changes = asked(cast, ROUTES[name], "get", "officer")
        assert seen_in(reply, NAMES) and views == 1, name


@pytest.mark.parametrize("page", ["changelist", "change", "history"])
def test_a_register_of_the_admin_that_names_people_leaves_one_line(page, cast):
    user = cast.users["admin"]
    type(user).objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    key = [] if page == "changelist" else [cast.rows["households", "own"]]
    reply = read_out(cast.clients["admin"].get(reverse(f"admin:communities_household_{page}", args=key)))
    assert seen_in(reply, NAMES) and AccessRecord.objects.filter(subject="household").count() == 1
