"""Every page of officer and head in the conditions people meet it, for walks that look at all of them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from playwright.sync_api import Page, expect

from plans.models import Meeting
from surveys import actions
from surveys.models import Round, Survey
from tests import factories
from tests.journeys.conftest import DESK, PHONE
from tests.matrix.cast import request_of
from tests.open_data import versions
from tests.plans import written
from tests.plans.reminded import told_to
from tests.surveys import kobo
from tests.surveys.duplicates.twins import found_pair, pair_of_forms
from tests.surveys.importing import walking

NOBODYS = uuid.UUID(int=4)
FAULTS = ("400", "403_csrf", "500")
SHOWS = (("th", PHONE), ("en", DESK), ("th", DESK), ("en", PHONE))


def as_it_comes(page: Page) -> None:
    """Nothing is done on the page before it is looked at."""


def open_details(page: Page) -> None:
    """Open whatever the page folds away."""
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")


def open_menu(page: Page) -> None:
    page.locator(".menu > summary").click()


def sign_in_wrongly(page: Page) -> None:
    page.fill("[name=username]", "officer.1026")
    page.fill("[name=password]", "ไม่ใช่รหัส")
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def show_all_sections(page: Page) -> None:
    """A phone shows one section at a time: show every one, with every question that may be asked."""
    page.evaluate(
        "for (const one of document.querySelectorAll('#entry :is(section, [data-field])[hidden]')) one.hidden = false"
    )
    open_details(page)


def show_problems(page: Page) -> None:
    """Ask to send an unfinished form: the problems stand on top and beside the answers."""
    page.locator("[data-submit]").last.dispatch_event("click")
    expect(page.locator("#entry-problems")).to_be_visible(timeout=15_000)
    show_all_sections(page)


def print_blank_forms(page: Page) -> None:
    page.fill("#number", "1")
    page.locator("form:has(#number) button").click()
    page.wait_for_load_state()


def open_sections(page: Page) -> None:
    page.evaluate("document.getElementById('sections-dialog').showModal()")


def open_conflict(page: Page) -> None:
    page.evaluate("document.getElementById('conflict-dialog').showModal()")


@dataclass(frozen=True)
class Sight:
    """A page as one person meets it: the route, the person, the address and what is done there first."""

    route: str
    who: str
    path: str
    arrange: Callable[[Page], None] = as_it_comes

    def __str__(self) -> str:
        done = "" if self.arrange is as_it_comes else f" {self.arrange.__name__}"
        return f"{self.who} {self.path}{done}"


OWN_ACCOUNT = {
    "account": "/accounts/me/",
    "devices": "/accounts/devices/",
    "password": "/accounts/password/",
    "prove_again": "/accounts/again/",
}
SIGHTS = (
    Sight("login", "stranger", "/accounts/login/"),
    Sight("login", "stranger", "/accounts/login/", sign_in_wrongly),
    Sight("home", "officer", "/"),
    Sight("home", "officer", "/", open_menu),
    Sight("home", "head", "/"),
    Sight("survey_list", "officer", "/surveys/"),
    Sight("survey_list", "head", "/surveys/?q=ไม่มีใครชื่อนี้"),
    Sight("survey_new", "officer", "/surveys/new/?community={community}"),
    Sight("survey_new", "officer", "/surveys/new/?community={community}", show_all_sections),
    Sight("survey_new", "officer", "/surveys/new/", open_sections),
    Sight("survey_new", "officer", "/surveys/new/", open_conflict),
    Sight("survey_detail", "officer", "/surveys/{draft}/", show_problems),
    Sight("survey_detail", "officer", "/surveys/{returned}/", show_all_sections),
    Sight("survey_detail", "officer", "/surveys/{submitted}/", open_details),
    Sight("survey_detail", "head", "/surveys/{approved}/", open_details),
    Sight("review_queue", "head", "/review/"),
    Sight("survey_review", "head", "/review/{submitted}/"),
    Sight("survey_review", "head", "/review/{submitted}/", open_details),
    Sight("review_queue", "head", "/review/?q=ไม่มีใครชื่อนี้"),
    Sight("survey_history", "head", "/surveys/{approved}/history/", open_details),
    Sight("outbox", "officer", "/outbox/"),
    Sight("duplicate_list", "officer", "/duplicates/"),
    Sight("duplicate_list", "head", "/duplicates/?show=apart"),
    Sight("duplicate_pair", "officer", "/duplicates/{pair}/"),
    Sight("duplicate_pair", "head", "/duplicates/{pair}/", open_details),
    Sight("duplicate_beside", "officer", "/duplicates/{draft}/{submitted}/", open_details),
    Sight("merge_list", "head", "/duplicates/merges/"),
    Sight("paper_forms", "officer", "/surveys/paper/?community={community}"),
    Sight("paper_print", "officer", "/surveys/paper/?community={community}", print_blank_forms),
    Sight("handbook", "officer", "/handbook/"),
    Sight("handbook", "head", "/handbook/?q=ไม่มีคำนี้ที่ไหน"),
    Sight("handbook_task", "officer", "/handbook/entering/"),
    Sight("handbook_task", "head", "/handbook/reviewing/"),
    Sight("community_list", "officer", "/communities/"),
    Sight("community_detail", "officer", "/communities/{community}/"),
    Sight("household_list", "officer", "/households/"),
    Sight("household_detail", "officer", "/households/{household}/"),
    Sight("dashboard", "officer", "/dashboard/"),
    Sight("dashboard", "head", "/dashboard/?round=2570&district=1026", open_details),
    Sight("dashboard_tenure", "officer", "/dashboard/tenure/"),
    *(
        Sight(f"dashboard_{page}", "head", f"/dashboard/{page}/?district=1026", open_details)
        for page in ("housing", "economy", "needs", "people", "progress", "quality")
    ),
    Sight("dashboard_quality", "officer", "/dashboard/quality/"),
    Sight("dashboard_explorer", "officer", "/dashboard/explorer/?rows=house_tenure&columns=income_bracket"),
    Sight("export_surveys", "head", "/exports/?round=2570"),
    Sight("import_list", "officer", "/imports/"),
    Sight("import_detail", "officer", "/imports/{naming}/?step=file", open_details),
    Sight("import_detail", "officer", "/imports/{naming}/?step=columns", open_details),
    Sight("import_detail", "officer", "/imports/{naming}/"),
    Sight("import_detail", "head", "/imports/{tried}/", open_details),
    Sight("import_row", "officer", "/imports/{tried}/rows/3/"),
    Sight("plan_detail", "officer", "/plans/2570/1026/", open_details),
    Sight("plan_edit", "head", "/plans/2570/1026/edit/places/"),
    Sight("plan_edit", "head", "/plans/2570/1026/edit/timetable/"),
    Sight("working_group", "head", "/working-groups/1026/", open_details),
    Sight("working_group_edit", "head", "/working-groups/1026/edit/"),
    Sight("meeting_detail", "officer", "/working-groups/1026/meetings/{meeting}/"),
    Sight("meeting_new", "head", "/working-groups/1026/meetings/new/"),
    Sight("meeting_edit", "head", "/working-groups/1026/meetings/{meeting}/edit/"),
    Sight("meeting_delete", "head", "/working-groups/1026/meetings/{meeting}/delete/"),
    Sight("reminder_list", "officer", "/reminders/"),
    Sight("reminder_list", "head", "/reminders/", open_details),
    Sight("job_list", "officer", "/jobs/"),
    Sight("job_detail", "officer", "/jobs/{job}/"),
    *(Sight(page, "officer", path) for page, path in OWN_ACCOUNT.items()),
    Sight("privacy", "head", "/privacy/"),
    Sight("privacy_inventory", "head", "/privacy/inventory/", open_details),
    Sight("privacy_household", "head", "/privacy/households/{household}/"),
    Sight("privacy_request", "head", "/privacy/requests/{request}/", open_details),
    Sight("household_seen", "head", "/households/{household}/seen/"),
    Sight("rule_catalogue", "officer", "/rules/", open_details),
    Sight("codebook", "officer", "/codebook/", open_details),
    Sight("open_data_list", "stranger", "/open-data/"),
    Sight("open_data_list", "officer", "/open-data/"),
    Sight("open_data_version", "stranger", "/open-data/{version}/", open_details),
    Sight("", "officer", "/review/"),
    Sight("", "officer", "/surveys/{absent}/"),
    *(Sight("", "officer", f"/fault/{name}/") for name in FAULTS),
)


def files_on_their_way(officer) -> dict[str, object]:
    """A file whose names are asked about, and one that was tried with a row in the way."""
    walking.keep_open("2568")
    naming = walking.tried(kobo.row(1, community_name="ไม่มีที่ไหน"), by=officer)
    tried = walking.tried(kobo.row(1), kobo.row(2, rent_price="มาก"), by=officer)
    return {"naming": naming.pk, "tried": tried.pk, "job": tried.job_id}


def planned(head, place) -> Meeting:
    """A plan of the district, and a meeting of its working group with a decision that is late."""
    written.plan(Round.objects.get(pk="2570"), head, place)
    member = written.group(head, written.member()).members.get()
    return written.meeting(head, written.decision(due=-3), attendees=[member.pk])


def scene(officer, head, place) -> dict[str, object]:
    """Surveys in every state, of households with much to say; the keys that the addresses name."""
    draft = factories.saved_survey(by=officer, place=place, members_living=9, rent_house=90000)
    returned = factories.submitted_survey(by=officer, place=place)
    comments = [("rent_house", "รวมค่าน้ำหรือไม่"), ("members-0-first_name", "ชื่อไม่ตรงบัตร")]
    at = timezone.now()
    actions.send_back(survey=returned, by=head, at=at, comments=comments, reason="ตรวจอีกครั้ง")
    submitted = factories.submitted_survey(by=officer, place=place)
    approved = factories.approved_survey(by=officer, head=head, place=place)
    request = request_of(Survey.objects.get(pk=approved.pk).household, by=head)
    pair_of_forms(by=officer, place=place)
    told_to(officer, head, round=approved.round, at=at, day=timezone.localdate(at))
    return files_on_their_way(officer) | {
        "draft": draft.pk,
        "returned": returned.pk,
        "submitted": submitted.pk,
        "approved": approved.pk,
        "household": Survey.objects.get(pk=approved.pk).household_id,
        "community": place.pk,
        "request": request.pk,
        "pair": found_pair().pk,
        "meeting": planned(head, place).pk,
        "version": versions.bare(head, number=1, state="published").code,
        "absent": NOBODYS,
    }
