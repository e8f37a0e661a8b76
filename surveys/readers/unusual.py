"""What in a survey deserves the head's eye first: confirmed doubts, and amounts far from the neighbours'."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from surveys.choices import Severity
from surveys.choices.survey import COUNTED_STATES
from surveys.models import Figure, Survey
from surveys.problems import Problem
from surveys.readers.wording import field_label

COMPARED = ("household_income", "rent_house", "debt_payment", "floor_area", "afford_month")
FAR = 3
ENOUGH = 10


@dataclass(frozen=True)
class Remarkable:
    """One thing to look at: where, what, and why the officer let it stand."""

    field: str
    label: str
    sentence: str
    reason: str = ""


def doubts(problems: list[Problem]) -> list[Remarkable]:
    """Soft problems with the officer's reasons."""
    return [
        Remarkable(found.field, field_label(found.field), str(found.sentence), found.reason)
        for found in problems
        if found.severity == Severity.SOFT
    ]


def outliers(survey: Survey) -> list[Remarkable]:
    """Amounts more than three times, or less than a third of, the average of at least ten neighbours."""
    counted = Figure.objects.filter(
        round=survey.round_id, community=survey.community_id, state__in=COUNTED_STATES
    )
    names = [f"{key}_{what}" for key in COMPARED for what in ("sum", "count")]
    sums = counted.aggregate(**{f"all_{name}": Sum(name) for name in names})
    return list(_far_off(survey, {key.removeprefix("all_"): value or 0 for key, value in sums.items()}))


def _far_off(survey: Survey, sums: dict[str, int]) -> Iterator[Remarkable]:
    for key in COMPARED:
        own, number = getattr(survey, key), sums[f"{key}_count"]
        average = sums[f"{key}_sum"] / number if number else 0
        if not own or average <= 0 or number <= ENOUGH or average / FAR <= own <= average * FAR:
            continue
        said = {"own": f"{own:,.0f}", "average": f"{average:,.0f}", "number": number}
        sentence = _("%(own)s — เฉลี่ยของชุมชน %(average)s จาก %(number)s ครัวเรือน") % said
        yield Remarkable(key, str(Survey._meta.get_field(key).verbose_name), sentence)
