"""The jobs of plans: reminders of the districts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.kinds import Kind, register
from jobs.models import Job
from plans.actions.reminding import KIND
from plans.nightly import send_reminders


def _page(job: Job) -> str:
    return reverse("reminder_list")


register(Kind(name=KIND, title=_("เตือนเขต"), run=send_reminders, nightly=True, page=_page))
