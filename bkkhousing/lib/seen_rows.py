"""Two people who edit one row in the admin: the second is shown what the first wrote, and nothing is lost."""

from collections.abc import Iterator
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

NOT_EDITED = ("last_login",)
CHANGED = _("มีผู้แก้แถวนี้หลังจากคุณเปิดหน้า ยังไม่ได้บันทึก — ค่าที่เก็บไว้ตอนนี้: %(stored)s เปิดหน้านี้ใหม่แล้วแก้อีกครั้ง")


class SeenRowForm(forms.ModelForm):
    """A form that knows how its row stood when the page was drawn; `beside` names rows edited along with it."""

    beside: tuple[str, ...] = ()
    seen_as = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_as"] = stamp(self.instance, self.beside)

    def clean(self) -> dict:
        given = super().clean()
        if given.get("seen_as") != stamp(self.instance, self.beside):
            raise ValidationError(CHANGED, params={"stored": ", ".join(self._stored(given)) or "–"})
        return given

    def _stored(self, given: dict) -> Iterator[str]:
        """The fields in which the stored row and the typed one differ, as they are stored."""
        for name, typed in given.items():
            if name != "seen_as" and hasattr(self.instance, name) and getattr(self.instance, name) != typed:
                yield f"{self.fields[name].label} {getattr(self.instance, name)}"


def stamp(row: models.Model, beside: tuple[str, ...] = ()) -> str:
    """One word for all that a stored row and the rows beside it say; nothing for a new one."""
    if row._state.adding:
        return ""
    rows = [row, *(other for name in beside for other in getattr(row, name).order_by("pk"))]
    return sha256("\n".join(_said(one) for one in rows).encode()).hexdigest()


def _said(row: models.Model) -> str:
    fields = (field for field in row._meta.concrete_fields if field.name not in NOT_EDITED)
    return "\t".join(f"{field.attname}={field.value_to_string(row)!r}" for field in fields)
