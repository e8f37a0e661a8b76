"""Fields of a form that read what people type: dates of the Buddhist era, numbers with commas or Thai digits."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from bkkhousing.lib import thai

MOST_HOUSEHOLDS = 100_000


class DayField(forms.Field):
    """A day typed as 21/11/2569, in either era, in Thai or Arabic digits."""

    widget = forms.TextInput(attrs={"class": "input--middle", "autocomplete": "off", "inputmode": "text"})

    def to_python(self, value) -> date | None:
        if not value or not str(value).strip():
            return None
        try:
            return thai.parse_date(value)
        except thai.BadDate as problem:
            raise ValidationError(problem.sentence) from problem

    def prepare_value(self, value) -> str:
        return thai.format_date_numeric(value) if isinstance(value, date) else value


class WholeField(forms.Field):
    """A whole number from `least` to `most`."""

    widget = forms.TextInput(
        attrs={"class": "input--short numeric", "inputmode": "numeric", "autocomplete": "off"}
    )

    def __init__(self, *, least: int = 0, most: int = MOST_HOUSEHOLDS, **given):
        super().__init__(**given)
        self.least, self.most = least, most

    def to_python(self, value) -> int | None:
        if value is None or not str(value).strip():
            return None
        try:
            number = thai.parse_number(value)
        except thai.BadNumber as problem:
            raise ValidationError(problem.sentence) from problem
        if number != int(number) or not self.least <= number <= self.most:
            limits = {"least": f"{self.least:,}", "most": f"{self.most:,}"}
            raise ValidationError(_("ใส่จำนวนเต็มตั้งแต่ %(least)s ถึง %(most)s") % limits)
        return int(number)


class PlainText(forms.CharField):
    """Words without the zero character, which PostgreSQL does not keep; blank unless it is required."""

    def to_python(self, value) -> str:
        return super().to_python((value or "").replace("\0", ""))


def words(label, *, length: int = 200, required: bool = False, help="", **attrs) -> PlainText:
    """One line."""
    return PlainText(
        label=label,
        max_length=length,
        required=required,
        help_text=help,
        widget=forms.TextInput(attrs=attrs),
        error_messages={
            "required": _("ยังไม่ได้กรอก"),
            "max_length": _("ยาวเกิน %(limit_value)d ตัวอักษร — ย่อให้สั้นลง"),
        },
    )


def paragraphs(label, *, length: int = 4_000, help="", rows: int = 4) -> PlainText:
    """Several lines."""
    return PlainText(
        label=label,
        max_length=length,
        required=False,
        help_text=help,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"max_length": _("ยาวเกิน %(limit_value)d ตัวอักษร — ย่อให้สั้นลง")},
    )


def in_order(form: forms.Form, first: str = "starts_on", last: str = "ends_on") -> None:
    """Mark the last day when it lies before the first."""
    begins, ends = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begins and ends and ends < begins:
        form.add_error(last, _("วันนี้อยู่ก่อนวันเริ่ม — ตรวจสองวันนี้อีกครั้ง"))
