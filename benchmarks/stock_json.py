"""What a bare authenticated JSON view is: stock Django, signed in by session, nothing checked and nothing recorded."""

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse

from surveys.models import Survey


@login_required
def survey(request, pk):
    """The row of one form as it is stored: one select, without roster, debts, remarks, rules or trace."""
    return JsonResponse(Survey.objects.values().get(pk=pk))


@login_required
def bare(request):
    """The least there can be: one session and one person read, one small object written."""
    return JsonResponse({"id": request.user.pk, "name": request.user.username})
