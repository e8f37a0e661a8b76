"""Files in and out of the pages of the admin, with the guards that every upload and every export has."""

from collections.abc import Callable

import tablib
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from import_export.admin import ExportMixin, ImportExportMixin
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm

from bkkhousing.lib import register_waiting
from bkkhousing.lib.register_formats import GuardedTable, TextTables, Workbooks, dataset_of
from bkkhousing.lib.register_waiting import WaitingFile
from bkkhousing.lib.sheet_files import SheetProblem
from bkkhousing.lib.upload_archives import MIB
from bkkhousing.lib.upload_refusals import beyond, limit

_recorders: list[Callable] = []


def record_with(recorder: Callable) -> None:
    """Have every export written down by this; without one nothing goes out."""
    _recorders[:] = [recorder]


class GuardedImportForm(ImportForm):
    """An upload that has passed all guards before anything else sees it."""

    def clean_import_file(self):
        upload = self.cleaned_data["import_file"]
        try:
            if upload.size > limit("file_mib") * MIB:
                raise beyond("too_large", "file_mib")
            dataset_of(upload.read(), name=upload.name)
        except SheetProblem as problem:
            raise ValidationError(problem.sentence) from problem
        upload.seek(0)
        return upload


class TicketForm(ConfirmImportForm):
    """The confirmation of a file that this very person sent, within an hour."""

    def __init__(self, *args, user, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    format = forms.ChoiceField(choices=[("0", "0")], widget=forms.HiddenInput())

    def clean_import_file_name(self) -> str:
        return register_waiting.redeemed(self.cleaned_data["import_file_name"], user=self._user)


class RegisterExportMixin(ExportMixin):
    """Exports of a register: the rows that the person sees, each export written down."""

    export_formats = (Workbooks, TextTables)
    export_form_class = ExportForm
    export_template_name = "admin/registers/export.html"
    show_change_form_export = False

    def get_export_formats(self) -> list:
        return list(self.export_formats)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_export_resource_kwargs(self, request: HttpRequest, **kwargs) -> dict:
        return {**super().get_export_resource_kwargs(request, **kwargs), "user": request.user}

    def get_data_for_export(self, request: HttpRequest, queryset, **kwargs) -> tablib.Dataset:
        """The rows, once it is written down who takes how many."""
        data = super().get_data_for_export(request, queryset, **kwargs)
        (record,) = _recorders
        record(
            by=request.user,
            at=timezone.now(),
            subject=self.model._meta.model_name,
            rows=len(data),
            taken=queryset,
            scope={"from": "admin", "filters": request.GET.dict(), "columns": list(data.headers or ())},
        )
        return data


class RegisterFilesMixin(RegisterExportMixin, ImportExportMixin):
    """Files in as well: guarded, looked at as a whole, and written once the person confirms."""

    import_template_name = "admin/registers/import.html"
    import_form_class = GuardedImportForm
    confirm_form_class = TicketForm
    tmp_storage_class = WaitingFile

    def add_success_message(self, result, request: HttpRequest) -> None:
        words = {kind: result.totals[kind] for kind in ("new", "update", "skip")}
        said = _("นำเข้าแล้ว: เพิ่ม %(new)s แถว แก้ %(update)s แถว เหมือนเดิม %(skip)s แถว")
        messages.success(request, said % words)

    def get_import_formats(self) -> list:
        return [GuardedTable]

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Who may add and change rows, whether or not the pages of single rows are open for that."""
        names = (f"{self.opts.app_label}.{deed}_{self.opts.model_name}" for deed in ("add", "change"))
        return all(map(request.user.has_perm, names))

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs) -> dict:
        return {**super().get_import_resource_kwargs(request, **kwargs), "user": request.user}

    def get_confirm_form_kwargs(self, request: HttpRequest, import_form=None) -> dict:
        return {**super().get_confirm_form_kwargs(request, import_form), "user": request.user}

    def get_confirm_form_initial(self, request: HttpRequest, import_form) -> dict:
        """Only a file that can be confirmed is kept, and the page holds a ticket for it."""
        told = super().get_confirm_form_initial(request, import_form)
        if import_form is not None:
            name = register_waiting.keep(import_form.cleaned_data["import_file"], at=timezone.now())
            told["import_file_name"] = register_waiting.ticket(name, user=request.user)
        return told

    def get_import_data_kwargs(self, **kwargs) -> dict:
        """All rows or none: what cannot be written keeps the others out."""
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def process_result(self, result, request: HttpRequest) -> HttpResponse:
        """A file that cannot be written any more, because others wrote since, is not called done."""
        if not (result.has_errors() or result.has_validation_errors()):
            return super().process_result(result, request)
        messages.error(request, _("ยังไม่ได้บันทึก: ข้อมูลในระบบเปลี่ยนไปหลังตรวจไฟล์ — ส่งไฟล์ใหม่เพื่อตรวจอีกครั้ง"))
        return HttpResponseRedirect(reverse("admin:{}_{}_import".format(*self.get_model_info())))
