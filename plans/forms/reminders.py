"""The filters of the list of reminders."""

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from plans.choices import MailState, ReminderKind
from plans.models import ReminderRecipient
from surveys.forms import Filter, offer_districts
from surveys.models import Round

UNSEEN, SEEN, FAILED, NOBODY = "unseen", "seen", "failed", "nobody"


class ReminderFilter(Filter):
    """Which reminders to list; a choice that does not exist filters nothing."""

    round = forms.ChoiceField(label=_("รอบสำรวจ"), required=False)
    district = forms.ChoiceField(label=_("เขต"), required=False)
    kind = forms.ChoiceField(label=_("เรื่อง"), required=False)
    known = forms.ChoiceField(label=_("การรับทราบ"), required=False)

    def __init__(self, given, *, user):
        super().__init__(given)
        self.user = user
        self.choose("round", _("ทุกรอบ"), Round.objects.newest_first().values_list("code", "name"))
        self.choose("kind", _("ทุกเรื่อง"), ReminderKind.choices)
        self.choose("known", _("ทั้งหมด"), self._known())
        offer_districts(self, user)

    def _known(self) -> list[tuple[str, str]]:
        """An officer's list is about themselves alone."""
        by_all = [(UNSEEN, _("ยังมีคนไม่รับทราบ")), (SEEN, _("รับทราบครบแล้ว"))]
        if self.user.enters_surveys and not self.user.reviews:
            return [(UNSEEN, _("ยังไม่รับทราบ")), (SEEN, _("รับทราบแล้ว"))]
        return [*by_all, (FAILED, _("อีเมลไม่สำเร็จ")), (NOBODY, _("ไม่มีผู้รับ"))]

    def cut(self, rows: QuerySet) -> QuerySet:
        """The reminders that the filters leave."""
        chosen = self.chosen()
        rows = rows.in_round(chosen.get("round")).of_kind(chosen.get("kind", ""))
        rows = rows.in_district(chosen.get("district", ""))
        test = self._tests().get(chosen.get("known", ""))
        return rows if test is None else rows.filter(test)

    def _tests(self) -> dict[str, object]:
        people = ReminderRecipient.objects.visible_to(self.user).filter(reminder=OuterRef("pk"))
        unseen = Exists(people.unseen())
        return {
            UNSEEN: unseen,
            SEEN: Exists(people) & ~unseen,
            FAILED: Exists(people.filter(mail=MailState.FAILED)),
            NOBODY: ~Exists(people),
        }
