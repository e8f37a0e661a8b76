"""Two forms on one page: what differs is marked, one person stands on one line."""

import pytest

from surveys.models import Survey
from surveys.readers.side_by_side import Part, side_by_side
from tests import factories
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db


def parts(one: Survey, other: Survey) -> list[Part]:
    rows = Survey.objects.with_place().with_rows().select_related("round", "subdistrict")
    return side_by_side(rows.get(pk=one.pk), rows.get(pk=other.pk))


def differing(found: list[Part]) -> dict[str, tuple[str, str]]:
    return {line.key: (line.first, line.second) for part in found for line in part.lines if line.differs}


@pytest.fixture
def first(officer, slum, round_2570):
    return factories.saved_survey(by=officer, place=slum, payload=twins.family_form(slum))


def another(officer, slum, change=None, **answers) -> Survey:
    given = twins.family_form(slum, **answers)
    if change:
        change(given["members"])
    return factories.saved_survey(by=officer, place=slum, payload=given)


def test_forms_alike_differ_in_nothing(first, officer, slum):
    assert differing(parts(first, another(officer, slum))) == {}


def test_a_differing_answer_is_said_in_words_on_both_sides(first, officer, slum):
    found = differing(parts(first, another(officer, slum, rent_house=3500)))
    assert found == {"rent_house": ("3,000 บาท/เดือน", "3,500 บาท/เดือน")}


def test_one_person_stands_on_one_line_whatever_the_order(first, officer, slum):
    found = parts(first, another(officer, slum, change=lambda people: people.reverse()))
    assert differing(found) == {}
    assert [part.title for part in found if "สมหญิง" in part.title] == ["2. นาง สมหญิง ใจดี ↔ 3. นาง สมหญิง ใจดี"]


def test_who_is_on_one_form_alone_has_a_line_of_the_own(first, officer, slum):
    found = parts(first, another(officer, slum, change=lambda people: people.pop(), members_living=3))
    (alone,) = [part for part in found if "ไม่มีในแบบนี้" in part.title]
    assert alone.title.startswith("4. ") and all(not line.second for line in alone.lines)


def test_what_agrees_is_folded_but_for_who_and_where(first, officer, slum):
    found = parts(first, another(officer, slum))
    head = next(part for part in found if "สมชาย" in part.title)
    assert {line.key for line in head.lines} >= {"first_name", "citizen_id", "birth_date"}
    assert "work" in {line.key for line in head.alike}


def test_an_interview_and_a_vacant_house_stand_side_by_side(first, officer, slum):
    vacant = another(officer, slum, visit_result="vacant")
    assert "visit_result" in differing(parts(first, vacant))
