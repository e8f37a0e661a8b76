"""How long things are kept, each rule valid from a date."""

from django.contrib import admin

from audit.admin_changes import NotesChanges
from bkkhousing.lib.seen_rows import SeenRowForm
from privacy.models import RetentionRule


@admin.register(RetentionRule)
class RetentionRuleAdmin(NotesChanges, admin.ModelAdmin):
    """Rules that the nightly list follows."""

    form = SeenRowForm
    list_display = ("kind", "days", "counted_from", "since", "source")
    list_filter = ("kind",)
