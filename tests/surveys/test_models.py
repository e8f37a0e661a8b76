"""What the database itself refuses, on every engine."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from communities.models import Household
from surveys.choices import State
from surveys.models import Change, Debt, Member, Survey
from surveys.models.fields import pack, unpack
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def survey(officer, slum, round_2570):
    return factories.saved_survey(by=officer, place=slum)


def copy_of(survey: Survey, **given) -> Survey:
    """Another survey like this one, of a household of its own unless one is given."""
    home = Household.objects.create(district_id="1026", created_at=timezone.now())
    copy = Survey.objects.get(pk=survey.pk)
    for name, value in {"id": uuid.uuid4(), "household": home, **given}.items():
        setattr(copy, name, value)
    return copy


def is_refused(row) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return True
    return False


def test_a_household_has_one_survey_in_a_round(survey):
    assert is_refused(copy_of(survey, household=survey.household))
    factories.open_round("2571")
    assert not is_refused(copy_of(survey, household=survey.household, round_id="2571"))


def test_a_row_of_a_file_is_one_survey_of_a_round(survey):
    assert not is_refused(copy_of(survey, source_key="kobo:7"))
    assert is_refused(copy_of(survey, source_key="kobo:7"))
    assert not is_refused(copy_of(survey, source_key="kobo:8"))
    assert not is_refused(copy_of(survey, source_key=""))


@pytest.mark.parametrize("state", State.values)
def test_only_a_form_in_work_may_lack_its_community(state, survey):
    assert is_refused(copy_of(survey, state=state, community=None)) is (state not in ("draft", "returned"))
    assert not is_refused(copy_of(survey, state=state))


def test_two_people_do_not_stand_in_one_row_of_the_roster(survey):
    assert is_refused(Member(survey=survey, position=0))
    assert not is_refused(Member(survey=survey, position=9))
    assert is_refused(Debt(survey=survey, position=0))


def test_a_revision_is_recorded_once(survey, officer):
    again = Change(survey=survey, revision=1, at=timezone.now(), by=officer)
    assert is_refused(again)


def test_a_round_community_and_state_have_one_row_of_figures(survey):
    assert is_refused(factories.figure_row(survey.community, state="draft"))


@pytest.mark.parametrize("what", ["round", "district", "community", "household", "created_by"])
def test_what_a_survey_stands_on_cannot_be_deleted(what, survey):
    with pytest.raises(ProtectedError):
        getattr(survey, what).delete()


def test_rows_go_with_their_survey(survey):
    survey.delete()
    assert not Member.objects.exists() and not Debt.objects.exists() and not Change.objects.exists()


@pytest.mark.parametrize(
    ("codes", "packed"), [((), ""), (("flood",), ",flood,"), (("flood", "fire"), ",flood,fire,")]
)
def test_codes_are_packed_so_that_each_is_found_between_commas(codes, packed):
    assert (pack(codes), unpack(packed)) == (packed, codes)


def test_a_code_is_found_by_the_database_and_its_beginning_is_not(survey):
    Survey.objects.update(programmes=("baan_mankong_canal",))
    assert Survey.objects.filter(programmes__contains=",baan_mankong_canal,").count() == 1
    assert not Survey.objects.filter(programmes__contains=",baan_mankong,").exists()


def test_several_codes_come_back_as_a_tuple(survey):
    field = Survey._meta.get_field("problems")
    found = Survey.objects.get()
    assert found.problems == ("crowded", "flood")
    assert field.value_to_string(found) == ",crowded,flood,"
    assert field.to_python(",fire,") == ("fire",)
