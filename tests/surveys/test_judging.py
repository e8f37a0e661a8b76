"""A row of a file is judged without writing: what it would become, and why."""

from datetime import timedelta

import pytest
from django.utils import timezone

from surveys import actions
from surveys.batch_surroundings import Remembered
from surveys.models import Survey
from tests import factories
from tests.factories import citizen_id
from tests.surveys.file_rows import DAY, a_round, codes, deeds, judged, row, write

pytestmark = pytest.mark.django_db
LATER = {"columns": frozenset({"soi"}), "headers": frozenset({"note"}), "members": (), "debts": ()}


@pytest.fixture(autouse=True)
def open_today(round_2570):
    """Every row is of the open round."""


def only(place, key: str = "a", extra=None, **answers):
    """A row of a file that has a column for the lane and one for a note, and nothing else."""
    given = {**LATER, "answers": answers, "extra": extra or {}}
    return row(place, key, given=given)


def test_a_new_row_would_be_created_and_nothing_is_written(slum):
    assert deeds(row(slum)) == ["created"]
    assert not Survey.objects.exists()


def test_a_row_that_says_what_is_stored_changes_nothing(slum, officer):
    write(row(slum), by=officer)
    (form,) = judged(row(slum))
    assert (form.deed, form.changed, form.survey) == ("unchanged", {}, Survey.objects.get())


def test_a_row_that_says_something_else_names_old_and_new(slum, officer):
    write(row(slum, soi="7"), by=officer)
    (form,) = judged(row(slum, soi="9"))
    assert (form.deed, form.changed) == ("updated", {"soi": ["7", "9"]})


@pytest.mark.parametrize(
    ("answers", "code"),
    [({"rent_house": "ถูก"}, "not_a_number"), ({"members_living": 9}, "members_living_differs")],
)
def test_a_row_with_a_hard_problem_is_refused(answers, code, slum):
    (form,) = judged(row(slum, **answers))
    assert form.is_refused and code in codes(form)


def test_a_row_with_a_soft_problem_is_taken(slum):
    (form,) = judged(row(slum, rent_house=20_000))
    assert (form.deed, "rent_over_income_share" in codes(form)) == ("created", True)


def test_a_district_whose_round_has_closed_takes_no_row(slum, other_slum):
    first, second = judged(row(slum), row(other_slum, "b", number=2), closed_for={"1006"})
    assert (first.deed, second.deed) == ("created", "refused")
    assert "round_closed" in codes(second) and "round_closed" not in codes(first)


def test_a_key_that_another_district_stored_is_refused_and_shows_nothing(slum, other_slum, other_officer):
    write(row(other_slum), by=other_officer)
    (form,) = judged(row(slum))
    assert (form.deed, form.survey, form.changed, form.extra) == ("refused", None, {}, {})
    assert "other_place" in codes(form)


@pytest.mark.parametrize("verb", ["approve", "send_back"])
def test_what_the_head_has_looked_at_stays(verb, slum, officer, head):
    write(row(slum), by=officer)
    said = {"comments": [("soi", "ตรวจซอย")]} if verb == "send_back" else {}
    getattr(actions, verb)(survey=Survey.objects.get(), by=head, at=timezone.now(), **said)
    (form,) = judged(row(slum, soi="99"))
    assert (form.deed, "reviewed_since" in codes(form)) == ("unchanged", True)


def test_nobody_is_told_of_a_review_when_the_row_says_nothing_new(slum, officer, head):
    write(row(slum), by=officer)
    actions.approve(survey=Survey.objects.get(), by=head, at=timezone.now())
    assert "reviewed_since" not in codes(judged(row(slum))[0])


def test_what_a_person_deleted_is_left_out(slum, officer, head):
    write(row(slum), by=officer)
    survey = Survey.objects.get()
    actions.send_back(survey=survey, by=head, at=timezone.now(), reason="ซ้ำ")
    actions.delete(survey=survey, by=officer, at=timezone.now(), reason="กรอกซ้ำ")
    first, second = judged(row(slum), row(slum, "b", number=2))
    assert (first.deed, codes(first) & {"deleted_since"}) == ("skipped", {"deleted_since"})
    assert second.deed == "created"


@pytest.mark.parametrize("are_new", [False, True])
def test_a_form_that_a_person_saved_again_after_its_file_was_taken_back_stays(are_new, slum, officer):
    survey_id = row(slum).survey_id(a_round())
    given = factories.household_of_four(slum, 1, soi="7")
    actions.save(survey_id=survey_id, given={**given, "revision": 1}, by=officer, at=timezone.now())
    (form,) = judged(row(slum, soi="9"), are_new=are_new)
    assert (form.deed, form.survey.pk) == ("unchanged", survey_id)
    assert "reviewed_since" in codes(form)


# --- a file that has columns for a few questions only ---------------------------------------------
def test_a_file_with_few_columns_leaves_the_other_answers_alone(slum, officer):
    write(row(slum, soi="7", road="สุขุมวิท"), by=officer)
    (form,) = judged(only(slum, soi="8"))
    assert form.changed == {"soi": ["7", "8"]} and len(form.entry.members) == 4


def test_an_empty_cell_of_a_column_takes_the_answer_away(slum, officer):
    write(row(slum, soi="7"), by=officer)
    assert judged(only(slum))[0].changed == {"soi": ["7", None]}


def test_a_file_with_a_column_of_people_replaces_them(slum, officer):
    write(row(slum), by=officer)
    people = row(slum).members[:1]
    given = {**LATER, "columns": frozenset({"members", "members_living"}), "members": people}
    (form,) = judged(row(slum, given={**given, "answers": {"members_living": 1}}))
    assert len(form.entry.members) == 1 and len(form.entry.debts) == 1


def test_other_columns_of_the_file_are_kept_beside_the_answers(slum, officer):
    write(row(slum, given={"extra": {"note": "เดิม", "colour": "แดง"}}), by=officer)
    (form,) = judged(only(slum, extra={"note": "ใหม่"}, soi=Survey.objects.get().soi))
    assert form.extra == {"note": "ใหม่", "colour": "แดง"}
    assert form.changed == {"extra-note": ["เดิม", "ใหม่"]}


# --- the same form under another key --------------------------------------------------------------
def test_the_same_form_under_an_older_key_is_found_once(slum, officer):
    write(row(slum, "old"), by=officer)
    renamed = {"alternatives": ("file:old",)}
    forms = judged(row(slum, "new", given=renamed), row(slum, "newer", given=renamed))
    assert [form.deed for form in forms] == ["unchanged", "created"]


def test_another_form_under_an_older_key_is_not_taken_for_it(slum, officer):
    write(row(slum, "old", soi="7"), by=officer)
    assert deeds(row(slum, "new", given={"alternatives": ("file:old",)}, soi="8")) == ["created"]


# --- days, neighbours, cost -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("begun", "ended", "at", "day"),
    [(0, 1, 9, 1), (1, 0, 9, 1), (0, 0, 9, 0), (5, 9, 2, 2), (0, 0, 0, 0)],
)
def test_a_form_is_judged_as_of_the_day_it_was_handed_in(begun, ended, at, day, slum):
    moments = {"begun_at": DAY + timedelta(begun), "ended_at": DAY + timedelta(ended)}
    assert row(slum, given=moments).day(DAY + timedelta(at)) == (DAY + timedelta(day)).date()


def test_the_day_is_that_of_bangkok(slum):
    late = DAY.replace(hour=18)
    assert row(slum, given={"ended_at": late}).day(DAY + timedelta(9)) == (DAY + timedelta(1)).date()


def test_rows_of_one_file_are_neighbours_of_those_below(slum):
    same = {"members": row(slum).members}
    first, second = judged(row(slum), row(slum, "b", number=2, given=same))
    assert "citizen_id_elsewhere" not in codes(first)
    assert "citizen_id_elsewhere" in codes(second)


def test_rows_of_earlier_batches_are_remembered_by_a_trial_only(slum):
    trial = Remembered()
    judged(row(slum), remembered=trial)
    again = row(slum, "b", given={"number": 2})
    assert "citizen_id_elsewhere" in codes(judged(again, remembered=trial)[0])
    assert "citizen_id_elsewhere" not in codes(judged(again)[0])
    assert trial.citizens[citizen_id(10)] == {"1026"}


def test_a_key_is_the_same_for_ever_and_another_in_another_round(slum):
    first = row(slum).survey_id(a_round())
    assert first == row(slum, soi="9").survey_id(a_round()) != row(slum, "b").survey_id(a_round())
    other = a_round()
    other.code = "2571"
    assert row(slum).survey_id(other) != first


def test_judging_many_costs_as_many_statements_as_judging_two(slum, django_assert_num_queries):
    rows = [row(slum, str(number), number=number) for number in range(1, 13)]
    judged(*rows[:2])
    with django_assert_num_queries(6):
        judged(*rows[:2])
    with django_assert_num_queries(6):
        judged(*rows)


def test_progress_never_goes_back(slum, monkeypatch):
    monkeypatch.setattr("surveys.actions.judging.ROWS_PER_TICK", 2)
    told = []
    judged(*(row(slum, str(n), number=n) for n in range(1, 6)), tick=told.append)
    assert told == sorted(told) and told[0] == 0 and 2 < told[-1] <= 5
