"""Values that look alike or mean something to the database come back as they went in."""

import uuid
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from communities.models import Household
from surveys import bulk
from surveys.demo.sinks import sink_for
from surveys.models import Change, Survey
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.every_case]
MOMENT = datetime(2026, 11, 21, 7, 2, 3, 456789, tzinfo=UTC)
NASTY = ("\\N", "\\.", "\t", "a\tb", "\n", "a\r\nb", "\\", "\\\\t", "'", '"', "%s", "ก\u0e33", "", " ")


@pytest.fixture
def first(officer, slum, round_2570) -> Survey:
    return factories.saved_survey(by=officer, place=slum)


def household(text: str) -> Household:
    return Household(district_id="1026", created_at=MOMENT, house_no=text)


def changed(survey: Survey, *values: object) -> list:
    """What comes back when each value is the content of a change."""
    rows = [
        Change(survey=survey, revision=number, at=MOMENT, by=survey.created_by, fields={"extra": value})
        for number, value in enumerate(values, 10)
    ]
    bulk.insert(rows)
    stored = Change.objects.filter(revision__gte=10).order_by("revision")
    return [row.fields["extra"] for row in stored]


@pytest.mark.parametrize(
    "values",
    [(1, True), (False, 0), (True, True), ([0], [False]), ({"a": 1}, {"a": True}), ("", None), ([], {})],
    ids=repr,
)
def test_contents_that_compare_equal_are_not_taken_for_each_other(values, first):
    assert [repr(value) for value in changed(first, *values)] == [repr(value) for value in values]


def test_texts_that_mean_something_to_the_database_are_texts():
    rows = [household(text) for text in NASTY]
    bulk.insert(rows)
    stored = Household.objects.in_bulk([row.pk for row in rows])
    assert [stored[row.pk].house_no for row in rows] == list(NASTY)


@pytest.mark.parametrize("text", NASTY, ids=repr)
def test_a_text_that_all_rows_share_is_written_as_it_is(text):
    bulk.insert([household(text), household(text)])
    assert set(Household.objects.values_list("house_no", flat=True)) == {text}


def test_a_moment_keeps_its_fractions_and_its_zone():
    bulk.insert([household("1"), Household(district_id="1026", created_at=MOMENT.replace(year=2020))])
    assert set(Household.objects.values_list("created_at", flat=True)) == {MOMENT, MOMENT.replace(year=2020)}


def test_a_row_that_breaks_a_constraint_takes_the_others_with_it():
    rows = [household("1"), household("2")]
    rows[1].pk = rows[0].pk
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(rows)
    assert not Household.objects.exists()


def test_a_copy_may_be_changed_without_touching_the_first(first):
    another = bulk.copy_of(first, id=uuid.uuid4(), soi="99", district_id="1006")
    assert (another.soi, another.pk != first.pk, another._state.adding) == ("99", True, True)
    assert first.soi != "99" and first.district_id == "1026"
    another._state.fields_cache.clear()
    assert first._state.fields_cache


def test_updating_a_row_that_is_gone_is_no_fault_and_makes_none(first):
    gone = bulk.copy_of(first, id=uuid.uuid4(), rent_house=1)
    bulk.update([gone, first], ["rent_house"])
    assert Survey.objects.get().rent_house == 3000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("problems", ()), ("problems", ("fire", "flood")), ("floor_area", Decimal("0.01")), ("floor_area", None),
        ("overcrowded", True), ("lat", 13.7651234), ("lease_end", MOMENT.date()), ("submitted_at", MOMENT),
        ("extra", {}), ("comment", "ถนน\t“สุข”\n"),
    ],
)  # fmt: skip
def test_every_kind_of_column_is_updated(name, value, first):
    setattr(first, name, value)
    bulk.update([first], [name])
    assert getattr(Survey.objects.get(), name) == value


# --- the sinks of the demo ------------------------------------------------------------------------
def test_a_sink_writes_what_it_was_given_and_is_empty_afterwards():
    names = ("id", "district_id", "created_at")
    shared = [f.name for f in Household._meta.concrete_fields if f.attname not in names]
    sink = sink_for(Household, names, shared)
    keys = [uuid.uuid4() for _ in NASTY]
    for key, text in zip(keys, NASTY, strict=True):
        own = (key.hex if sink.__class__.__name__ == "InsertSink" else str(key), "1026", str(MOMENT))
        sink.add(own, sink.prepare(household(text)))
    sink.write()
    stored = Household.objects.in_bulk(keys)
    assert [stored[key].house_no for key in keys] == list(NASTY) and sink.rows == []
