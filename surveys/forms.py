"""The filters of the lists of surveys; a choice that does not exist filters nothing."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from districts.models import District
from surveys.choices import State
from surveys.choices.survey import StatesTogether
from surveys.models import Round
from surveys.readers.queue import LONG, Counts

LONGER = _("เกิน %(n)s วัน")


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
        self.choose("state", _("ทุกสถานะ"), [*StatesTogether.choices, *State.choices])
        offer_districts(self, user)
        offer_communities(self, user, given.get("district"))


class RoundFilter(Filter):
    """Which round; the one in force when none is chosen."""

    round = forms.ChoiceField(label=_("รอบสำรวจ"), required=False)

    def __init__(self, given):
        super().__init__(given)
        self.fields["round"].choices = list(Round.objects.newest_first().values_list("code", "name"))

    def chosen_round(self, today: date) -> Round | None:
        """The chosen round, else the one in force."""
        code = self.chosen().get("round")
        return Round.objects.filter(pk=code).first() if code else Round.objects.in_force(today)


class ReviewFilter(Filter):
    """Which surveys of the queue to review; the numbers beside the choices come with `offer`."""

    community = forms.IntegerField(label=_("ชุมชน"), required=False, max_value=2**31, widget=forms.Select)
    officer = forms.IntegerField(label=_("ผู้กรอก"), required=False, max_value=2**31, widget=forms.Select)
    doubts = forms.ChoiceField(label=_("ข้อควรตรวจ"), required=False)
    again = forms.ChoiceField(label=_("การส่ง"), required=False)
    days = forms.ChoiceField(label=_("รอมา"), required=False)

    OPEN = {
        "community": _("ทุกชุมชน"),
        "officer": _("ทุกคน"),
        "doubts": _("ทั้งหมด"),
        "again": _("ทั้งหมด"),
        "days": _("นานเท่าไรก็ได้"),
    }
    KINDS = {
        "doubts": (("doubts", _("มีข้อควรตรวจ")), ("plain", _("ไม่มีข้อควรตรวจ"))),
        "again": (
            ("first", _("ส่งครั้งแรก")),
            ("again", _("เคยตรวจแล้ว")),
            ("department", _("สำนักส่งคืน")),
        ),
        "days": tuple((str(days), LONGER % {"n": days}) for days in LONG),
    }

    def __init__(self, given):
        super().__init__(given)
        for name, choices in self.KINDS.items():
            self.choose(name, self.OPEN[name], choices)

    def chosen(self) -> dict[str, str]:
        return {name: str(value) for name, value in super().chosen().items()}

    def offer(self, counts: Counts, community: Community | None) -> None:
        """Show how many surveys each choice would leave; a community that nobody waits in stays chosen."""
        communities = list(counts.communities)
        if community and community.pk not in {key for key, _name, _number in communities}:
            communities.insert(0, (community.pk, community.name, 0))
        for name, rows in (("community", communities), ("officer", counts.officers)):
            self._show(name, [(str(key), label, number) for key, label, number in rows])
        for name, choices in self.KINDS.items():
            self._show(name, [(key, label, counts.of(name, key)) for key, label in choices])

    def _show(self, name: str, rows: list[tuple[str, str, int]]) -> None:
        told = [(key, f"{label} ({number:,})") for key, label, number in rows]
        self.fields[name].widget.choices = [("", self.OPEN[name]), *told]


def offer_districts(form: Filter, user) -> None:
    """All districts for those who read the whole city; the others have but one."""
    if not user.reads_whole_city:
        del form.fields["district"]
        return
    districts = District.objects.visible_to(user).order_by("sort_key")
    form.choose("district", _("ทุกเขต"), [(district.pk, district.name) for district in districts])


def offer_communities(form: Filter, user, district: str | None) -> None:
    """Communities of one district; across the city the list would be too long to choose from."""
    code = district if district and district.isdecimal() else ""
    if user.reads_whole_city and not code:
        del form.fields["community"]
        return
    rows = Community.objects.visible_to(user).in_district(code).by_name()
    form.choose("community", _("ทุกชุมชน"), [(str(row.pk), row.shown_name) for row in rows])
