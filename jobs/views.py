"""My jobs: how each stands, cancel, try again, and the files they made."""

from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.access import signed_in
from audit.choices import Deed
from audit.models import record
from bkkhousing.lib.paging import Order, page_of
from jobs import actions
from jobs.models import Job, JobFile
from jobs.problems import NotNow
from jobs.readers import standing

NEWEST = Order("created_at", descending=True, by_moment=True)


@require_GET
@signed_in
def job_list(request: HttpRequest) -> HttpResponse:
    """The person's own jobs, the newest first."""
    own = Job.objects.visible_to(request.user).owned_by(request.user).prefetch_related("files")
    page = page_of(own, NEWEST, request.GET)
    at = timezone.now()
    rows = [standing(job, request.user, at=at) for job in page.rows]
    return render(request, "jobs/job_list.html", {"page": page, "rows": rows})


@require_GET
@signed_in
def job_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How one job stands."""
    job = get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    return render(request, "jobs/job_detail.html", {"job": standing(job, request.user, at=timezone.now())})


@require_POST
@signed_in
def job_cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The owner does not want the job any more."""
    return changed(request, pk, actions.cancel)


@require_POST
@signed_in
def job_retry(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Once more, from where it stopped."""
    return changed(request, pk, actions.retry)


def changed(request: HttpRequest, pk: UUID, action) -> HttpResponse:
    """Do what the owner wishes, or say why it cannot be done; then show how the job stands."""
    job = get_object_or_404(Job.objects.visible_to(request.user).owned_by(request.user), pk=pk)
    try:
        action(job, by=request.user, at=timezone.now())
    except NotNow as refusal:
        messages.error(request, refusal.sentence)
    return redirect(job)


@require_GET
@signed_in
def job_file(request: HttpRequest, job: UUID, pk: UUID) -> HttpResponse:
    """A file for the owner of its job and nobody else, while they are who they were when they asked for it."""
    at = timezone.now()
    files = JobFile.objects.offered_to(request.user).select_related("job")
    file = get_object_or_404(files, job_id=job, pk=pk)
    if not file.job.gives_files_to(request.user):
        raise Http404
    if file.has_expired(at) or not default_storage.exists(file.key):
        return render(request, "jobs/file_gone.html", {"file": file}, status=404)
    record(by=request.user, at=at, deed=Deed.EXPORT, subject_id=file.job_id, **file.job.taken())
    return answer(file)


def answer(file: JobFile) -> FileResponse:
    """Kept nowhere on its way, and never shown in the browser instead of saved."""
    opened = default_storage.open(file.key)
    response = FileResponse(opened, as_attachment=True, filename=file.name, content_type=file.media_type)
    response["Cache-Control"] = "no-store, private"
    response["X-Content-Type-Options"] = "nosniff"
    return response
