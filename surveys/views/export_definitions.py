"""Choices of an export kept under a name: keep, rename, delete."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.access import data_exporter
from surveys.actions.export_definitions import delete_definition, keep_definition, rename_definition
from surveys.models import ExportDefinition
from surveys.refusals import Refused
from surveys.views.export_form import DefinitionForm, ExportForm, NameForm
from surveys.views.exports import choices_of, page


@require_POST
@data_exporter
def export_definition_new(request: HttpRequest) -> HttpResponse:
    """Keep the choices of the page; whether to show personal data is not among them."""
    form = ExportForm(choices_of(request), user=request.user)
    named = DefinitionForm(request.POST, user=request.user)
    if not form.has_selection or not named.is_valid():
        messages.error(request, _("ยังไม่ได้บันทึกชุดตัวเลือก — ตั้งชื่อไม่เกิน 80 ตัวอักษร แล้วกดบันทึกอีกครั้ง"))
        return page(request, form, status=422)
    given = named.cleaned_data
    try:
        kept = keep_definition(**given, choices=form.as_stored, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return page(request, form, status=refusal.status)
    messages.success(request, _("บันทึกชุดตัวเลือก “%(name)s” แล้ว") % {"name": kept.name})
    return redirect(f"{reverse('export_surveys')}?definition={kept.pk}")


@require_POST
@data_exporter
def export_definition_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Rename or delete; only its owner may."""
    mine = ExportDefinition.objects.visible_to(request.user).owned_by(request.user)
    definition = get_object_or_404(mine, pk=pk)
    if request.POST.get("do") == "delete":
        delete_definition(definition, by=request.user, at=timezone.now())
        messages.success(request, _("ลบชุดตัวเลือก “%(name)s” แล้ว") % {"name": definition.name})
        return redirect("export_surveys")
    return renamed(request, definition)


def renamed(request: HttpRequest, definition: ExportDefinition) -> HttpResponse:
    named = NameForm(request.POST)
    if not named.is_valid():
        messages.error(request, _("ยังไม่ได้เปลี่ยนชื่อ — ตั้งชื่อไม่เกิน 80 ตัวอักษร"))
        return redirect("export_surveys")
    try:
        rename_definition(definition, **named.cleaned_data, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("export_surveys")
