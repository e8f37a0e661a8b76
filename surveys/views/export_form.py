"""The forms of the export page: what to take, and whether whose it is may be shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from districts.models import District
from surveys.exporting import COUNTED, Selection, states
from surveys.models import Round


class SelectionForm(forms.Form):
    """Round, district and state; those of one district are not asked which."""

    use_required_attribute = False

    round = forms.ChoiceField(label=_("รอบสำรวจ"))
    district = forms.ChoiceField(label=_("เขต"), required=False)
    state = forms.ChoiceField(label=_("สถานะแบบ"))

    def __init__(self, given, *, user):
        super().__init__(given)
        self.user = user
        self.rounds = {found.pk: found for found in Round.objects.newest_first()}
        self.fields["round"].choices = [(code, found.name) for code, found in self.rounds.items()]
        self.fields["state"].choices = states()
        if user.reads_whole_city:
            self.districts = {found.pk: found for found in District.objects.visible_to(user)}
            named = [(code, found.name) for code, found in self.districts.items()]
            self.fields["district"].choices = [("", _("ทั้งกรุงเทพมหานคร")), *named]
        else:
            self.districts = {user.district_id: user.district}
            del self.fields["district"]

    @property
    def chosen(self) -> Selection:
        """What a valid form asks for; personal data stays masked."""
        given = self.cleaned_data
        code = given["district"] if self.user.reads_whole_city else self.user.district_id
        return Selection(self.rounds[given["round"]], self.districts.get(code), given["state"])

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The choices as another form carries them along."""
        return [
            (name, self.data.get(name, "")) for name in ("round", "district", "state") if name in self.fields
        ]


class DownloadForm(SelectionForm):
    """The selection, and personal data for those who may see it: with a reason that is kept."""

    full = forms.BooleanField(label=_("แสดงข้อมูลส่วนบุคคล"), required=False)
    reason = forms.CharField(
        label=_("เหตุผลที่ต้องใช้ข้อมูลส่วนบุคคล"),
        help_text=_("บันทึกไว้กับชื่อของคุณในบันทึกการเข้าถึงข้อมูล"),
        max_length=300,
        required=False,
    )

    def __init__(self, given, *, user):
        super().__init__(given, user=user)
        if not user.sees_personal_data:
            del self.fields["full"], self.fields["reason"]

    def clean(self) -> dict:
        given = super().clean()
        if given.get("full") and not given.get("reason"):
            self.add_error("reason", _("บอกเหตุผลที่ต้องใช้ข้อมูลส่วนบุคคล หรือเอาเครื่องหมายออกเพื่อรับไฟล์แบบปิดบัง"))
        return given

    @property
    def chosen(self) -> Selection:
        found = super().chosen
        full = bool(self.cleaned_data.get("full"))
        return Selection(found.round, found.district, found.state, full)

    @property
    def given_reason(self) -> str:
        return self.cleaned_data.get("reason", "") if self.cleaned_data.get("full") else ""


def first_choices(given, *, round: Round | None) -> dict[str, str]:
    """The choices in the address, and for what it leaves out the usual ones."""
    usual = {"round": round.pk if round else "", "district": "", "state": COUNTED}
    return {name: given.get(name, value) for name, value in usual.items()}
