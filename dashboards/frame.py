"""What the frame of every page needs to know: where this person can go from here."""

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.choices import Role
from dashboards.handbook import how_to
from surveys.models import Round

BAR_PLACES = 4


@dataclass(frozen=True)
class Place:
    """A page of the navigation; `also` lists further addresses that belong to it."""

    label: str
    url: str
    icon: str
    also: tuple[str, ...] = ()

    def holds(self, path: str) -> bool:
        if self.url == "/":
            return path == "/"
        return path.startswith((self.url, *self.also))


@dataclass(frozen=True)
class Entry:
    """A place as one page shows it; on a phone only those `in_bar` fit the bottom bar."""

    label: str
    url: str
    icon: str
    active: bool
    in_bar: bool


TODAY = Place(_("วันนี้"), "/", "today")
REVIEW = Place(_("ตรวจแบบ"), "/review/", "review")
DISTRICTS = Place(_("ตรวจรับรายเขต"), "/review/districts/", "review")
SURVEYS = Place(_("แบบสำรวจ"), "/surveys/", "survey", also=("/duplicates/",))
COMMUNITIES = Place(pgettext_lazy("list", "ชุมชน"), "/communities/", "community", also=("/households/",))
OVERVIEW = Place(_("ภาพรวม"), "/dashboard/", "overview")
IMPORTS = Place(_("นำเข้าไฟล์"), "/imports/", "import")
JOBS = Place(_("งานของฉัน"), "/jobs/", "jobs")
EXPORTS = Place(_("ส่งออก"), "/exports/", "export")
PLANS = Place(_("แผนสำรวจ"), "/plans/", "plan", also=("/working-groups/",))
REMINDERS = Place(_("การเตือน"), "/reminders/", "remind")
OPEN_DATA = Place(_("ข้อมูลเปิด"), "/open-data/", "open")
PRIVACY = Place(_("ข้อมูลส่วนบุคคล"), "/privacy/", "privacy")
TRAIL = Place(_("บันทึกการใช้งาน"), "/audit/", "review")
ADMINISTRATION = Place(_("ผู้ดูแล"), "/admin/", "admin")
HANDBOOK = Place(_("คู่มือ"), "/handbook/", "handbook")

CITYWIDE = (OVERVIEW, SURVEYS, COMMUNITIES, EXPORTS)
PLACES = {
    Role.OFFICER: (TODAY, SURVEYS, COMMUNITIES, OVERVIEW, PLANS, IMPORTS, JOBS, OPEN_DATA, HANDBOOK),
    Role.HEAD: (
        TODAY, REVIEW, SURVEYS, COMMUNITIES, OVERVIEW, PLANS, REMINDERS, IMPORTS, EXPORTS, JOBS, PRIVACY, OPEN_DATA,
        HANDBOOK,
    ),
    Role.DEPARTMENT: (
        OVERVIEW, DISTRICTS, SURVEYS, COMMUNITIES, PLANS, REMINDERS, IMPORTS, EXPORTS, JOBS, PRIVACY, TRAIL, OPEN_DATA,
        HANDBOOK,
    ),
    Role.ANALYST: (*CITYWIDE, JOBS, OPEN_DATA, HANDBOOK),
    Role.ADMIN: (
        *CITYWIDE, PLANS, REMINDERS, IMPORTS, JOBS, DISTRICTS, PRIVACY, TRAIL, OPEN_DATA, ADMINISTRATION, HANDBOOK,
    ),
}  # fmt: skip


def entries_of(request: HttpRequest) -> list[Entry]:
    """The navigation of the person asking; nothing before sign-in, and an officer's in a page drawn for nobody."""
    user = getattr(request, "user", None)
    if getattr(request, "is_shell", False):
        return entries_for(Role.OFFICER, request.path)
    if user is None or not user.is_authenticated:
        return []
    return entries_for(user.role, request.path)


def entries_for(role: str, path: str) -> list[Entry]:
    """Where people of a role can go from the page at this address."""
    return [
        Entry(place.label, place.url, place.icon, place.holds(path), number < BAR_PLACES)
        for number, place in enumerate(PLACES.get(role, ()))
    ]


def entries_of_heads(request: HttpRequest) -> list[Entry]:
    """A head's navigation, which a page drawn for nobody carries hidden beside an officer's."""
    return entries_for(Role.HEAD, request.path) if getattr(request, "is_shell", False) else []


def round_of(request: HttpRequest) -> Round | None:
    """The round shown beside the product's name; nothing before sign-in."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return None
    return Round.objects.in_force(timezone.localdate())


def how_to_of(request: HttpRequest) -> str:
    """The page of the handbook that explains this one; blank for strangers and where there is none."""
    user, found = getattr(request, "user", None), getattr(request, "resolver_match", None)
    knows_reader = getattr(request, "is_shell", False) or (user is not None and user.is_authenticated)
    return how_to(found.url_name or "") if found and knows_reader else ""


def navigation(request: HttpRequest) -> dict:
    """What the frame shows of the person, the round and the handbook, worked out only when a template asks."""
    return {
        "navigation": partial(entries_of, request),
        "navigation_of_heads": partial(entries_of_heads, request),
        "round_in_force": SimpleLazyObject(partial(round_of, request)),
        "how_to": partial(how_to_of, request),
    }
