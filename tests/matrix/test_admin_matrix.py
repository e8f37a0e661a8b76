"""Every page of the administration × every method × every person; `admin.json` says which of them there are.

The file names for each model the pages that an administrator can open; what it does not name is refused to them
as well, and everything to everybody else.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib import admin
from django.urls import reverse

from accounts.models import User
from tests.matrix.cast import ANY_SIGHT
from tests.matrix.expected import PEOPLE
from tests.matrix.routes import METHODS
from tests.matrix.watching import hash_of_all_rows, read_out, seen_in

pytestmark = pytest.mark.django_db
PAGES = json.loads(Path(__file__).with_name("admin.json").read_text(encoding="utf-8"))
MODELS = {page.opts.label_lower: page for page in admin.site._registry.values()}
TURNED_AWAY = {302, 401, 403, 405}
OPENED, SHUT = {200}, {302, 403, 404, 405}


def addresses(label: str) -> Iterator[tuple[str, str]]:
    """What each page of a model is called, and where it is; those of a row only where there is a row."""
    page, start = MODELS[label], f"{label.replace('.', '_')}_"
    row = page.model._base_manager.order_by("pk").first()
    for pattern in filter(lambda pattern: pattern.name, page.get_urls()):
        kinds = getattr(pattern.pattern, "converters", None) or pattern.pattern.regex.groupindex
        keys = [row.pk if row else "1"] * (len(kinds) or pattern.pattern.regex.groups)
        if row or not keys:
            yield pattern.name.removeprefix(start), reverse(f"admin:{pattern.name}", args=keys)


def test_every_model_of_the_administration_is_in_the_table_and_the_table_holds_no_other():
    assert set(PAGES) == set(MODELS)


@pytest.mark.either_database
@pytest.mark.parametrize("label", sorted(MODELS))
def test_the_administration_is_for_administrators_alone(label, cast):
    """F04, T1: pages of models, by model and action."""
    User.objects.filter(pk=cast.users["admin"].pk).update(is_staff=True, is_superuser=True)
    before, wrong = hash_of_all_rows(), []
    for name, path in addresses(label):
        for method in METHODS:
            wrong += [problem for person in PEOPLE if (problem := asked(cast, person, method, name, path))]
        status = cast.clients["admin"].get(path).status_code
        if status not in (OPENED if name in PAGES[label].split() else SHUT):
            wrong.append(f"{name} to an administrator: {status}")
    assert wrong == []
    assert hash_of_all_rows() == before


def asked(cast, person: str, method: str, name: str, path: str) -> str:
    """What is wrong with the answer to somebody who is no administrator."""
    if person == "admin":
        return ""
    reply = read_out(getattr(cast.clients[person], method)(path))
    elsewhere = reply.status_code == 302 and "login" not in reply["Location"]
    is_refused = reply.status_code in TURNED_AWAY and not elsewhere
    return (
        ""
        if is_refused and not seen_in(reply, ANY_SIGHT)
        else f"{method} {name} by {person}: {reply.status_code}"
    )
