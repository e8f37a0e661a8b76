"""Questions whose SQL is put together once."""

import pytest
from django.db import models

from bkkhousing.lib.prepared import Prepared, Rows, Slot, blanks_written, padded
from communities.models import Community
from districts.models import District
from surveys.models import Member, Survey
from tests.factories import saved_survey

pytestmark = pytest.mark.django_db
KEY = Slot("key", Community._meta.pk)


def test_the_same_statement_gives_each_row_its_own_answer(slum, other_slum):
    by_key = Prepared(Community.objects.filter(pk=KEY))
    assert by_key.objects(key=slum.pk) == [slum] and by_key.objects(key=other_slum.pk) == [other_slum]


def test_an_object_is_as_the_queryset_gives_it(slum, django_assert_num_queries):
    queryset = Community.objects.select_related("district", "subdistrict")
    (found,) = Prepared(queryset.filter(pk=KEY)).objects(key=slum.pk)
    usual = queryset.get(pk=slum.pk)
    with django_assert_num_queries(0):
        assert (found.district, found.subdistrict) == (usual.district, usual.subdistrict)
    assert {**found.__dict__, "_state": None} == {**usual.__dict__, "_state": None}


def test_columns_come_as_their_fields_give_them(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    columns = ("pk", "updated_at", "confirmed", "lat")
    asked = Prepared(type(survey).objects.filter(pk=Slot("key", models.UUIDField())).values_list(*columns))
    assert asked.rows(key=survey.pk) == [list(type(survey).objects.values_list(*columns).get())]


def test_a_list_has_a_slot_for_each_of_its_values(slum, other_slum):
    wanted = Slot.several("keys", Community._meta.pk, 2)
    found = Prepared(Community.objects.filter(pk__in=wanted)).objects(keys=[slum.pk, other_slum.pk])
    assert set(found) == {slum, other_slum}


def test_blank_text_is_part_of_the_statement():
    """An index of the rows that are not blank is used only by a statement that says so itself."""
    written = blanks_written("a = %s AND b <> %s AND c = %s", [1, "", "x"])
    assert written == ("a = %s AND b <> '' AND c = %s", [1, "x"])


def test_what_is_given_blank_stays_apart_from_the_statement(slum, other_slum):
    named = Prepared(Community.objects.exclude(name="").filter(name=Slot("name", models.CharField())))
    assert [named.objects(name=name) for name in (slum.name, "")] == [[slum], []]


def test_nothing_is_asked_where_nothing_can_be_found(slum, django_assert_num_queries):
    asked = Prepared(Community.objects.none().filter(pk=KEY))
    with django_assert_num_queries(0):
        assert asked.objects(key=slum.pk) == []


@pytest.mark.parametrize(("number", "length"), [(0, 0), (1, 1), (2, 2), (3, 4), (5, 8), (8, 8), (9, 16)])
def test_lists_are_filled_up_to_few_lengths(number, length):
    found = padded(range(number))
    assert len(found) == length and set(found) == set(range(number))


def test_the_rows_of_another_question_come_in_their_order(slum, other_slum, django_assert_num_queries):
    places = Community.objects.filter(district=models.OuterRef("pk"), pk__in=[slum.pk, other_slum.pk])
    asked = Prepared(
        District.objects.order_by("pk").annotate(places=Rows(places, "pk", "name", "population"))
    )
    with django_assert_num_queries(1):
        found = {one.pk: one.places for one in asked.objects()}
    assert found["1026"] == [[slum.pk, slum.name, slum.population]]
    assert not found["1001"]


def test_json_in_such_rows_is_no_text(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    Member.objects.filter(survey=survey).update(raw_answers={"income_month": "มาก"}, income_month=None)
    own = Member.objects.filter(survey=models.OuterRef("pk")).order_by("-position")
    (found,) = Prepared(Survey.objects.annotate(people=Rows(own, "position", "raw_answers"))).objects()
    assert found.people == [[place, {"income_month": "มาก"}] for place in (3, 2, 1, 0)]
