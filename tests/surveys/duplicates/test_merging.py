"""Merging two households, and putting everything back."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models
from django.utils import timezone

from communities.models import Household
from surveys import actions, figures
from surveys.actions.photos import sweep_files
from surveys.duplicates import refusals
from surveys.models import Comment, Decision, DeletedSurvey, Figure, Merge, Pair, PaperForm, Photo, Survey
from surveys.refusals import Conflict, Deleted
from tests import factories
from tests.surveys.duplicates import twins

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(officer, slum, round_2570):
    return twins.pair_of_forms(by=officer, place=slum)


def merged(kept: Survey, dropped: Survey, by, **given) -> Merge:
    homes = {"kept": kept.household, "dropped": dropped.household}
    return actions.merge(**homes, by=by, at=timezone.now(), **given)


def undone(merge: Merge, by) -> Merge:
    return actions.undo_merge(merge=merge, by=by, at=timezone.now())


def counted() -> int:
    return sum(Figure.objects.filter(state="counted").values_list("surveys", flat=True))


def test_a_merged_away_form_is_gone_and_counts_no_more(two, head):
    merge = merged(*two, head)
    assert list(Survey.objects.values_list("pk", flat=True)) == [two[0].pk]
    assert list(Household.objects.values_list("pk", flat=True)) == [two[0].household_id]
    assert (merge.removed, merge.moved) == ([str(two[1].pk)], [])
    assert (counted(), figures.differences()) == (1, [])


def test_undoing_brings_back_every_row_and_figure(two, head, department):
    actions.send_back(
        survey=two[1], by=head, at=timezone.now(), comments=[("rent_house", "ตรวจ"), ("phone", "ถามใหม่")]
    )
    remark = Comment.objects.filter(survey=two[1]).first()
    Comment.objects.create(
        survey=two[1], parent=remark, field=remark.field, text="ถามแล้ว", at=remark.at, by=head
    )
    twins.inquiry_about(two[1], by=department)
    before = twins.every_row()
    undone(merged(*two, head), head)
    assert twins.every_row() == before
    assert figures.differences() == []


def test_forms_of_other_rounds_come_along_and_go_back(two, head, officer):
    earlier = twins.earlier_form(two[1], by=officer)
    before = twins.every_row()
    merge = merged(two[0], earlier, head)
    assert (merge.removed, merge.moved) == ([], [str(earlier.pk)])
    assert Survey.objects.get(pk=earlier.pk).household_id == two[0].household_id
    undone(merge, head)
    assert twins.every_row() == before


def test_photographs_stay_on_the_disk_until_the_merge_is_final(two, head, officer):
    photo = Photo(survey=two[1], sha256="0" * 64, width=8, height=6, bytes=4, by=officer, at=timezone.now())
    photo.file.save("", ContentFile(b"jpeg"))
    before = twins.every_row()
    merge = merged(*two, head)
    sweep_files(at=timezone.now() + timezone.timedelta(days=3))
    assert default_storage.exists(photo.file.name)
    undone(merge, head)
    assert twins.every_row() == before


def test_a_paper_form_points_to_its_household_again(two, head):
    facts = {"round": two[1].round, "district": two[1].district, "by": head, "printed_at": timezone.now()}
    PaperForm.objects.create(code="7K2-9QD", household=two[1].household, **facts)
    merge = merged(*two, head)
    assert PaperForm.objects.get().household_id is None
    undone(merge, head)
    assert PaperForm.objects.get().household_id == two[1].household_id


def test_a_late_resend_of_the_merged_away_form_is_refused(two, head, officer, slum):
    merged(*two, head)
    with pytest.raises(Deleted):
        actions.save(survey_id=two[1].pk, given=twins.family_form(slum), by=officer, at=timezone.now())


def test_after_undoing_the_form_takes_answers_again(two, head, officer, slum):
    undone(merged(*two, head), head)
    assert not DeletedSurvey.objects.exists()
    form = Survey.objects.get(pk=two[1].pk)
    assert form.members.count() == 4


def test_a_form_changed_since_it_was_read_is_a_conflict(two, head):
    read = {two[0].pk: two[0].revision, two[1].pk: two[1].revision - 1}
    with pytest.raises(Conflict):
        merged(*two, head, revisions=read)
    assert Survey.objects.count() == 2


def test_a_form_begun_since_the_page_was_read_is_a_conflict(two, head):
    with pytest.raises(Conflict):
        merged(*two, head, revisions={two[0].pk: two[0].revision})


def test_an_accepted_form_is_not_taken_away(two, head):
    Survey.objects.filter(pk=two[1].pk).update(state="accepted")
    with pytest.raises(refusals.AcceptedAlready):
        merged(*two, head)
    assert merged(two[1], two[0], head).removed == [str(two[0].pk)]


def test_households_of_two_districts_are_not_merged(two, head, other_officer, other_slum):
    elsewhere = factories.saved_survey(by=other_officer, place=other_slum)
    with pytest.raises(refusals.AnotherDistrict):
        merged(two[0], elsewhere, head)


def test_a_household_merged_meanwhile_is_not_merged_again(two, head):
    dropped = two[1].household
    merged(*two, head)
    with pytest.raises(refusals.HouseholdGone):
        actions.merge(kept=two[0].household, dropped=dropped, by=head, at=timezone.now())


def test_undo_is_refused_once_the_kept_form_has_other_answers(two, head, officer):
    merge = merged(*two, head)
    edit(two[0], head, officer, income_total=22_000)
    with pytest.raises(refusals.ChangedSinceMerge):
        undone(merge, head)
    assert Survey.objects.count() == 1


def test_undo_works_once_the_answers_are_as_they_were(two, head, officer):
    merge = merged(*two, head)
    edit(two[0], head, officer, income_total=22_000)
    edit(two[0], head, officer)
    undone(merge, head)
    assert Survey.objects.count() == 2


def edit(survey: Survey, head, officer, **answers) -> None:
    """Give a form back, if it is not, and change its answers."""
    survey = Survey.objects.get(pk=survey.pk)
    if not survey.is_editable:
        actions.send_back(survey=survey, by=head, at=timezone.now(), comments=[("income_total", "ตรวจ")])
    given = {**twins.family_form(survey.community, **answers), "revision": survey.revision}
    actions.save(survey_id=survey.pk, given=given, by=officer, at=timezone.now())


def test_approving_the_kept_form_does_not_stand_in_the_way(two, head):
    merge = merged(*two, head)
    actions.approve(survey=two[0], by=head, at=timezone.now())
    undone(merge, head)
    assert Survey.objects.count() == 2


def test_a_merge_is_undone_once(two, head):
    merge = undone(merged(*two, head), head)
    assert (merge.undone_by, merge.rows) == (head, [])
    with pytest.raises(refusals.AlreadyUndone):
        undone(merge, head)


def test_merges_are_undone_from_the_last_one_back(two, head, officer, slum):
    third = twins.pair_of_forms(by=officer, place=slum)[0]
    first = merged(two[0], two[1], head)
    second = merged(third, two[0], head)
    with pytest.raises(refusals.MergedOn):
        undone(first, head)
    undone(second, head)
    undone(first, head)
    assert Survey.objects.count() == 4


def test_the_pair_is_open_again_after_undoing(two, head):
    twins.found_pair()
    merge = merged(*two, head)
    assert not Pair.objects.exists()
    undone(merge, head)
    assert Pair.objects.undecided().count() == 1


def test_the_kept_household_inherits_whom_the_other_was_told_apart_from(two, head, officer, slum):
    third = factories.saved_survey(by=officer, place=slum)
    told = actions.tell_forms_apart(survey=two[1], other=third, by=officer, at=timezone.now())
    merge = merged(*two, head)
    inherited = Decision.objects.get(of_merge=merge)
    assert {inherited.first, inherited.second} == {two[0].household_id, third.household_id}
    assert inherited.by == officer
    undone(merge, head)
    assert list(Decision.objects.all()) == [told]


def test_everything_that_points_to_a_form_or_household_is_known_how_to_put_back():
    """Rows that are set to a default or handled by the database would be lost without a trace."""
    known = {models.CASCADE, models.SET_NULL, models.PROTECT}
    for model in (Survey, Household):
        theirs = [f for f in model._meta.get_fields(include_hidden=True) if f.auto_created and not f.concrete]
        assert {field.on_delete for field in theirs} <= known
