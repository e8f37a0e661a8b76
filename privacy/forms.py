"""The form by which a request is written into the register."""

from datetime import date
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib import thai
from privacy.choices import Right

WHOLE = "household"


class RequestForm(forms.Form):
    """Who asks for what about whom; the day is typed as people write it."""

    use_required_attribute = False

    whom = forms.ChoiceField(label=_("เกี่ยวกับใคร"), widget=forms.RadioSelect)
    right = forms.ChoiceField(label=_("สิทธิที่ใช้"), choices=Right.choices, widget=forms.RadioSelect)
    applicant = forms.CharField(label=_("ผู้ยื่นคำขอ"), max_length=200)
    proof = forms.CharField(
        label=_("ตรวจตัวตนอย่างไร"), help_text=_("เช่น เห็นบัตรประชาชน ไม่ต้องจดเลข"), max_length=300
    )
    wish = forms.CharField(
        label=_("สิ่งที่ขอ"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    received_on = forms.CharField(label=_("รับคำขอวันที่"), help_text=_("เช่น 21/11/2569"), max_length=40)

    def __init__(self, given, *, residents, today: date):
        super().__init__(given, initial={"whom": WHOLE, "received_on": thai.format_date_numeric(today)})
        self.today = today
        people = [(one.key, f"{one.name} · {one.relation}") for one in residents]
        self.fields["whom"].choices = [(WHOLE, _("ทั้งครัวเรือน")), *people]

    def clean_received_on(self) -> date:
        try:
            day = thai.parse_date(self.cleaned_data["received_on"])
        except ValueError:
            raise forms.ValidationError(_("อ่านวันที่ไม่ได้ — พิมพ์เช่น 21/11/2569")) from None
        if day > self.today:
            raise forms.ValidationError(_("วันที่รับคำขอต้องไม่เกินวันนี้"))
        return day

    @property
    def person(self) -> tuple[UUID, int] | None:
        """The form and the place in it of the person; None for the whole household."""
        whom = self.cleaned_data["whom"]
        if whom == WHOLE:
            return None
        survey, position = whom.split(":")
        return UUID(survey), int(position)
