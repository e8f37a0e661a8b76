"""The export page: choose, see how much it is, have the file made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import data_exporter
from jobs.actions import start
from jobs.models import Job
from surveys import exporting
from surveys.exporting import making
from surveys.exporting.preview import preview
from surveys.models import ExportDefinition, Round, Survey
from surveys.views.export_form import ExportForm, settled, sharings


@data_exporter
def export_surveys(request: HttpRequest) -> HttpResponse:
    """The page with the number of rows; a POST puts the job in the queue and leads to it."""
    if request.method != "POST":
        return page(request, ExportForm(choices_in_address(request), user=request.user))
    form = ExportForm(choices_of(request), user=request.user)
    if request.POST.get("do") == "count":
        return page(request, form)
    if not form.is_valid() or is_empty(request.user, form.chosen):
        return page(request, form, status=422)
    return redirect(started(request, form))


def choices_of(request: HttpRequest) -> dict[str, object]:
    """A page begins with the round in force; what is sent names its own."""
    if request.method == "POST":
        return settled(request.POST, round=None)
    return settled(request.GET, round=Round.objects.in_force(timezone.localdate()))


def choices_in_address(request: HttpRequest) -> dict[str, object]:
    """Those of the address, or of the definition that it names."""
    if "definition" not in request.GET:
        return choices_of(request)
    found = get_object_or_404(
        ExportDefinition.objects.visible_to(request.user), pk=_number(request.GET["definition"])
    )
    return settled(found.choices, round=None)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def page(request: HttpRequest, form: ExportForm, *, status: int = 200) -> HttpResponse:
    user = request.user
    chosen = form.chosen if form.has_selection else None
    context = {
        "form": form,
        "chosen": chosen,
        "expected": preview(chosen, user=user) if chosen else None,
        "is_empty": chosen is None or is_empty(user, chosen),
        "definitions": ExportDefinition.objects.visible_to(user).select_related("owner"),
        "sharing": sharings(user),
    }
    return render(request, "surveys/export_form.html", context, status=status)


def is_empty(user, chosen: exporting.Selection) -> bool:
    return not chosen.of(Survey.objects.visible_to(user)).exists()


def started(request: HttpRequest, form: ExportForm) -> Job:
    """The job in the queue; it tells of the database as it is when its turn comes."""
    chosen = form.chosen
    words = [chosen.round.shown_name, chosen.place, chosen.state_label]
    words += [chosen.purpose_label] if chosen.terms else []
    return start(
        kind=making.KIND,
        by=request.user,
        at=timezone.now(),
        parameters=making.parameters(
            chosen, form.contents, file=form.cleaned_data["file"], reason=form.given_reason
        ),
        subject=" · ".join(words),
    )
