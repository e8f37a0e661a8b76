"""The stock way in: a ModelResource of import-export over the same columns, a query wherever it looks one up."""

import json

from django.utils import timezone
from import_export import fields, resources, widgets

from benchmarks.kobo_file import ASKED, ONE_HOT
from communities.models import Community, Household
from districts.models import District
from surveys.choices import State
from surveys.models import Survey

MOMENT = "%m/%d/%Y %H:%M"
TENURE = {"1": "owner", "2": "rent", "3": "free_relative", "4": "occupy", "5": "free_work"}


class CommunityWidget(widgets.ForeignKeyWidget):
    """The community of that name in the row's district, else its row for places outside."""

    def clean(self, value, row=None, **kwargs):
        own = Community.objects.filter(district_id=row["dname"])
        name = value.removeprefix("ชุมชน").strip()
        return own.filter(name=name).first() or own.get(is_outside=True)


class SurveyResource(resources.ModelResource):
    """Surveys from a Kobo export."""

    round = fields.Field("round_id", "round")
    source_key = fields.Field("source_key", "_index")
    district = fields.Field("district", "dname", widgets.ForeignKeyWidget(District, "code"))
    community = fields.Field("community", "community_name", CommunityWidget(Community, "name"))
    created_at = fields.Field("created_at", "start", widgets.DateTimeWidget(MOMENT))
    submitted_at = fields.Field("submitted_at", "end", widgets.DateTimeWidget(MOMENT))
    survey_date = fields.Field("survey_date", "start", widgets.DateWidget(MOMENT))
    members_living = fields.Field("members_living", "hhsize", widgets.IntegerWidget())
    house_tenure = fields.Field("house_tenure", "house_status")
    rent_house = fields.Field("rent_house", "rent_price", widgets.IntegerWidget())
    extra = fields.Field("extra", "extra", widgets.JSONWidget())

    class Meta:
        model = Survey
        import_id_fields = ("round", "source_key")
        fields = (
            *("round", "source_key", "district", "community", "created_at", "submitted_at"),
            *("survey_date", "members_living", "house_tenure", "rent_house", "extra"),
        )
        use_transactions = True

    def __init__(self, round, by):
        super().__init__()
        self.code, self.by = round.pk, by

    def before_import(self, dataset, **kwargs):
        dataset.append_col([self.code] * len(dataset), header="round")
        dataset.append_col([""] * len(dataset), header="extra")

    def before_import_row(self, row, **kwargs):
        row["house_status"] = TENURE[row["house_status"]]
        row["extra"] = json.dumps({name: row[name] for name in (*ASKED, *ONE_HOT)}, ensure_ascii=False)

    def before_save_instance(self, instance, row, **kwargs):
        now = timezone.now()
        if instance._state.adding:
            instance.household = Household.objects.create(district_id=instance.district_id, created_at=now)
        instance.state, instance.revision = State.SUBMITTED, 1
        instance.created_by = instance.updated_by = self.by
        instance.updated_at = now
