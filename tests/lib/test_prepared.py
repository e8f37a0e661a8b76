"""Questions whose SQL is put together once."""

import pytest
from django.db import models

from bkkhousing.lib.prepared import Prepared, Slot, padded
from communities.models import Community
from surveys.readers.opening import opened
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


def test_nothing_is_asked_where_nothing_can_be_found(slum, django_assert_num_queries):
    asked = Prepared(Community.objects.none().filter(pk=KEY))
    with django_assert_num_queries(0):
        assert asked.objects(key=slum.pk) == []


@pytest.mark.parametrize(("number", "length"), [(0, 0), (1, 1), (2, 2), (3, 4), (5, 8), (8, 8), (9, 16)])
def test_lists_are_filled_up_to_few_lengths(number, length):
    found = padded(range(number))
    assert len(found) == length and set(found) == set(range(number))


def test_a_form_is_opened_by_those_who_may_see_it(officer, other_officer, analyst, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    seen = [opened(survey.pk, user=user) for user in (officer, other_officer, analyst)]
    assert [form and form.survey for form in seen] == [survey, None, survey]
    assert [len(seen[0].members), len(seen[0].debts)] == [survey.members.count(), survey.debts.count()]
