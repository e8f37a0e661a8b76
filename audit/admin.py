"""The access record, readable and never editable."""

from django.contrib import admin

from audit.models import AccessRecord


@admin.register(AccessRecord)
class AccessRecordAdmin(admin.ModelAdmin):
    """Shows who took what; nobody edits it here."""

    list_display = ("at", "by", "deed", "subject", "rows", "reason")
    list_filter = ("deed", "subject")
    list_select_related = ("by",)
    date_hierarchy = "at"

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
