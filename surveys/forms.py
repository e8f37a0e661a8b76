"""The filters of the lists of surveys; a choice that does not exist filters nothing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from districts.models import District
from surveys.choices import State
from surveys.models import Round


class Filter(forms.Form):
    """One row of filters kept in the address; every field may be left open."""

    use_required_attribute = False

    def chosen(self) -> dict[str, str]:
        """The filters in force, blanks left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def choose(self, name: str, open_label, choices) -> None:
        """Offer these choices below "all of them"."""
        self.fields[name].choices = [("", open_label), *choices]


class SurveyFilter(Filter):
    """Which surveys to list."""

    round = forms.ChoiceField(label=_("รอบสำรวจ"), required=False)
    district = forms.ChoiceField(label=_("เขต"), required=False)
    community = forms.ChoiceField(label=_("ชุมชน"), required=False)
    state = forms.ChoiceField(label=_("สถานะ"), required=False)

    def __init__(self, given, *, user):
        super().__init__(given)
        self.choose("round", _("ทุกรอบ"), Round.objects.newest_first().values_list("code", "name"))
        self.choose("state", _("ทุกสถานะ"), State.choices)
        offer_districts(self, user)
        offer_communities(self, user, given.get("district"))


class ReviewFilter(Filter):
    """Which community's surveys to review."""

    community = forms.ChoiceField(label=_("ชุมชน"), required=False)

    def __init__(self, given, *, user):
        super().__init__(given)
        offer_communities(self, user, "")


def offer_districts(form: Filter, user) -> None:
    """All districts for those who read the whole city; the others have but one."""
    if not user.reads_whole_city:
        del form.fields["district"]
        return
    districts = District.objects.visible_to(user).order_by("sort_key")
    form.choose("district", _("ทุกเขต"), [(district.pk, district.name) for district in districts])


def offer_communities(form: Filter, user, district: str | None) -> None:
    """Communities of one district; across the city the list would be too long to choose from."""
    if user.reads_whole_city and not district:
        del form.fields["community"]
        return
    rows = Community.objects.visible_to(user).in_district(district).by_name()
    form.choose("community", _("ทุกชุมชน"), [(str(row.pk), row.shown_name) for row in rows])
