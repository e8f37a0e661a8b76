"""The stock way to enter a survey: Django's admin with roster and debts as inlines, on a site of its own.

As a developer would leave it after an hour: the sections as fieldsets, several choices as boxes, places of the
own district only, everything that no person types filled in on saving.
"""

import uuid

from django import forms
from django.contrib.admin import AdminSite, ModelAdmin, StackedInline
from django.utils import timezone
from django.views.decorators.gzip import gzip_page

from benchmarks.stage import SMALL
from communities.models import Household
from surveys.choices import State
from surveys.models import Debt, Member, Survey
from surveys.models.fields import MultiChoiceField
from surveys.questionnaire import SECTIONS, questions


class OfficersSite(AdminSite):
    """Open to every officer, so that both sides are used by the same person; packed, as our pages are."""

    def admin_view(self, view, cacheable=False):
        return gzip_page(super().admin_view(view, cacheable))

    def has_permission(self, request) -> bool:
        return request.user.is_active and request.user.enters_surveys


class Boxes:
    """Several choices as boxes, which a text column would otherwise not get; officers may change everything."""

    def formfield_for_dbfield(self, column, request, **given):
        if isinstance(column, MultiChoiceField):
            return forms.MultipleChoiceField(
                label=column.verbose_name,
                choices=column.codes,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        return super().formfield_for_dbfield(column, request, **given)

    def _allowed(self, request, obj=None) -> bool:
        return True

    has_view_permission = has_add_permission = has_change_permission = _allowed


class MemberRows(Boxes, StackedInline):
    """The roster."""

    model = Member
    fields = tuple(questions("member"))
    extra = 1


class DebtRows(Boxes, StackedInline):
    """The debts."""

    model = Debt
    fields = tuple(questions("debt"))
    extra = 1


class SurveyPage(Boxes, ModelAdmin):
    """The survey itself, in the sections of the questionnaire."""

    inlines = (MemberRows, DebtRows)
    fieldsets = tuple(
        (section.title, {"fields": tuple(q.key for q in section.questions if q.key != "round")})
        for section in SECTIONS
    )

    def has_module_permission(self, request) -> bool:
        return True

    def formfield_for_foreignkey(self, column, request, **given):
        places = column.related_model.objects
        rows = (
            places.filter(district_id=request.user.district_id)
            if column.name != "household"
            else places.all()
        )
        return super().formfield_for_foreignkey(column, request, queryset=rows, **given)

    def save_model(self, request, survey, form, change) -> None:
        """What the person does not type; the household is made along."""
        now = timezone.now()
        if not change:
            survey.pk, survey.state, survey.round_id = uuid.uuid4(), State.DRAFT, SMALL
            survey.district_id, survey.created_by, survey.created_at = (
                request.user.district_id,
                request.user,
                now,
            )
            survey.household = Household.objects.create(district_id=request.user.district_id, created_at=now)
        survey.updated_by, survey.updated_at = request.user, now
        super().save_model(request, survey, form, change)

    def save_formset(self, request, form, formset, change) -> None:
        """Rows in the order of the page; those that are as they were are not among them."""
        places = {id(one.instance): place for place, one in enumerate(formset.forms)}
        for row in formset.save(commit=False):
            row.position = places[id(row)]
            row.save()


site = OfficersSite("stock")
site.register(Survey, SurveyPage)
