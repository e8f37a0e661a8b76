"""The form of the export page: which surveys, what of them, and whether whose it is may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from districts.models import District, DistrictGroup
from surveys.choices.exporting import Era, FileFormat, Rows, Shape, Sharing, Words
from surveys.choices.privacy import Purpose
from surveys.exporting import COUNTED, Contents, Selection, states
from surveys.exporting.contents import ALL_PARTS, part_choices
from surveys.exporting.terms import purposes, terms_of
from surveys.models import Round

PLACE = ("round", "group", "district", "community", "state", "purpose")
OPTIONS = ("file", "shape", "parts", "words", "era", "rows")
SEVERAL = ("parts", "rows")
USUAL = {
    "group": "",
    "district": "",
    "community": "",
    "state": COUNTED,
    "purpose": Purpose.OWN,
    "file": FileFormat.XLSX,
    "shape": Shape.WIDE,
    "parts": sorted(ALL_PARTS),
    "words": Words.BOTH,
    "era": Era.BOTH,
    "rows": Rows.values,
}


@dataclass(frozen=True)
class Option:
    """One question of the options as the component of choices draws it."""

    name: str
    legend: str
    choices: list
    chosen: list
    several: bool
    help: str


class ExportForm(forms.Form):
    """Round, place, state, contents and whether whose they are is shown; those of one district are not asked which."""

    use_required_attribute = False

    round = forms.ChoiceField(label=_("รอบสำรวจ"))
    group = forms.ChoiceField(label=_("กลุ่มเขต"), required=False)
    district = forms.ChoiceField(label=_("เขต"), required=False)
    community = forms.ChoiceField(label=_("ชุมชน"), required=False)
    state = forms.ChoiceField(label=_("สถานะแบบ"), choices=states)
    purpose = forms.ChoiceField(label=_("ใช้เพื่อ"))
    file = forms.ChoiceField(label=_("ชนิดไฟล์"), choices=FileFormat.choices)
    shape = forms.ChoiceField(
        label=_("รูปแบบ"), choices=Shape.choices, help_text=_("แบบยาวมีทั้งคำตอบและรหัสเสมอ เหมาะกับโปรแกรมสถิติ")
    )
    parts = forms.MultipleChoiceField(
        label=_("ส่วนของแบบ"),
        choices=part_choices,
        required=False,
        help_text=_("รหัสแบบ เขต ชุมชน และสถานะอยู่ในทุกไฟล์"),
    )
    words = forms.ChoiceField(label=_("คำตอบที่เลือกจากรายการ"), choices=Words.choices)
    era = forms.ChoiceField(label=_("วันและปี"), choices=Era.choices)
    rows = forms.MultipleChoiceField(label=_("แผ่นประกอบ"), choices=Rows.choices, required=False)
    full = forms.BooleanField(label=_("แสดงข้อมูลส่วนบุคคล"), required=False)
    reason = forms.CharField(
        label=_("เหตุผลที่ต้องใช้ข้อมูลส่วนบุคคล"),
        help_text=_("บันทึกไว้กับชื่อของคุณในบันทึกการเข้าถึงข้อมูล"),
        max_length=300,
        required=False,
    )

    def __init__(self, given: Mapping, *, user):
        super().__init__(given)
        self.user = user
        self.rounds = {found.pk: found for found in Round.objects.newest_first()}
        self.groups = {found.pk: found for found in DistrictGroup.objects.all()}
        self.districts = {found.pk: found for found in self._districts()}
        self.communities = {str(found.pk): found for found in self._communities()}
        self.fields["purpose"].choices = purposes(timezone.localdate())
        self.fields["round"].choices = [(code, found.name) for code, found in self.rounds.items()]
        self._offer("group", _("ทั้งกรุงเทพมหานคร"), self.groups)
        self._offer("district", _("ทุกเขต"), self.districts)
        self._offer("community", _("ทุกชุมชน"), self.communities)
        if not user.reads_whole_city:
            del self.fields["group"], self.fields["district"]
        if not user.sees_personal_data:
            del self.fields["full"], self.fields["reason"]

    def _districts(self):
        """Those of the chosen group; who reads one district alone chooses none."""
        found = District.objects.visible_to(self.user)
        is_chosen = self.user.reads_whole_city and self.data.get("group") in self.groups
        return found.filter(group=self.data["group"]) if is_chosen else found

    def _communities(self):
        """Those of one district; of the whole city they would be thousands."""
        code = self.data.get("district") if self.user.reads_whole_city else self.user.district_id
        found = Community.objects.visible_to(self.user)
        return found.in_district(code).by_name() if code in self.districts else found.none()

    def _offer(self, name: str, everything, places: Mapping) -> None:
        self.fields[name].choices = [
            ("", everything),
            *((code, found.name) for code, found in places.items()),
        ]

    def clean(self) -> dict:
        """Personal data is shown for a reason only, which is kept."""
        given = super().clean()
        if given.get("full") and not given.get("reason"):
            self.add_error("reason", _("บอกเหตุผลที่ต้องใช้ข้อมูลส่วนบุคคล หรือเอาเครื่องหมายออกเพื่อรับไฟล์แบบปิดบัง"))
        return given

    @property
    def has_selection(self) -> bool:
        """Whether round, place and state are there, whatever else is wrong."""
        return self.errors.keys() <= {"reason"}

    @property
    def chosen(self) -> Selection:
        """Which surveys; personal data only when it is asked for by somebody who may see it."""
        given = self.cleaned_data
        code = given["district"] if self.user.reads_whole_city else self.user.district_id
        return Selection(
            self.rounds[given["round"]],
            self.districts.get(code),
            given["state"],
            full=bool(given.get("full")),
            group=self.groups.get(given.get("group")),
            community=self.communities.get(given["community"]),
            terms=terms_of(given["purpose"], timezone.localdate()),
        )

    @property
    def given_reason(self) -> str:
        return self.cleaned_data.get("reason", "") if self.cleaned_data.get("full") else ""

    @property
    def contents(self) -> Contents:
        return Contents.from_stored({name: self.cleaned_data[name] for name in OPTIONS if name != "file"})

    @property
    def filters(self) -> list[forms.BoundField]:
        """The choices that every export needs; communities once a district is chosen."""
        return [
            self[name] for name in PLACE if name in self.fields and (name != "community" or self.communities)
        ]

    @property
    def first_options(self) -> list[Option]:
        return [self._option("file")]

    @property
    def more_options(self) -> list[Option]:
        return [self._option(name) for name in OPTIONS if name != "file"]

    def _option(self, name: str) -> Option:
        value, field = self[name].value(), self.fields[name]
        chosen = [str(one) for one in (value if name in SEVERAL else [value])]
        return Option(name, field.label, list(field.choices), chosen, name in SEVERAL, field.help_text)

    @property
    def is_usual(self) -> bool:
        """Whether the further options are as they were found."""
        return all(sorted(self.data[name]) == sorted(USUAL[name]) for name in OPTIONS if name != "file")

    @property
    def as_stored(self) -> dict[str, object]:
        """The choices as a definition keeps them."""
        return {name: self.data[name] for name in (*PLACE, *OPTIONS) if name in self.fields} | {
            "options": "1"
        }


class NameForm(forms.Form):
    """What a definition is called."""

    name = forms.CharField(max_length=80)


class DefinitionForm(NameForm):
    """What a definition is called, and who may use it."""

    shared = forms.ChoiceField(choices=Sharing.choices)

    def __init__(self, given: Mapping, *, user):
        super().__init__(given)
        self.fields["shared"].choices = sharings(user)


def sharings(user) -> list[tuple[str, object]]:
    """With whom the person may share choices; a district's people share with their district as well."""
    return [pair for pair in Sharing.choices if pair[0] != Sharing.DISTRICT or user.district_id]


def settled(given: Mapping, *, round: Round | None) -> dict[str, object]:
    """Every choice: as given, else as usual; a place that lies outside the wider one is let go.

    Ticks that are not set are not sent: `options` tells that the options were asked at all.
    """
    usual = {"round": round.pk if round else "", **USUAL}
    found = {name: _value(given, name, value) for name, value in usual.items()}
    if found["group"] and not _lies_in(District, found["district"], group=found["group"]):
        found["district"] = ""
    if found["district"] and not _lies_in(Community, found["community"], district=found["district"]):
        found["community"] = ""
    return found | {name: given.get(name, "") for name in ("full", "reason")}


def _value(given: Mapping, name: str, usual: object) -> object:
    if name not in SEVERAL:
        return given.get(name, usual)
    if "options" not in given:
        return usual
    return given.getlist(name) if hasattr(given, "getlist") else given[name]


def _lies_in(model, key: object, **wider) -> bool:
    """Whether the place is in the wider one; one that does not exist is left for the form to refuse."""
    places = model.objects.filter(pk=key) if str(key).isdecimal() else model.objects.none()
    return all(found == tuple(wider.values()) for found in places.values_list(*wider))
