"""What was kept long enough goes once two people agreed; what is counted stays."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from privacy import inventory, retention
from privacy.inventory import lines, undeclared
from privacy.models import Disposal, RetentionRule, SubjectRequest
from privacy.refusals import AnotherMustApprove, OtherStage
from surveys import figures
from surveys.models import DeletedSurvey, Figure, Member, Photo, Survey
from tests import factories
from tests.jobs.running import run_waiting
from tests.privacy.people import MARKS, household_with_a_past, stored_with

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def old(round_2570, slum, officer, head):
    """A household of a round that closed ten years ago."""
    survey = household_with_a_past(slum, officer, head)
    Survey.objects.filter(pk=survey.pk).update(lat=13.765432, lng=100.543210)
    round_2570.opens_on, round_2570.closes_on = date(2015, 1, 1), date(2016, 1, 1)
    round_2570.save()
    RetentionRule.objects.update(since=date(2010, 1, 1))
    retention.list_due(at=NOW())
    return Survey.objects.get(pk=survey.pk)


@pytest.fixture
def second(reference):
    return factories.person("department", name="department.2")


def gone(kind: str, department, second) -> Disposal:
    """What is due of this kind, proposed by one, approved by another, done by a worker."""
    row = Disposal.objects.get(kind=kind)
    retention.propose(disposal=row, by=department, at=NOW())
    retention.approve(disposal=row, by=second, at=NOW())
    run_waiting()
    row.refresh_from_db()
    return row


def counted() -> list[dict]:
    return list(Figure.objects.order_by("pk").values())


def test_a_round_that_is_open_or_closed_lately_has_nothing_due(round_2570, slum, officer, head):
    household_with_a_past(slum, officer, head)
    assert retention.list_due(at=NOW()) == 0


def test_names_numbers_and_addresses_go_and_the_figures_stay_exact(old, department, second):
    before = counted()
    assert gone("identity", department, second).stage == "done"
    assert stored_with(*MARKS) == []
    assert counted() == before and figures.differences() == []
    stored = Survey.objects.get()
    assert (stored.lat, stored.lng, stored.household.head_name) == (13.77, 100.54, "")


def test_the_age_and_the_year_of_birth_stay(old, department, second):
    before = list(Member.objects.order_by("pk").values_list("age", flat=True))
    gone("identity", department, second)
    assert list(Member.objects.order_by("pk").values_list("age", flat=True)) == before
    assert set(Member.objects.values_list("birth_date", flat=True)) == {None}
    assert None not in Member.objects.values_list("birth_year", flat=True)


def test_nothing_goes_before_it_was_approved(old, department):
    retention.propose(disposal=Disposal.objects.get(kind="identity"), by=department, at=NOW())
    run_waiting()
    assert stored_with(*MARKS)


def test_nobody_approves_what_they_proposed(old, department):
    row = Disposal.objects.get(kind="identity")
    retention.propose(disposal=row, by=department, at=NOW())
    with pytest.raises(AnotherMustApprove):
        retention.approve(disposal=row, by=department, at=NOW())
    with pytest.raises(IntegrityError), transaction.atomic():
        Disposal.objects.filter(pk=row.pk).update(approved_by=department)


def test_a_proposal_taken_back_is_due_again_and_cannot_be_approved(old, department, second):
    row = Disposal.objects.get(kind="identity")
    retention.propose(disposal=row, by=department, at=NOW())
    retention.take_proposal_back(disposal=row, by=second, at=NOW())
    with pytest.raises(OtherStage):
        retention.approve(disposal=row, by=second, at=NOW())


def test_untouched_drafts_go_with_a_mark(round_2570, slum, officer, old, department, second):
    opened = {"opens_on": date(2015, 1, 1), "closes_on": NOW().date() + timedelta(days=9)}
    round_2570.__class__.objects.filter(pk="2570").update(**opened)
    draft = factories.saved_survey(by=officer, place=slum)
    round_2570.__class__.objects.filter(pk="2570").update(closes_on=date(2016, 1, 1))
    Survey.objects.filter(pk=draft.pk).update(updated_at=NOW() - timedelta(days=400))
    retention.list_due(at=NOW())
    gone("drafts", department, second)
    assert not Survey.objects.filter(pk=draft.pk).exists() and figures.differences() == []
    assert DeletedSurvey.objects.filter(pk=draft.pk).exists() and Survey.objects.filter(pk=old.pk).exists()


def test_photographs_go_and_leave_their_marks(old, officer, department, second):
    shown = {"sha256": "0" * 64, "width": 1, "height": 1, "bytes": 4, "at": NOW(), "by": officer}
    Photo.objects.create(survey=old, file="photos/aa/none.jpg", **shown)
    retention.list_due(at=NOW())
    gone("photos", department, second)
    assert Photo.objects.get().file.name == "" and Survey.objects.get().photo_list == []


def test_a_second_night_lists_nothing_twice(old):
    number = Disposal.objects.count()
    retention.list_due(at=NOW())
    assert Disposal.objects.count() == number >= 1


def test_who_asked_is_forgotten_once_the_request_is_old(old, head):
    told = {
        "right": "copy",
        "district_id": "1026",
        "household": old.household_id,
        "received_on": date(2016, 1, 1),
    }
    done = {"state": "done", "answered_at": NOW() - timedelta(days=3000), "answered_by": head}
    SubjectRequest.objects.create(applicant="ก", by=head, at=NOW(), due_on=date(2016, 2, 1), **told, **done)
    assert retention.forget_applicants(at=NOW()) == 1
    assert SubjectRequest.objects.get().applicant == ""


def test_the_page_shows_what_is_due_and_takes_the_proposal(old, department, second):
    clients = [factories.client_of(one) for one in (department, second)]
    row = Disposal.objects.get(kind="identity")
    address = reverse("privacy_disposal", args=[row.pk])
    assert "เสนอให้ลบ" in clients[0].get(reverse("privacy_retention")).content.decode()
    clients[0].post(address, {"what": "propose"})
    assert "อนุมัติให้ลบ" not in clients[0].get(reverse("privacy_retention")).content.decode()
    clients[1].post(address, {"what": "approve"})
    row.refresh_from_db()
    assert (row.stage, row.approved_by) == ("approved", second)


def test_every_model_with_personal_fields_says_why_they_are_kept():
    assert undeclared() == []


def test_the_list_of_personal_fields_follows_the_models(capsys):
    names = {line.name for line in lines()}
    wanted = {f"surveys.Member.{name}" for name in Member.personal_fields}
    assert wanted <= names and "erasures.jsonl" in names
    call_command("personal_data", "--csv")
    said = capsys.readouterr().out
    assert "surveys.Member.citizen_id" in said and "มาตรา 26" in said


def test_a_model_without_a_reason_is_seen(monkeypatch):
    monkeypatch.delitem(inventory.FACTS, "surveys.Member")
    assert undeclared() == ["surveys.Member"]
    with pytest.raises(LookupError):
        list(lines())


def test_heads_see_the_list_of_personal_fields(head):
    page = factories.client_of(head).get(reverse("privacy_inventory")).content.decode()
    assert "surveys.Member.disability" in page
