"""Rounds, their extensions and the dated limits; surveys themselves are written on their own pages."""

from django.contrib import admin

from bkkhousing.lib.seen_rows import SeenRowForm
from surveys.models import Limit, Round, RoundExtension


class ExtensionInline(admin.TabularInline):
    """Later closing days of single districts."""

    model = RoundExtension
    extra = 0


class RoundForm(SeenRowForm):
    """A round with its extensions."""

    beside = ("extensions",)


@admin.register(Round)
class RoundAdmin(admin.ModelAdmin):
    """Survey rounds."""

    form = RoundForm
    list_display = ("name", "code", "fiscal_year", "opens_on", "closes_on")
    inlines = (ExtensionInline,)


@admin.register(Limit)
class LimitAdmin(admin.ModelAdmin):
    """Numbers of the formulas, each valid from a date."""

    form = SeenRowForm
    list_display = ("key", "value", "since", "meaning", "source")
    list_filter = ("key",)
