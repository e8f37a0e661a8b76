"""Sealed columns: plain in Python, unreadable in the database, and no question about them finds nothing by mistake."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection

from bkkhousing.lib import inserting
from bkkhousing.lib.sealing import Unopened, is_sealed
from surveys import bulk, surroundings
from surveys.models import Member, Survey
from tests import factories
from tests.factories import citizen_id

pytestmark = pytest.mark.django_db
ID, PHONE = citizen_id(7), "0812345678"


@pytest.fixture
def survey(officer, slum, round_2570) -> Survey:
    return factories.saved_survey(by=officer, place=slum)


def stored(column: str, table: str = "surveys_member", rows: str = "position > 50") -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} WHERE {rows} ORDER BY id")
        return [text for (text,) in cursor.fetchall()]


def people(survey: Survey) -> list[Member]:
    """Three of the same id, and one without."""
    ids = [ID, ID, ID, ""]
    return [Member(survey=survey, position=51 + n, citizen_id=one) for n, one in enumerate(ids)]


def one_by_one(rows: list[Member]) -> None:
    for row in rows:
        row.save()


WAYS = (one_by_one, Member.objects.bulk_create, bulk.insert, inserting.insert)


@pytest.mark.parametrize("write", WAYS, ids=["save", "bulk_create", "bulk", "inserting"])
def test_however_rows_are_written_equal_ids_are_sealed_apart(write, survey):
    write(people(survey))
    found = stored("citizen_id")
    assert len({*found}) == 4 and found[3] == "" and all(map(is_sealed, found[:3]))
    read = Member.objects.filter(survey=survey, position__gt=50).values_list("citizen_id", flat=True)
    assert sorted(read) == ["", ID, ID, ID]


def test_updates_seal_too(survey):
    rows = people(survey)
    Member.objects.bulk_create(rows)
    Member.objects.filter(position__gt=50).update(citizen_id=ID, raw_answers={"citizen_id": "12-34"})
    rows[0].citizen_id = citizen_id(8)
    bulk.update(rows[:1], ["citizen_id", "raw_answers"])
    assert all(map(is_sealed, stored("citizen_id")))
    assert "12-34" not in "".join(map(str, stored("raw_answers")))
    assert Member.objects.get(pk=rows[0].pk).citizen_id == citizen_id(8)
    assert Member.objects.get(pk=rows[1].pk).raw_answers == {"citizen_id": "12-34"}


@pytest.mark.parametrize(
    "asked",
    [
        {"citizen_id": ID},
        {"citizen_id__in": [ID]},
        {"citizen_id__startswith": "1"},
        {"citizen_id__gt": ""},
        {"survey__phone": PHONE},
        {"survey__phone__contains": "081"},
        {"survey__phone__alike": PHONE},
        {"raw_answers__citizen_id": "1"},
        {"raw_answers__has_key": "citizen_id"},
        {"raw_answers": {"citizen_id": "1"}},
    ],
    ids=str,
)
def test_a_question_about_the_text_is_refused(asked, survey):
    with pytest.raises(FieldError, match="sealed"):
        list(Member.objects.filter(**asked))


def test_what_may_be_asked_is_whether_it_is_blank_and_who_has_the_same(survey):
    Member.objects.bulk_create(people(survey))
    new = Member.objects.filter(position__gt=50)
    assert (new.filter(citizen_id="").count(), new.exclude(citizen_id="").count()) == (1, 3)
    assert new.filter(raw_answers={}).count() == 4
    assert new.filter(citizen_id__alike=ID).count() == new.filter(citizen_id__alike__in=[ID]).count() == 3
    assert not new.filter(citizen_id__alike=citizen_id(8)).exists()


def test_a_value_moved_into_another_column_does_not_open(survey):
    Member.objects.bulk_create(people(survey)[:1])
    (sealed,) = stored("citizen_id")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE surveys_survey SET phone = %s", [sealed])
    with pytest.raises(Unopened):
        Survey.objects.get(pk=survey.pk)


def test_the_same_id_is_found_through_its_index(survey):
    """Without it every save would look through all people."""
    asked = surroundings._holders(1)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        how = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
        cursor.execute(f"{how} {asked._statement}", ["x" * 16])
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "member_same_id" in plan
