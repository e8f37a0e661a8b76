"""What the pages of the trail may be asked."""

from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.choices import ALL
from audit.models import Entry
from audit.querysets import EntryQuerySet
from audit.questions import account_named
from audit.subjects import titles
from bkkhousing.lib import thai

USUAL_DAYS = 90


class ThaiDay(forms.Field):
    """A day as people write it, in either era."""

    widget = forms.TextInput(
        attrs={"class": "input--middle", "autocomplete": "off", "placeholder": "21/11/2569"}
    )

    def to_python(self, value) -> date | None:
        try:
            return thai.parse_date(value) if value and value.strip() else None
        except thai.BadDate as problem:
            raise forms.ValidationError(problem.sentence) from problem


class PeriodForm(forms.Form):
    """From one day to another, both included."""

    use_required_attribute = False

    person = forms.CharField(label=_("ชื่อผู้ใช้"), required=False, max_length=150)
    since = ThaiDay(label=_("ตั้งแต่วันที่"), required=False)
    until = ThaiDay(label=_("ถึงวันที่"), required=False)

    def account(self) -> User | None:
        name = self.cleaned_data.get("person", "")
        return account_named(name) if name else None

    @property
    def names_nobody(self) -> bool:
        return bool(self.cleaned_data.get("person")) and self.account() is None

    def period(self, *, now: datetime) -> dict[str, datetime]:
        """The days asked for; the last 90 when none are."""
        until = self.cleaned_data.get("until") or timezone.localdate(now)
        since = self.cleaned_data.get("since") or until - timedelta(days=USUAL_DAYS)
        return {"since": _midnight(since), "until": _midnight(until + timedelta(days=1))}


class EntryFilter(PeriodForm):
    """Which lines of the trail to list."""

    deed = forms.ChoiceField(label=_("การกระทำ"), required=False, choices=[("", _("ทุกอย่าง")), *ALL])
    subject = forms.ChoiceField(label=_("สิ่งที่เข้าถึง"), required=False)
    key = forms.CharField(label=_("รหัส"), required=False, max_length=60)

    def __init__(self, given):
        super().__init__(given)
        self.fields["subject"].choices = [("", _("ทุกอย่าง")), *titles()]

    def entries(self, *, now: datetime) -> EntryQuerySet:
        """The lines that the filters leave; none of an account that there is not."""
        chosen, period = self.cleaned_data, self.period(now=now)
        rows = Entry.objects.filter(at__gte=period["since"], at__lt=period["until"])
        wanted = {
            "deed": chosen.get("deed"),
            "subject": chosen.get("subject"),
            "subject_id": chosen.get("key"),
        }
        rows = rows.filter(**{name: value for name, value in wanted.items() if value})
        if chosen.get("person"):
            rows = rows.filter(by=self.account()) if self.account() else rows.none()
        return rows

    @property
    def is_set(self) -> bool:
        return any(self.cleaned_data.values())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
