"""T23: a page asks the database as often for ten times the data."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from accounts.models import User
from jobs.models import Job
from surveys.measures import MEASURES
from surveys.models import Figure
from tests import factories

STANDS_ALONE = {"api-schema", "api-docs", "gallery", "health", "metrics", "dashboard_explorer_file"}
"""No list, and no page that grows with the data: the schema, signs of life, the page of all components, a file."""


def addresses(patterns=None) -> Iterator[str]:
    """Every address of ours that names no row."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name and pattern.name not in STANDS_ALONE and not pattern.pattern.regex.groups:
                yield pattern.name
        elif getattr(pattern, "app_name", None) != "admin":
            yield from addresses(pattern.url_patterns)


def asked_by(client: Client, path: str) -> int | None:
    """How many statements a page takes; None where the person gets none."""
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(path)
    return len(statements) if answer.status_code == 200 else None


def more(number: int, by: User) -> None:
    """Communities, households, forms in every state, figures and jobs."""
    for n in range(number):
        place = factories.community("1026", f"ริมคลอง {number}.{n}")
        for state in ("draft", "returned", "submitted", "approved", "locked"):
            factories.listed_surveys(1, by=by, place=place, state=state)
        rows = [
            factories.figure_row(place, state=state, **{MEASURES[0].column: 5})
            for state in ("counted", "submitted")
        ]
        Figure.objects.bulk_create(rows, ignore_conflicts=True)
        Job.objects.create(kind="export_surveys", owner=by, created_at=timezone.now())


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["officer", "head", "department"])
def test_ten_times_the_data_take_not_one_statement_more(role, round_2570, officer, request):
    user = request.getfixturevalue(role)
    client, paths = factories.client_of(user), [reverse(name) for name in addresses()]
    more(12, officer if role == "officer" else user)
    first = {path: asked_by(client, path) for path in paths}
    first |= {path: asked_by(client, path) for path in paths if first[path] is not None}
    more(108, officer if role == "officer" else user)
    grown = {path: asked_by(client, path) for path, number in first.items() if number is not None}
    assert len(grown) >= 20
    assert {path: (first[path], number) for path, number in grown.items() if number > first[path]} == {}
