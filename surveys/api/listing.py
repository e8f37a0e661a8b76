"""The list of surveys: who may see which row, what a row shows, and how the list is cut."""

from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework import serializers

from surveys.choices import State
from surveys.models import Survey

COLUMNS = (
    *("id", "round", "district", "community", "household", "state", "revision", "completeness"),
    *("hard_problems", "soft_problems", "created_at", "updated_at", "submitted_at"),
)
PERSONAL = ("house_no", "head_name")
STATES = (("counted", _("ส่งแล้วทั้งหมด")), *State.choices)


class SurveyRowSerializer(serializers.ModelSerializer):
    """One survey of a list; house number and head only for those who see personal data."""

    community_name = serializers.CharField(source="community.name", default="", help_text=_("ชื่อชุมชน"))
    house_no = serializers.CharField(source="household.house_no", required=False, help_text=_("บ้านเลขที่"))
    head_name = serializers.CharField(
        source="household.head_name", required=False, help_text=_("หัวหน้าครัวเรือน")
    )

    class Meta:
        model = Survey
        fields = (*COLUMNS, "community_name", *PERSONAL)
        read_only_fields = COLUMNS

    def get_fields(self) -> dict:
        fields = super().get_fields()
        request = self.context.get("request")
        if request and request.user.is_authenticated and not request.user.sees_personal_data:
            for name in PERSONAL:
                del fields[name]
        return fields


class SurveyFilters(filters.FilterSet):
    """Which surveys a list shows."""

    round = filters.CharFilter(label=_("รหัสรอบ"), field_name="round_id")
    district = filters.CharFilter(label=_("รหัสเขต"), method="in_district")
    community = filters.NumberFilter(label=_("ชุมชน"), field_name="community_id", decimal_places=0)
    state = filters.ChoiceFilter(label=_("สถานะ"), choices=STATES, method="in_state")

    def in_district(self, rows, name: str, code: str):
        return rows.in_district(code)

    def in_state(self, rows, name: str, state: str):
        return rows.in_state(state)


def listed(user):
    """The surveys that a person may read, with the columns that a row shows."""
    shown = (*COLUMNS, "community__name", "household__house_no", "household__head_name")
    rows = Survey.objects.visible_to(user).select_related("community", "household")
    return rows.only(*shown)
