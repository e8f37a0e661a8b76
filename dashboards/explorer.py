"""What an address asks of the explorer: one coded question or two crossed, and how their counts are shown."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from dashboards.filters import STATES, Asked, NoSuchFilter
from surveys.answers import ASKED, CODED, Coded
from surveys.models import Round
from surveys.questionnaire import SECTIONS, asked_by

FIRST_QUESTION = "house_tenure"


class Show(models.TextChoices):
    """Counts, or what a share is a share of."""

    COUNT = "", _("จำนวนครัวเรือน")
    ROW = "row", _("ร้อยละของแถว")
    COLUMN = "column", _("ร้อยละของคอลัมน์")
    ALL = "all", _("ร้อยละของทั้งหมด")


@dataclass(frozen=True)
class Look:
    """The questions of a page and how it shows them."""

    rows: Coded
    columns: Coded | None = None
    show: Show = Show.COUNT

    @property
    def asked(self) -> tuple[Coded, ...]:
        return (self.rows, self.columns) if self.columns else (self.rows,)

    @property
    def parameters(self) -> dict[str, str]:
        """Those that differ from the first page."""
        found = {
            "rows": self.rows.key if self.rows.key != FIRST_QUESTION else "",
            "columns": self.columns.key if self.columns else "",
            "show": self.show.value,
        }
        return {name: value for name, value in found.items() if value}

    @property
    def several(self) -> tuple[Coded, ...]:
        """The questions of which a household may give several answers."""
        return tuple(one for one in self.asked if one.several)

    def not_asked_by(self, round: Round) -> tuple[Coded, ...]:
        """Those that the round left out; what the system computes it computes in every round."""
        asked = asked_by(round)
        return tuple(one for one in self.asked if one.key in ASKED and one.key not in asked)


def look_of(given: Mapping[str, str]) -> Look:
    """Read an address; a question crossed with itself is one question; raises NoSuchFilter."""
    rows, columns = given.get("rows") or FIRST_QUESTION, given.get("columns") or ""
    try:
        show = Show(given.get("show", ""))
        return Look(CODED[rows], CODED[columns] if columns not in ("", rows) else None, show)
    except (KeyError, ValueError) as error:
        raise NoSuchFilter from error


class ExplorerFilter(forms.Form):
    """The questions and the filters as one row."""

    use_required_attribute = False
    rows = forms.ChoiceField(label=_("คำถาม"))
    columns = forms.ChoiceField(label=_("ไขว้กับ"), required=False)
    show = forms.ChoiceField(label=_("แสดงเป็น"), choices=Show.choices, required=False)
    round = forms.ChoiceField(label=_("รอบสำรวจ"))
    state = forms.ChoiceField(label=_("สถานะ"), choices=STATES, required=False)

    def __init__(self, look: Look, asked: Asked, rounds: tuple[Round, ...], *, only_counted: bool):
        columns, state = look.columns.key if look.columns else "", asked.parameters.get("state", "")
        chosen = {"rows": look.rows.key, "columns": columns, "show": look.show.value}
        super().__init__(initial={**chosen, "round": asked.round.pk, "state": state})
        self.fields["rows"].choices = offered()
        self.fields["columns"].choices = [("", _("ไม่ไขว้")), *offered()]
        self.fields["round"].choices = [(one.pk, _("รอบ %(code)s") % {"code": one.pk}) for one in rounds]
        if only_counted:
            self.fields["state"].choices = STATES[:1]


def offered() -> list[tuple[str, list[tuple[str, str]]]]:
    """Every question under the section of the form in which it stands; what is computed comes last."""
    sections = [(section.title, [q.key for q in section.questions if q.key in CODED]) for section in SECTIONS]
    asked = {key for _title, keys in sections for key in keys}
    sections.append((_("ระบบคำนวณจากคำตอบ"), [key for key in CODED if key not in asked]))
    return [(title, [(key, CODED[key].label) for key in keys]) for title, keys in sections if keys]
