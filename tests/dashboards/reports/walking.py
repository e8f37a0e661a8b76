"""Figures of three districts, and a report ordered with the button, made by a worker and fetched, as a person does."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl
from django.urls import reverse
from python_calamine import CalamineWorkbook

from dashboards.pages import BY_SLUG
from dashboards.readers.page import Page
from dashboards.themes import THEMES
from jobs.models import Job
from surveys.models import Figure
from tests import factories
from tests.jobs.running import run_waiting

ADDRESS = "/dashboard/report/"
TENURE = {"house_tenure_owner": 20, "house_tenure_rent": 14, "house_tenure_occupy": 6}
FEW = {"problems_eviction_notice": 3, "problems_flood": 9, "condition_good": 30, "condition_unsafe": 2}
PEOPLE = {"members_all": 120, "members_elderly": 21, "members_children": 30, "welfare_none": 11}
MONEY = {
    "household_income_sum": 512_345,
    "household_income_count": 33,
    "income_bracket_up_to_5000": 13,
    "income_bracket_up_to_10000": 20,
    "target_groups_low_income": 17,
    "rent_burdened": 7,
}


def counted(place, surveys: int, *, state: str = "counted", **sums) -> Figure:
    """The figures of a community, as if so many surveys had been sent."""
    row = factories.figure_row(place, state=state, surveys=surveys, visit_result_complete=surveys, **sums)
    row.save()
    return row


def fill() -> None:
    """Two communities of 1026, one of 1006 and one of 1001; small numbers among large ones."""
    factories.open_round("2570")
    counted(factories.community("1026", "ร่วมใจพัฒนา"), 40, **TENURE, **FEW, **PEOPLE, **MONEY)
    counted(factories.community("1026", "ริมคลอง"), 12, house_tenure_rent=12, members_all=30)
    there = factories.community("1006", "คลองลำเจียก")
    counted(there, 33, house_tenure_owner=31, house_tenure_rent=2, problems_eviction_notice=4)
    counted(there, 9, state="passed", house_tenure_owner=9)
    counted(factories.community("1001", "วัดกลาง"), 25, house_tenure_owner=25, problems_eviction_notice=6)


def order(user, **asked):
    """The answer to the button of a page."""
    return factories.client_of(user).post(ADDRESS, asked)


def made(user, **asked) -> Job:
    reply = order(user, **asked)
    assert reply.status_code == 302
    (job,) = run_waiting()
    assert reply.url == job.get_absolute_url()
    return job


def fetch(user, job: Job):
    return factories.client_of(user).get(job.files.get().get_absolute_url())


def taken(folder: Path, user, **asked) -> Path:
    """The report in a folder."""
    path = folder / "taken.xlsx"
    path.write_bytes(b"".join(fetch(user, made(user, **asked)).streaming_content))
    return path


@dataclass
class Taken:
    """A report in somebody's hands, beside the pages of which it tells; both are opened once."""

    user: object
    asked: dict[str, str]
    path: Path

    @cached_property
    def pages(self) -> dict[str, Page]:
        return {slug: page_of(self.user, slug, **self.asked) for slug in THEMES}

    @cached_property
    def book(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(self.path)

    @cached_property
    def other_book(self) -> CalamineWorkbook:
        return CalamineWorkbook.from_path(self.path)

    def rows(self, name: str) -> list[list]:
        """The rows of a sheet, which both readers read alike."""
        found = [
            ["" if value is None else value for value in row]
            for row in self.book[name].iter_rows(values_only=True)
        ]
        theirs = self.other_book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        assert all(row[: len(other)] == other for row, other in zip(found, theirs, strict=False))
        return found


def page_of(user, slug: str, **asked) -> Page:
    """A page of the dashboard as it is shown to somebody."""
    assert slug in THEMES
    return factories.client_of(user).get(reverse(BY_SLUG[slug].route), asked).context["page"]


def name_of(slug: str) -> str:
    """The sheet of a page."""
    return str(BY_SLUG[slug].title)


def places_of(slug: str, kind: str = "รายเขต") -> str:
    return f"{kind} {name_of(slug)}"
