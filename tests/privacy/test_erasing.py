"""Who asked to be erased is in no row, history, file or merge any more, and nothing brings them back."""

import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from communities.models import Household
from jobs.models import Job, JobFile
from surveys import actions, figures
from surveys.actions.erasing import erase_household, erase_person
from surveys.models import DeletedSurvey, Erasure, FileImport, ImportedRow, Member, Merge, Photo, Survey
from surveys.refusals import Deleted, PersonErased
from tests import factories
from tests.privacy.people import FIRST, MARKS, OF_WOMAN, form_of, household_with_a_past, stored_with
from tests.surveys.duplicates import twins
from tests.surveys.file_rows import codes, judged, row, written_rows

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def past(round_2570, slum, officer, head):
    return household_with_a_past(slum, officer, head)


def erased_woman(past, by) -> None:
    erase_person(survey=past, position=1, by=by, at=NOW())


def test_a_household_is_nowhere_any_more_and_the_figures_follow(past, head):
    assert stored_with(*MARKS)
    erase_household(household=past.household, by=head, at=NOW())
    assert stored_with(*MARKS) == []
    assert not Survey.objects.exists() and not Household.objects.exists()
    assert figures.differences() == []


@pytest.mark.parametrize("state", ["approved", "closed"])
def test_neither_an_approval_nor_a_closed_round_keeps_anybody(state, past, head, round_2570):
    actions.approve(survey=past, by=head, at=NOW())
    if state == "closed":
        round_2570.closes_on = round_2570.opens_on
        round_2570.save()
    erase_household(household=past.household, by=head, at=NOW())
    assert stored_with(*MARKS) == []


def test_a_device_that_sends_the_form_again_is_told_that_it_is_gone(past, head, officer, slum):
    erase_household(household=past.household, by=head, at=NOW())
    assert DeletedSurvey.objects.filter(pk=past.pk).exists()
    with pytest.raises(Deleted):
        actions.save(survey_id=past.pk, given=form_of(slum), by=officer, at=NOW())


def test_one_person_goes_and_the_household_stays(past, head):
    before = Member.objects.count()
    erased_woman(past, head)
    assert stored_with(*OF_WOMAN) == []
    assert Member.objects.count() == before
    assert Survey.objects.get().members.get(position=0).first_name == "สมชาย"
    assert figures.differences() == []


def test_a_person_goes_from_the_forms_of_other_rounds_too(past, head, officer, slum):
    factories.open_round("2569", fiscal_year=2569)
    given = {**form_of(slum, round_code="2569"), "household": str(past.household_id)}
    actions.save(survey_id=uuid.uuid4(), given=given, by=officer, at=NOW())
    erased_woman(past, head)
    assert stored_with(*OF_WOMAN) == []


def test_nobody_types_an_erased_person_back_in(past, head, officer, slum):
    erased_woman(past, head)
    survey = Survey.objects.get(pk=past.pk)
    actions.send_back(survey=survey, by=head, at=NOW(), reason="แก้")
    with pytest.raises(PersonErased):
        given = {**form_of(slum), "revision": Survey.objects.get().revision}
        actions.save(survey_id=past.pk, given=given, by=officer, at=NOW())
    assert stored_with(*OF_WOMAN) == []


def test_a_merge_brings_nobody_back(round_2570, slum, officer, head):
    kept, dropped = twins.pair_of_forms(by=officer, place=slum, submit=False)
    merged = actions.merge(kept=kept.household, dropped=dropped.household, by=head, at=NOW())
    erase_household(household=kept.household, by=head, at=NOW())
    assert Merge.objects.get(pk=merged.pk).rows == []
    assert set(Erasure.objects.filter(what="survey").values_list("survey", flat=True)) == {
        kept.pk,
        dropped.pk,
    }


def test_a_row_of_a_file_does_not_come_back_after_the_erasure(round_2570, slum, officer, head):
    first = row(slum)
    written_rows(first, by=officer)
    survey = Survey.objects.get()
    erase_household(household=survey.household, by=head, at=NOW())
    (form,) = judged(first)
    assert form.deed == "skipped" and codes(form) == {"erased"}


def test_the_same_people_under_another_key_do_not_come_back_either(round_2570, slum, officer, head):
    written_rows(row(slum), by=officer)
    erase_household(household=Survey.objects.get().household, by=head, at=NOW())
    (form,) = judged(row(slum, "another"))
    assert codes(form) == {"erased"}


def test_a_stranger_in_the_same_file_comes_in(round_2570, slum, officer, head):
    written_rows(row(slum), by=officer)
    erase_household(household=Survey.objects.get().household, by=head, at=NOW())
    assert [str(form.deed) for form in judged(row(slum), row(slum, "b", number=7))] == ["skipped", "created"]


def test_what_undoing_an_import_needs_is_emptied(round_2570, slum, officer, head):
    written_rows(row(slum), by=officer)
    kept = written_rows(row(slum, soi="๙"), by=officer)[0]
    stored = ImportedRow(subject=kept.subject, before=kept.before, number=1, deed="updated")
    stored.file_import = _upload(officer)
    stored.save()
    erase_household(household=Survey.objects.get().household, by=head, at=NOW())
    assert ImportedRow.objects.get().before == {}


def _upload(officer):
    return FileImport.objects.create(
        by=officer, created_at=NOW(), name="a.csv", size=1, state="written", key="k"
    )


def test_the_ledger_says_what_went_and_not_whose_it_was(past, head):
    erase_household(household=past.household, by=head, at=NOW())
    assert set(Erasure.objects.values_list("what", flat=True)) == {"person", "survey", "household"}
    assert FIRST not in repr(list(Erasure.objects.values()))


@pytest.mark.parametrize("change", [lambda rows: rows.update(what="survey"), lambda rows: rows.delete()])
def test_the_ledger_is_only_added_to(past, head, change):
    erase_household(household=past.household, by=head, at=NOW())
    with pytest.raises(TypeError):
        change(Erasure.objects.all())


def export_of(survey: Survey, by, **chosen) -> JobFile:
    """A file that somebody had made, which may hold the form."""
    told = {"round": survey.round_id, "district": survey.district_id, "full": True, **chosen}
    job = Job.objects.create(kind="export", owner=by, created_at=NOW(), parameters={"selection": told})
    key = default_storage.save(f"jobs/{job.pk}/1/x", ContentFile(b"x"))
    return job.files.create(name="a.xlsx", key=key, size=1, created_at=NOW(), expires_at=NOW())


@pytest.mark.parametrize(
    ("chosen", "is_gone"),
    [({}, True), ({"district": ""}, True), ({"district": "1006"}, False), ({"round": "2569"}, False)],
)
def test_files_that_may_hold_the_household_go(
    past, head, chosen, is_gone, django_capture_on_commit_callbacks
):
    file = export_of(past, head, **chosen)
    with django_capture_on_commit_callbacks(execute=True):
        erase_household(household=past.household, by=head, at=NOW())
    assert JobFile.objects.filter(pk=file.pk).exists() is not is_gone
    assert default_storage.exists(file.key) is not is_gone


def test_photographs_and_uploads_go_from_the_store(past, head, officer, django_capture_on_commit_callbacks):
    shown = {"sha256": "0" * 64, "width": 1, "height": 1, "bytes": 4, "at": NOW(), "by": officer}
    photo = Photo.objects.create(survey=past, file=ContentFile(b"\xff\xd8", "a.jpg"), **shown)
    upload = _upload(officer)
    upload.key = default_storage.save("imports/aa/x", ContentFile(b"x"))
    upload.save()
    upload.rows.create(number=2, deed="created", subject=str(past.pk))
    with django_capture_on_commit_callbacks(execute=True):
        erase_household(household=past.household, by=head, at=NOW())
    upload.refresh_from_db()
    assert upload.key == ""
    assert not default_storage.exists(photo.file.name) and not default_storage.exists("imports/aa/x")
