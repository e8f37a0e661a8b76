"""The description of the API and the pages that show it."""

import re

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.validation import validate_schema

from bkkhousing.middleware import STRICT
from surveys.questionnaire import questions
from tests.factories import client_of


@pytest.fixture(scope="module")
def schema() -> dict:
    GENERATOR_STATS.reset()
    return SchemaGenerator().get_schema(request=None, public=True)


def test_the_description_is_valid_and_complete(schema):
    validate_schema(schema)
    assert not GENERATOR_STATS


@pytest.mark.parametrize(
    ("name", "level"), [("Answers", "survey"), ("MemberAnswers", "member"), ("DebtAnswers", "debt")]
)
def test_every_question_is_described(name, level, schema):
    described = schema["components"]["schemas"][name]["properties"]
    assert list(described) == list(questions(level))
    assert all(described[key]["title"] == str(one.label) for key, one in questions(level).items())


def test_every_choice_is_described_with_its_label(schema):
    tenure = schema["components"]["schemas"]["Answers"]["properties"]["house_tenure"]
    assert "rent" in tenure["enum"] and "`rent` เช่า" in tenure["description"]


def test_the_addresses_of_the_interface_are_there(schema):
    found = {path.removeprefix("/api/v1") for path in schema["paths"]}
    assert {
        "/surveys/{id}/",
        "/surveys/{id}/submit/",
        "/surveys/{id}/return/",
        "/surveys/{id}/approve/",
    } <= found
    assert {
        "/districts/",
        "/communities/",
        "/households/search/",
        "/rounds/",
        "/figures/",
        "/token/",
    } <= found


@pytest.mark.django_db
def test_the_pages_need_nothing_from_elsewhere(officer):
    client = client_of(officer)
    page = client.get("/api/v1/docs/")
    assert page.status_code == 200 and page["Content-Security-Policy"] == STRICT
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page.content.decode())
    assert client.get("/api/v1/schema/").status_code == 200


@pytest.mark.django_db
def test_a_stranger_is_shown_nothing(client):
    assert {client.get(f"/api/v1/{path}").status_code for path in ("", "schema/", "docs/")} == {401}
