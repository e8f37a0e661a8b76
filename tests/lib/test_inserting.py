"""Inserting rows with statements put together once."""

import pytest
from django.db import DatabaseError

from bkkhousing.lib import inserting
from surveys.models import Member, Survey
from tests.factories import saved_survey

pytestmark = pytest.mark.django_db


def columns(row) -> dict:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name != "id"
    }


def test_a_row_is_stored_as_saving_stores_it(officer, slum, round_2570):
    survey = saved_survey(
        by=officer, place=slum, lat=13.77, lng=100.55, rent_house="refused", new_question=[1]
    )
    stored = Survey.objects.get(pk=survey.pk)
    stored.save()
    again = Survey.objects.get(pk=survey.pk)
    assert columns(stored) == columns(again)
    assert (again.state, again.floor_area, again.problems) == ("draft", 24, ("crowded", "flood"))
    assert again.raw_answers == {"new_question": [1]}
    assert again.not_answered == {"rent_house": "refused"}


def test_rows_of_a_roster_keep_their_order(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    rows = [Member(survey=survey, position=position, first_name=f"คนที่ {position}") for position in (4, 5)]
    inserting.insert(rows)
    assert [row.first_name for row in survey.members.filter(position__gte=4)] == ["คนที่ 4", "คนที่ 5"]
    assert not any(row._state.adding for row in rows)


def test_no_rows_ask_the_database_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        inserting.insert([])


def test_a_row_takes_the_place_of_the_one_in_its_position(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    first = survey.members.get(position=0)
    row = Member(survey=survey, position=0, first_name="สมหมาย", relation="head")
    inserting.put([row], "survey_id", "position")
    again = survey.members.get(position=0)
    assert (again.pk, again.first_name, again.last_name) == (first.pk, "สมหมาย", "")
    assert survey.members.count() == 4


def test_a_changed_row_is_written_as_saving_writes_it(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum, rent_house="refused")
    survey.soi, survey.problems, survey.lat, survey.floor_area = "9", ("flood",), 13.7, None
    inserting.update(survey)
    written = columns(Survey.objects.get(pk=survey.pk))
    survey.save()
    assert written == columns(Survey.objects.get(pk=survey.pk))
    assert (written["soi"], written["problems"], written["not_answered"]) == (
        "9",
        ("flood",),
        {"rent_house": "refused"},
    )


def test_a_row_that_is_gone_is_not_written_unseen(officer, slum, round_2570):
    survey = saved_survey(by=officer, place=slum)
    Survey.objects.filter(pk=survey.pk).delete()
    with pytest.raises(DatabaseError):
        inserting.update(survey)
