"""What a list of surveys is narrowed down to besides its row of filters: a group of districts, and answers."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from districts.models import DistrictGroup
from surveys.answers import Answer, answers_named
from surveys.querysets import SurveyQuerySet


@dataclass(frozen=True)
class Conditions:
    """The conditions in force; each is told in words, with an address that is without it."""

    given: QueryDict
    answers: tuple[Answer, ...] = ()
    group: DistrictGroup | None = None

    def __bool__(self) -> bool:
        return bool(self.answers or self.group)

    def of(self, surveys: SurveyQuerySet) -> SurveyQuerySet:
        """Those surveys that meet all of them."""
        found = surveys.in_group(self.group.pk if self.group else "")
        return found.answering([answer.holds for answer in self.answers])

    @property
    def parameters(self) -> list[tuple[str, str]]:
        return [*self._groups, *(("answer", answer.name) for answer in self.answers)]

    @property
    def _groups(self) -> list[tuple[str, str]]:
        return [("group", self.group.pk)] if self.group else []

    @property
    def facts(self) -> list[dict[str, str]]:
        """As the component `summary` shows them."""
        told = [(_("กลุ่มเขต"), self.group.name)] if self.group else []
        told += [(str(answer.subject or _("นับเป็น")), str(answer.label)) for answer in self.answers]
        return [
            {"label": label, "value": value, "url": self._without(pair), "action": _("เอาออก")}
            for (label, value), pair in zip(told, self.parameters, strict=True)
        ]

    def _without(self, pair: tuple[str, str]) -> str:
        """The same address without one condition, from its first page on."""
        left = self.given.copy()
        for name in ("group", "answer", "after", "before"):
            left.pop(name, None)
        for name, value in self.parameters:
            if (name, value) != pair:
                left.appendlist(name, value)
        return f"?{left.urlencode()}"


def conditions_of(given: QueryDict, user: User) -> Conditions:
    """Read an address; a name that is unknown, or that this person may not ask for, narrows nothing."""
    answers = answers_named(given.getlist("answer"), personal=user.sees_personal_data)
    group = given.get("group") if user.reads_whole_city else None
    return Conditions(given, answers, DistrictGroup.objects.filter(pk=group).first() if group else None)
