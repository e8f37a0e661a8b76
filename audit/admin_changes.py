"""Settings and registers of the admin: every change is a line of the trail, with what stood there before and after."""

from django.utils import timezone

from audit.choices import Kind
from audit.events import note
from bkkhousing.lib.client_addresses import address_of

MOST_LETTERS = 200


class NotesChanges:
    """Mixin of a ModelAdmin whose rows say nothing of a person."""

    def construct_change_message(self, request, form, formsets, add=False):
        changes = _changes_of("", form)
        for formset in formsets or ():
            for number, inline in enumerate(formset.forms):
                changes |= _changes_of(f"{formset.prefix}-{number}-", inline)
        if changes or add:
            self._note(request, form.instance, {"deed": "added" if add else "changed", "changes": changes})
        return super().construct_change_message(request, form, formsets, add)

    def delete_model(self, request, obj):
        self._note_deleted(request, obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for row in queryset:
            self._note_deleted(request, row)
        super().delete_queryset(request, queryset)

    def _note_deleted(self, request, row) -> None:
        values = {
            field.name: [_said(field.value_from_object(row)), ""] for field in row._meta.concrete_fields
        }
        self._note(request, row, {"deed": "deleted", "changes": values})

    def _note(self, request, row, detail: dict) -> None:
        about = {"subject": self.opts.label_lower, "subject_id": str(row.pk), "detail": detail}
        note(Kind.SETTING_CHANGED, at=timezone.now(), by=request.user, address=address_of(request), **about)


def _changes_of(prefix: str, form) -> dict[str, list[str]]:
    """`{"field": [before, after]}`, as the history of a form has it."""
    given = getattr(form, "cleaned_data", {})
    return {
        f"{prefix}{name}": [_said(form.initial.get(name)), _said(given.get(name))]
        for name in form.changed_data
        if name in given
    }


def _said(value: object) -> str:
    value = getattr(value, "pk", value)
    return "" if value is None else str(value)[:MOST_LETTERS]
