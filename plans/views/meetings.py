"""Meetings of a working group: read one, write one, remove one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.access import district_head, signed_in
from bkkhousing.lib import thai
from districts.models import District
from plans import actions
from plans.forms.groups import DecisionRow, MeetingForm
from plans.forms.problems import problems_of
from plans.forms.rows import table_of
from plans.models import GroupMember, Meeting
from plans.readers.groups import lines_of
from plans.refusals import Stale
from plans.views.places import district_of, ladder_of, revision_in
from surveys.refusals import Refused

MEETING_FIELDS = ("held_on", "place", "agenda", "others", "minutes")
DECISION_COLUMNS = ("pk", "what", "owner", "due_on", "state")


@signed_in
def meeting_detail(request: HttpRequest, district: str, pk: int) -> HttpResponse:
    """One meeting with what it decided."""
    place = district_of(request, district)
    meeting = meeting_of(request, place, pk)
    context = {
        "district": place,
        "meeting": meeting,
        "attendees": meeting.attendees.all(),
        "lines": lines_of(meeting.decisions.all(), timezone.localdate()),
        "may_write": request.user.reviews,
        "ladder": _ladder(place, (_day(meeting), "")),
    }
    return render(request, "plans/meeting_detail.html", context)


def meeting_of(request: HttpRequest, district: District, pk: int) -> Meeting:
    mine = Meeting.objects.visible_to(request.user).filter(group__district=district)
    return get_object_or_404(mine.select_related("group", "updated_by"), pk=pk)


@district_head
def meeting_new(request: HttpRequest, district: str) -> HttpResponse:
    """Write down a meeting."""
    return _write(request, district_of(request, district), None)


@district_head
def meeting_edit(request: HttpRequest, district: str, pk: int) -> HttpResponse:
    """Change a meeting and its decisions; a stale page is told and keeps what was typed."""
    place = district_of(request, district)
    return _write(request, place, meeting_of(request, place, pk))


def _write(request: HttpRequest, district: District, meeting: Meeting | None) -> HttpResponse:
    given = request.POST if request.method == "POST" else None
    form = MeetingForm(given, initial=_fields_of(meeting), members=_members(request, district, meeting))
    stored = list(meeting.decisions.values(*DECISION_COLUMNS)) if meeting else []
    table = table_of(DecisionRow, "decisions", given=given, initial=stored)
    page = {"district": district, "meeting": meeting, "form": form, "table": table}
    page["revision"] = meeting.revision if meeting else 0
    if given is None or "more" in given:
        return _page(request, **page)
    if not (form.is_valid() and table.is_valid()):
        return _page(request, status=422, **page)
    return _saved(request, page)


def _fields_of(meeting: Meeting | None) -> dict:
    if meeting is None:
        return {}
    attendees = list(meeting.attendees.values_list("pk", flat=True))
    return {name: getattr(meeting, name) for name in MEETING_FIELDS} | {"attendees": attendees}


def _members(request: HttpRequest, district: District, meeting: Meeting | None):
    """Those in the group now, and those who came to this meeting and have left since."""
    ours = GroupMember.objects.visible_to(request.user).filter(group__district=district)
    return (ours.present() | ours.filter(meetings=meeting)).distinct() if meeting else ours.present()


def _saved(request: HttpRequest, page: dict) -> HttpResponse:
    fields = dict(page["form"].cleaned_data)
    written = {"attendees": fields.pop("attendees"), "fields": fields, "decisions": page["table"].kept}
    made = {"revision": revision_in(request.POST), "by": request.user, "at": timezone.now()}
    try:
        meeting = actions.save_meeting(district=page["district"], meeting=page["meeting"], **written, **made)
    except Stale as refusal:
        return _page(request, status=refusal.status, **page, stale=refusal.stored)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return _page(request, status=refusal.status, **page)
    messages.success(request, _("บันทึกการประชุมแล้ว"))
    return redirect(meeting)


def _page(request: HttpRequest, *, status: int = 200, stale: Meeting | None = None, **page) -> HttpResponse:
    """A stale page takes over the newest revision, so that the next save is made knowingly."""
    if request.method == "POST" and stale is None:
        page["revision"] = revision_in(request.POST)
    title = _("แก้ไขการประชุม") if page["meeting"] else _("บันทึกการประชุมใหม่")
    context = {
        **page,
        "problems": problems_of([page["form"]], page["table"].forms),
        "stale": stale,
        "title": title,
        "ladder": _ladder(page["district"], (title, "")),
    }
    return render(request, "plans/meeting_edit.html", context, status=status)


@district_head
def meeting_delete(request: HttpRequest, district: str, pk: int) -> HttpResponse:
    """Ask first, saying what goes along; then remove the meeting as it was seen."""
    place = district_of(request, district)
    meeting = meeting_of(request, place, pk)
    if request.method == "POST":
        return _deleted(request, place, meeting)
    steps = (_day(meeting), meeting.get_absolute_url()), (_("ลบ"), "")
    context = {
        "district": place,
        "meeting": meeting,
        "decisions": meeting.decisions.all(),
        "ladder": _ladder(place, *steps),
    }
    return render(request, "plans/meeting_delete.html", context)


def _deleted(request: HttpRequest, district: District, meeting: Meeting) -> HttpResponse:
    seen = revision_in(request.POST)
    try:
        actions.delete_meeting(meeting=meeting, revision=seen, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect(meeting)
    messages.success(request, _("ลบการประชุม %(day)s แล้ว") % {"day": _day(meeting)})
    return redirect("working_group", district.pk)


def _day(meeting: Meeting) -> str:
    return thai.format_date(meeting.held_on)


def _ladder(district: District, *steps: tuple[str, str]) -> list[dict[str, str]]:
    here = reverse("working_group", args=[district.pk])
    return ladder_of((_("คณะทำงานเขต%(name)s") % {"name": district.name}, here), *steps)
