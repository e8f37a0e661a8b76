"""Who saw a household, for its head, the Department and administrators."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.access import privacy_desk
from audit.forms import PeriodForm
from audit.models import Entry
from audit.questions import watchers, who_saw
from audit.readers import lines_of, people_who_saw
from communities.models import Household
from surveys.readers.places import ladder_to_community

SHOWN = 100


@privacy_desk
@require_GET
def household_seen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everybody who opened it, found it in a list or took it in a file."""
    rows = Household.objects.visible_to(request.user).select_related("district__group", "community")
    household = get_object_or_404(rows, pk=pk)
    form = PeriodForm(request.GET)
    del form.fields["person"]
    form.is_valid()
    entries = who_saw(household.pk, **form.period(now=timezone.now()))
    context = {
        "household": household,
        "ladder": ladder_to_community(household.district, household.community),
        "form": form,
        "rows": people_who_saw(watchers(entries)),
        "lines": lines_of(_with_people(entries[:SHOWN])),
        "is_more": len(entries) > SHOWN,
    }
    return render(request, "audit/household_seen.html", context)


def _with_people(entries: list[Entry]) -> list[Entry]:
    shown = Entry.objects.select_related("by").defer("keys", "mark", "scope")
    found = shown.in_bulk([entry.pk for entry in entries])
    return [found[entry.pk] for entry in entries]
