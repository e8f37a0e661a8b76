"""The least that an authenticated JSON answer can be: who asked, and nothing else."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse


@login_required
def bare(request):
    """One session and one person read, one small object written."""
    return JsonResponse({"id": request.user.pk, "name": request.user.username})
