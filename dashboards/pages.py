"""The pages of the dashboard, one beside the other, under the same filters."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboards.filters import Asked
from dashboards.readers.places import Standing


@dataclass(frozen=True)
class DashboardPage:
    """One page: its word in the address, the word on its tab, and the name of its route."""

    slug: str
    title: str | Promise
    route: str

    @property
    def url(self) -> str:
        return reverse(self.route)


@dataclass(frozen=True)
class PageLink:
    """A tab as one page shows it."""

    label: str
    url: str
    active: bool


PAGES = (
    DashboardPage("overview", _("ภาพรวม"), "dashboard"),
    DashboardPage("tenure", _("ที่ดินและการถูกไล่รื้อ"), "dashboard_tenure"),
    DashboardPage("housing", _("สภาพบ้านและสาธารณูปโภค"), "dashboard_housing"),
    DashboardPage("economy", _("เศรษฐกิจครัวเรือน"), "dashboard_economy"),
    DashboardPage("needs", _("ความต้องการและโครงการ"), "dashboard_needs"),
    DashboardPage("people", _("คนและสวัสดิการ"), "dashboard_people"),
    DashboardPage("progress", _("ความคืบหน้า"), "dashboard_progress"),
    DashboardPage("quality", _("คุณภาพข้อมูล"), "dashboard_quality"),
    DashboardPage("explorer", _("สำรวจตัวเลข"), "dashboard_explorer"),
)
BY_SLUG = {page.slug: page for page in PAGES}


def page_links(standing: Standing, asked: Asked, current: str) -> tuple[PageLink, ...]:
    """Every page for the same place and filters; the measure of the map is each page's own."""
    kept = {name: value for name, value in asked.parameters.items() if name != "map"}
    query = urlencode({**standing.place.parameters, **kept})
    return tuple(
        PageLink(str(page.title), f"{page.url}?{query}" if query else page.url, page.slug == current)
        for page in PAGES
    )
