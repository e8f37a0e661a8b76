"""What the Department writes about a version."""

from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.models import Round


class PrepareForm(forms.Form):
    """Of which round."""

    round = forms.ModelChoiceField(label=_("รอบสำรวจ"), queryset=Round.objects.none(), empty_label=None)

    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        self.fields["round"].queryset = Round.objects.newest_first()
        self.fields["round"].widget.attrs["class"] = "input"


class PublishForm(forms.Form):
    """A note for the readers, and a tick that it is meant."""

    note = forms.CharField(
        label=_("หมายเหตุถึงผู้ใช้ข้อมูล"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input"}),
        help_text=_("แสดงต่อสาธารณะข้างฉบับนี้ เช่น ปิดรอบแล้ว ครบทั้ง 50 เขต"),
    )
    sure = forms.BooleanField(
        label=_("ตรวจดูแล้ว และรู้ว่าเมื่อเผยแพร่แล้วผู้อื่นเก็บสำเนาไว้ได้"),
        error_messages={"required": _("ยังไม่ได้ยืนยันว่าตรวจดูแล้ว")},
    )


class WithdrawForm(forms.Form):
    """Why a version is taken back."""

    why = forms.CharField(
        label=_("เหตุที่ถอน"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input"}),
        help_text=_("แสดงต่อสาธารณะแทนไฟล์ของฉบับนี้"),
    )
