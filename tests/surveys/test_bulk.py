"""Bulk writing: every kind of column comes back as it went in, on either database."""

import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from communities.models import Household
from surveys import bulk
from surveys.models import Member, Survey
from tests import factories

pytestmark = pytest.mark.django_db

NASTY = "a\\b\tc\nd\r'e\"\\N\\."
MOMENT = datetime(2026, 11, 21, 7, 2, 3, tzinfo=UTC)


@pytest.fixture
def first(officer, slum, round_2570) -> Survey:
    return factories.saved_survey(by=officer, place=slum)


def another(survey: Survey, **values) -> Survey:
    """An unsaved copy of a survey, in a stored household of its own."""
    home = Household(district_id=survey.district_id, created_at=MOMENT, house_no=NASTY)
    bulk.insert([home])
    return bulk.copy_of(survey, id=uuid.uuid4(), household_id=home.pk, **values)


def test_rows_come_back_as_they_went_in(first):
    rows = [
        another(first, comment=NASTY, extra={"ก": NASTY, "": None}, submitted_at=MOMENT, lat=13.7563),
        another(first, problems=("flood", "fire"), floor_area=Decimal("24.50"), overcrowded=True),
        another(first, lease_end=date(2027, 2, 28), rent_house=None, not_answered={"rent_house": "refused"}),
    ]
    bulk.insert(rows)
    for row in rows:
        stored = Survey.objects.get(pk=row.pk)
        for field in Survey._meta.concrete_fields:
            assert getattr(stored, field.attname) == getattr(row, field.attname), field.name
        assert stored.household.house_no == NASTY


def test_rows_of_an_automatic_key_get_one(first):
    member = first.members.first()
    rows = [bulk.copy_of(member, id=None, position=position, first_name=NASTY) for position in (10, 11)]
    bulk.insert(rows)
    stored = Member.objects.filter(survey=first, position__gte=10)
    assert [row.first_name for row in stored] == [NASTY, NASTY] and len({row.pk for row in stored}) == 2


def test_updating_touches_the_named_columns_only(first):
    other = another(first)
    bulk.insert([other])
    for row, rent in ((first, 4000), (other, None)):
        row.rent_house, row.comment, row.extra = rent, "ไม่เขียน", {"ก": NASTY}
    bulk.update([first, other], ["rent_house", "extra"])
    stored = Survey.objects.in_bulk([first.pk, other.pk])
    assert [stored[row.pk].rent_house for row in (first, other)] == [4000, None]
    assert {row.comment for row in stored.values()} == {""}
    assert stored[other.pk].extra == {"ก": NASTY}


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert([])
        bulk.update([], ["rent_house"])


def test_the_statements_do_not_follow_the_rows(first, django_assert_max_num_queries):
    rows = [Household(district_id="1026", created_at=MOMENT, house_no=str(n)) for n in range(500)]
    with django_assert_max_num_queries(1):
        bulk.insert(rows)
    with django_assert_max_num_queries(1):
        bulk.update(rows, ["house_no"])
    assert Household.objects.count() == 501
