"""The API is sent what its description allows, and what it does not, by five kinds of people.

Every answer must be one that the description names, in the shape that it names, and no fault of ours.  What another
district may not see is not asked here: that is the permission matrix.
"""

import os
from collections.abc import Iterator
from contextlib import suppress

import pytest
import schemathesis
from django.db import transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection

from bkkhousing.wsgi import application
from tests.matrix.cast import Cast, standing_cast, token_of

PEOPLE = ("anonymous", "officer", "head", "department", "partner")
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "12"))
BOUNDED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
DESCRIPTION = SchemaGenerator().get_schema(request=None, public=True)
CHECKS = {
    "positive_data_acceptance": {
        "expected-statuses": ["2xx", *["400", "401", "403", "404", "409", "410", "413", "422", "429"]]
    }
}
"""Rules that no description can tell are no fault: a place in a list that was made up, a form with problems."""

LENIENT = {
    "PUT /api/v1/surveys/{id}/",
    "PATCH /api/v1/surveys/{id}/",
    "POST /api/v1/surveys/{id}/candidates/",
}
"""A form is kept whatever is written in it, and its problems come back: nothing an officer typed is lost.

An empty filter of a list is none, and is let through as well.
"""

MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)


@pytest.fixture(scope="module")
def cast(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with django_db_blocker.unblock(), standing_cast() as made:
        yield made


def described() -> dict[str, schemathesis.schemas.APIOperation]:
    """Every operation of the description, by what it is called."""
    schema = schemathesis.openapi.from_dict(
        DESCRIPTION, config=SchemathesisConfig.from_dict({"checks": CHECKS})
    )
    schema.app = application
    found = (result.ok() for result in schema.get_all_operations())
    return {operation.label: operation for operation in found}


OPERATIONS = described()


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(OPERATIONS))
@pytest.mark.parametrize("person", PEOPLE)
def test_an_operation_answers_as_it_is_described(person, label, cast):
    """T14: all checks; positive and negative data."""
    for mode in MODES:
        tried(OPERATIONS[label], mode, headers_of(cast, person))


def headers_of(cast: Cast, person: str) -> dict[str, str]:
    """Who asks, unless nobody does; answers come as they are, not packed."""
    signed = token_of(cast.users[person]) if person in cast.users else {}
    return {"Accept-Encoding": "identity", **signed}


def tried(operation, mode: GenerationMode, headers: dict[str, str]) -> None:
    """So many examples of one kind, each answered and looked at."""

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode))
    def each(case):
        is_lenient = operation.label in LENIENT or "" in (case.query or {}).values()
        excluded = [negative_data_rejection] if is_lenient else []
        with transaction.atomic():
            case.call_and_validate(headers=headers, excluded_checks=excluded)
            transaction.set_rollback(True)

    with suppress(Unsatisfiable):  # there is nothing in the operation that could be wrong
        each()
