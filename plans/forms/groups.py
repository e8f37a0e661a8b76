"""What people type about a working group: its footing, members, meetings and decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.choices import DecisionState, GroupRole, GroupStatus
from plans.forms.fields import DayField, paragraphs, words
from plans.forms.rows import Row
from plans.models.group import MINUTES

FURTHEST = 2**31


class GroupForm(forms.Form):
    """On what footing the group stands; one that an order established names the order."""

    use_required_attribute = False

    status = forms.ChoiceField(label=_("สถานะคณะทำงาน"), choices=GroupStatus.choices)
    order_number = words(_("เลขที่คำสั่ง"), length=80, help=_("เช่น สำนักงานเขต 123/2569"))
    order_date = DayField(label=_("ลงวันที่"), required=False, help_text=_("เช่น 21/11/2569"))
    words = words(_("หมายเหตุ"), length=500)

    def clean(self) -> dict:
        given = self.cleaned_data
        if given.get("status") != GroupStatus.ESTABLISHED:
            return given
        for name, sentence in (
            ("order_number", _("คณะทำงานที่แต่งตั้งแล้วต้องบอกเลขที่คำสั่ง")),
            ("order_date", _("คณะทำงานที่แต่งตั้งแล้วต้องบอกวันที่ของคำสั่ง")),
        ):
            if name not in self.errors and not given.get(name):
                self.add_error(name, sentence)
        return given


class MemberRow(Row):
    """One member; the hidden key says who was there before."""

    beside = ("role",)

    pk = forms.IntegerField(required=False, max_value=FURTHEST, widget=forms.HiddenInput)
    name = words(_("ชื่อ"), required=True)
    position = words(_("ตำแหน่ง"))
    organisation = words(_("หน่วยงาน"))
    role = forms.ChoiceField(label=_("หน้าที่"), choices=GroupRole.choices, initial=GroupRole.MEMBER)
    phone = words(_("โทรศัพท์"), length=40, inputmode="tel")


class MeetingForm(forms.Form):
    """When, where, about what, who came, what was said."""

    use_required_attribute = False

    held_on = DayField(
        label=_("วันที่ประชุม"), help_text=_("เช่น 21/11/2569"), error_messages={"required": _("บอกวันที่ประชุม")}
    )
    place = words(_("สถานที่"))
    agenda = paragraphs(_("วาระ"))
    attendees = forms.TypedMultipleChoiceField(
        label=_("ผู้เข้าประชุม"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    others = words(_("ผู้เข้าประชุมอื่น"), length=500)
    minutes = paragraphs(_("รายงานการประชุม"), length=MINUTES, rows=8)

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attendees"].choices = [(member.pk, member.name) for member in members]


class DecisionRow(Row):
    """One decision; the hidden key says which it was before."""

    beside = ("state",)

    pk = forms.IntegerField(required=False, max_value=FURTHEST, widget=forms.HiddenInput)
    what = words(_("มติ"), length=500, required=True)
    owner = words(_("ผู้รับผิดชอบ"))
    due_on = DayField(label=_("กำหนดเสร็จ"), required=False)
    state = forms.ChoiceField(label=_("ผล"), choices=DecisionState.choices, initial=DecisionState.OPEN)
