"""Every table says by what one finds out who changed what in it, or why nobody has to."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import models

from audit.admin_changes import NotesChanges
from tests.architecture.tree import APPS

IN_THE_FORMS_HISTORY = "its survey's Change, Move and Comment rows: field, old value, new value, person, time"
IN_THE_ADMIN = "a line of the trail for every change in the admin"
OWN_TRAIL = "a row is an act: it is added with its person and its time, and says what was done"
PLANS = "the plan's moves and revision, with the person of the last change; the whole plan is kept as sent"
COMPUTED = "computed from other tables; no person writes it"
OF_ACCOUNTS = "events of the trail: factor_added, token_made, sessions_ended, account_changed and so on"
REFERENCE = "read from files of the program; its admin only shows"

TRAILS = {
    **dict.fromkeys(("districts.District", "districts.DistrictGroup", "districts.Subdistrict"), REFERENCE),
    "districts.DistrictBoundary": REFERENCE,
    **dict.fromkeys(("accounts.User", "accounts.SecondFactor", "accounts.RecoveryCode"), OF_ACCOUNTS),
    **dict.fromkeys(("accounts.Session", "accounts.ApiToken", "accounts.DeviceKey"), OF_ACCOUNTS),
    "accounts.SignInTry": "counts tries; each is an event of the trail",
    **dict.fromkeys(("audit.Entry", "audit.AccessRecord", "audit.Seal", "audit.Cut"), "the trail itself"),
    **dict.fromkeys(("jobs.Job", "jobs.JobFile"), "a job names its owner; what it takes out is an access"),
    **dict.fromkeys(("jobs.Worker", "jobs.Night"), "signs of life of workers"),
    **dict.fromkeys(("communities.CommunityType", "communities.SavingsGroup"), IN_THE_ADMIN),
    "communities.Community": "simple_history, with the person",
    "communities.CommunityAlias": OWN_TRAIL,
    "communities.Household": IN_THE_FORMS_HISTORY,
    **dict.fromkeys(("surveys.Round", "surveys.RoundExtension", "surveys.Limit"), IN_THE_ADMIN),
    **dict.fromkeys(("surveys.SharingAgreement", "privacy.RetentionRule"), IN_THE_ADMIN),
    **dict.fromkeys(
        ("surveys.Survey", "surveys.Member", "surveys.Debt", "surveys.Photo"), IN_THE_FORMS_HISTORY
    ),
    **dict.fromkeys(
        ("surveys.Move", "surveys.Change", "surveys.Comment", "surveys.DeletedSurvey"), OWN_TRAIL
    ),
    **dict.fromkeys(("surveys.DistrictRound", "surveys.DistrictDecision", "surveys.Decision"), OWN_TRAIL),
    **dict.fromkeys(("surveys.Merge", "surveys.Inquiry", "surveys.PaperForm", "surveys.Erasure"), OWN_TRAIL),
    **dict.fromkeys(("surveys.Trait", "surveys.Traced", "surveys.Pair"), COMPUTED),
    **dict.fromkeys(("surveys.Figure", "surveys.WorkFigure"), COMPUTED),
    **dict.fromkeys(
        ("surveys.ExportDefinition", "surveys.SavedMapping"), "a person's own choices, without data"
    ),
    **dict.fromkeys(("surveys.FileImport", "surveys.ImportedRow"), OWN_TRAIL),
    **dict.fromkeys(("privacy.SubjectRequest", "privacy.Disposal"), OWN_TRAIL),
    **dict.fromkeys(
        ("plans.SurveyPlan", "plans.PlannedCommunity", "plans.Milestone", "plans.PlanPerson"), PLANS
    ),
    **dict.fromkeys(("plans.PlanMove", "plans.Reminder", "plans.ReminderRecipient"), OWN_TRAIL),
    "plans.Target": "written by the approval of a plan, which is a move",
    **dict.fromkeys(("plans.WorkingGroup", "plans.GroupMember", "plans.Meeting", "plans.Decision"), PLANS),
    **dict.fromkeys(("open_data.Publication", "open_data.PublicationFile"), OWN_TRAIL),
}


def tables() -> dict[str, type[models.Model]]:
    """Our models without the history tables, which are a trail themselves."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: model for model in found if not hasattr(model, "instance_type")}


def test_every_table_says_who_changed_what_in_it_or_why_nobody_has_to():
    assert set(tables()) == set(TRAILS)


def changed_in_the_admin() -> list[str]:
    return [
        label
        for label, trail in TRAILS.items()
        if trail == IN_THE_ADMIN and tables()[label] in admin.site._registry
    ]


@pytest.mark.parametrize("label", changed_in_the_admin())
def test_a_table_of_the_admin_writes_its_changes_down(label):
    assert isinstance(admin.site._registry[tables()[label]], NotesChanges)


def test_no_other_table_is_changed_in_the_admin_unseen():
    unseen = [
        model._meta.label
        for model, shown in admin.site._registry.items()
        if model._meta.label in TRAILS
        and not isinstance(shown, NotesChanges)
        and type(shown).has_change_permission is admin.ModelAdmin.has_change_permission
    ]
    assert unseen == ["accounts.User"]  # whose changes are events of the trail
