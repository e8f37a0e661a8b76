"""The open data for everybody, and the pages on which the Department publishes and withdraws them."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import anyone, department_staff
from jobs.actions import start
from open_data import actions, readers
from open_data.forms import PrepareForm, PublishForm, WithdrawForm
from open_data.job_kinds import PREPARE
from open_data.models import Publication

DAY = 24 * 3600


@require_safe
@anyone
def open_data_list(request: HttpRequest) -> HttpResponse:
    """Every version that was ever published, the newest with its files."""
    versions = list(Publication.objects.listed().select_related("round").prefetch_related("files"))
    newest = next((version for version in versions if version.is_published), None)
    context = {
        "newest": newest,
        "files": readers.downloads(newest) if newest else [],
        "others": [version for version in versions if version != newest],
    }
    return render(request, "open_data/open_data_list.html", context)


@require_safe
@anyone
def open_data_version(request: HttpRequest, version: str) -> HttpResponse:
    """One version with its files and its dictionary; of a withdrawn one only why."""
    found = get_object_or_404(Publication.objects.listed().select_related("round"), code=version)
    context = {"version": found}
    if found.is_published:
        context |= {"files": readers.downloads(found), "dictionary": readers.dictionary(found)}
    return render(request, "open_data/open_data_version.html", context)


@require_safe
@anyone
def open_data_file(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """A file, for other sites as well; kept for a day, so that what is withdrawn is gone the day after."""
    file = readers.stored_file(version, name)
    if file is None or not default_storage.exists(file.key):
        raise Http404
    etag = f'"{file.sha256}"'
    with default_storage.open(file.key) as opened:
        response = HttpResponse(opened.read(), content_type=f"{file.media_type}; charset=utf-8")
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={DAY}"
    response["Access-Control-Allow-Origin"] = "*"
    if name.endswith(".csv"):
        response["Content-Disposition"] = f'attachment; filename="bkkhousing_{version}_{name}"'
    return get_conditional_response(request, etag=etag, response=response)


@require_safe
@department_staff
def open_data_publish(request: HttpRequest) -> HttpResponse:
    """What waits to be confirmed, what is published, and the start of a new version."""
    return publish_page(request)


def publish_page(request: HttpRequest, *, status: int = 200, **context) -> HttpResponse:
    prepared = Publication.objects.prepared().select_related("round", "prepared_by")
    listed = Publication.objects.listed().select_related("round", "published_by", "withdrawn_by")
    context = {"form": PrepareForm(), "prepared": prepared, "listed": listed} | context
    return render(request, "open_data/open_data_publish.html", context, status=status)


@require_POST
@department_staff
def open_data_prepare(request: HttpRequest) -> HttpResponse:
    """Have a version of a round made by a worker, to look at before anybody else can."""
    form = PrepareForm(request.POST)
    if not form.is_valid():
        return publish_page(request, form=form, status=422)
    round = form.cleaned_data["round"]
    parameters = {"round": round.pk}
    return redirect(
        start(
            kind=PREPARE, by=request.user, at=timezone.now(), parameters=parameters, subject=round.shown_name
        )
    )


@department_staff
def open_data_preview(request: HttpRequest, version: str) -> HttpResponse:
    """What a prepared version would tell everybody; a POST with a note publishes exactly this."""
    found = get_object_or_404(Publication.objects.prepared().select_related("round"), code=version)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return done(request, actions.publish, _("เผยแพร่แล้ว"), found, note=form.cleaned_data["note"])
    context = {
        "version": found,
        "form": form,
        "preview": readers.preview(found),
        "files": readers.downloads(found),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "open_data/open_data_preview.html", context, status=status)


@department_staff
def open_data_withdraw(request: HttpRequest, version: str) -> HttpResponse:
    """Take a published version back, with the reason that takes its place."""
    found = get_object_or_404(Publication.objects.published().select_related("round"), code=version)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return done(request, actions.withdraw, _("ถอนแล้ว"), found, why=form.cleaned_data["why"])
    status = 422 if request.method == "POST" else 200
    return render(
        request, "open_data/open_data_withdraw.html", {"version": found, "form": form}, status=status
    )


def done(request: HttpRequest, action, said: str, publication: Publication, **given) -> HttpResponse:
    """Do it, or say why it cannot be done; then show how the versions stand."""
    try:
        action(publication=publication, by=request.user, at=timezone.now(), **given)
        messages.success(request, f"{said} {publication.code}")
    except actions.Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("open_data_publish")


@require_POST
@department_staff
def open_data_discard(request: HttpRequest, version: str) -> HttpResponse:
    """Forget a prepared version."""
    found = get_object_or_404(Publication.objects.prepared(), code=version)
    try:
        actions.discard(publication=found)
        messages.success(request, _("ลบฉบับที่เตรียมไว้แล้ว"))
    except actions.Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("open_data_publish")
