"""The registers of communities and households."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from simple_history.admin import SimpleHistoryAdmin

from audit.admin_changes import NotesChanges
from audit.admin_views import SeenInAdmin
from bkkhousing.lib import thai
from bkkhousing.lib.register_admin import RegisterFilesMixin
from bkkhousing.lib.seen_rows import SeenRowForm
from communities.models import Community, CommunityAlias, CommunityType, Household, SavingsGroup
from communities.resources import CommunityResource, CommunityTypeResource, HouseholdResource


class ScopedAdmin(admin.ModelAdmin):
    """A register that shows a person only the rows they may read."""

    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)


@admin.register(CommunityType)
class CommunityTypeAdmin(NotesChanges, RegisterFilesMixin, admin.ModelAdmin):
    """Types of communities by regulation."""

    resource_classes = (CommunityTypeResource,)
    form = SeenRowForm
    list_display = ("name_th", "name_en", "in_2555", "in_2564", "successor")
    list_select_related = ("successor",)


class AliasInline(admin.TabularInline):
    """Other names of a community."""

    model = CommunityAlias
    extra = 0


class CommunityForm(SeenRowForm):
    """A community with the other names it goes by."""

    beside = ("aliases",)


@admin.register(Community)
class CommunityAdmin(NotesChanges, RegisterFilesMixin, ScopedAdmin, SimpleHistoryAdmin):
    """Registered communities; files go in and out here."""

    form = CommunityForm
    resource_classes = (CommunityResource,)
    list_display = ("name", "district", "type", "population", "expected_households")
    list_filter = ("is_outside", "type", "district")
    list_select_related = ("district", "type")
    search_fields = ("search_key",)
    search_help_text = _("ชื่อหรือรหัสชุมชน")
    autocomplete_fields = ("subdistrict",)
    ordering = ("sort_key", "pk")
    inlines = (AliasInline,)


@admin.register(SavingsGroup)
class SavingsGroupAdmin(NotesChanges, admin.ModelAdmin):
    """Savings groups and housing co-operatives."""

    form = SeenRowForm
    list_display = ("name", "community", "is_cooperative", "members")
    list_select_related = ("community",)
    autocomplete_fields = ("community",)


@admin.register(Household)
class HouseholdAdmin(SeenInAdmin, RegisterFilesMixin, ScopedAdmin):
    """Households; they change through their surveys, and through a register until there is one.

    Names are masked here: whose household it is opens on the page of a form, for a reason.
    """

    seen_as = "household"
    resource_classes = (HouseholdResource,)
    list_display = ("house_no", "masked_head", "community", "district")
    list_filter = ("district",)
    list_select_related = ("community", "district")
    search_fields = ("search_key",)
    ordering = ("sort_key", "pk")

    @admin.display(description=_("หัวหน้าครัวเรือน"), ordering="head_name")
    def masked_head(self, household: Household) -> str:
        return thai.mask_name(household.head_name)

    def get_object(self, request, object_id, from_field=None) -> Household | None:
        """A row to read, which nobody writes back."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.head_name = thai.mask_name(found.head_name)
        return found

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False
