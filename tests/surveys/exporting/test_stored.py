"""How the text of a stored value is read back, wherever PostgreSQL hands rows over as text."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.db.models import ExpressionWrapper

from surveys.exporting import stored
from surveys.models import Debt, Member, Survey


@pytest.mark.parametrize(
    ("model", "source", "text", "value"),
    [
        (Survey, "revision", b"12", 12),
        (Survey, "overcrowded", b"t", True),
        (Survey, "overcrowded", b"f", False),
        (Survey, "survey_date", b"2024-02-29", date(2024, 2, 29)),
        (Survey, "state", b"draft", "draft"),
        (Survey, "district_id", b"1006", "1006"),
        (Survey, "community_id", b"7", 7),
        (Survey, "problems", b",fire,flood,", ",fire,flood,"),
        (Survey, "extra", '{"ก": 1}'.encode(), '{"ก": 1}'),
        (Member, "survey__district_id", b"1026", "1026"),
        (Member, "survey__community_id", b"7", 7),
        (Member, "position", b"0", 0),
        (Member, "first_name", "สมชาย".encode(), "สมชาย"),
        (Debt, "balance", b"20000", 20000),
    ],
)
def test_the_text_of_a_value_is_read_by_the_kind_of_its_field(model, source, text, value):
    found = stored.parser(model, source)(text)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("field", "text", "value"), [("FloatField", b"13.75", 13.75), ("DecimalField", b"1.50", Decimal("1.50"))]
)
def test_numbers_with_places_keep_their_kind(field, text, value):
    found = stored.PARSERS[field](text)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (b"\\t", b"\t"),
        (b"a\\nb\\rc", b"a\nb\rc"),
        (b"\\\\n", b"\\n"),
        (b"\\\\\\n", b"\\\n"),
        (b"\\b\\f\\v", b"\b\f\v"),
        (b"\\x", b"x"),
        ("ก\\tข".encode(), "ก\tข".encode()),
        (b"plain", b"plain"),
        (b"", b""),
    ],
)
def test_what_copy_wrote_out_is_brought_back(told, meant):
    assert stored.unescaped(told) == meant


@pytest.mark.parametrize(
    ("model", "source", "name"),
    [
        (Survey, "district_id", "district"),
        (Survey, "district", "district"),
        (Member, "survey_id", "survey"),
        (Member, "survey__district_id", "district"),
        (Survey, "rent_house", "rent_house"),
    ],
)
def test_a_source_is_found_by_its_name_and_through_what_it_belongs_to(model, source, name):
    assert stored.field_of(model, source).name == name


def test_a_source_that_is_no_relation_leads_nowhere():
    with pytest.raises((FieldDoesNotExist, AttributeError)):
        stored.field_of(Survey, "nothing__district_id")


@pytest.mark.parametrize("source", ["problems", "extra", "not_answered", "confirmed"])
def test_codes_and_json_are_asked_for_as_their_text(source):
    assert isinstance(stored.expression(Survey, source), ExpressionWrapper)


@pytest.mark.parametrize("source", ["id", "district_id", "rent_house", "survey_date"])
def test_plain_sources_are_asked_for_by_name(source):
    assert stored.expression(Survey, source) == source
