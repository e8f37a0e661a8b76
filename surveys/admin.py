"""Rounds, their extensions, the dated limits and agreements; surveys themselves are written on their own pages."""

from django.contrib import admin

from audit.admin_changes import NotesChanges
from bkkhousing.lib.register_admin import RegisterExportMixin, RegisterFilesMixin
from bkkhousing.lib.seen_rows import SeenRowForm
from surveys.models import Limit, Round, RoundExtension, SharingAgreement
from surveys.resources import LimitResource, RoundResource


class ExtensionInline(admin.TabularInline):
    """Later closing days of single districts."""

    model = RoundExtension
    extra = 0


class RoundForm(SeenRowForm):
    """A round with its extensions."""

    beside = ("extensions",)


@admin.register(Round)
class RoundAdmin(NotesChanges, RegisterExportMixin, admin.ModelAdmin):
    """Survey rounds."""

    resource_classes = (RoundResource,)
    form = RoundForm
    list_display = ("name", "code", "fiscal_year", "opens_on", "closes_on")
    inlines = (ExtensionInline,)


@admin.register(Limit)
class LimitAdmin(NotesChanges, RegisterFilesMixin, admin.ModelAdmin):
    """Numbers of the formulas, each valid from a date."""

    resource_classes = (LimitResource,)
    form = SeenRowForm
    list_display = ("key", "value", "since", "meaning", "source")
    list_filter = ("key",)


@admin.register(SharingAgreement)
class SharingAgreementAdmin(NotesChanges, admin.ModelAdmin):
    """What partners may get, each valid from a date."""

    form = SeenRowForm
    list_display = ("partner", "since", "until", "source")
