"""Pairs of households that look like one, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from communities.readers import household_name
from districts.models import District
from surveys.choices.duplicates import Verdict
from surveys.models import Decision, Inquiry, Merge, Pair, Survey

REASONS = {
    "id": ngettext_lazy("เลขบัตรตรงกัน %(n)s คน", "เลขบัตรตรงกัน %(n)s คน", "n"),
    "name_birth": ngettext_lazy("ชื่อและปีเกิดตรงกัน %(n)s คน", "ชื่อและปีเกิดตรงกัน %(n)s คน", "n"),
    "person": ngettext_lazy("ชื่อหรือวันเกิดใกล้เคียง %(n)s คน", "ชื่อหรือวันเกิดใกล้เคียง %(n)s คน", "n"),
    "house_code": gettext_lazy("เลขรหัสประจำบ้านตรงกัน"),
    "phone": gettext_lazy("เบอร์โทรศัพท์ตรงกัน"),
    "address": gettext_lazy("บ้านเลขที่และชุมชนตรงกัน"),
    "point": gettext_lazy("จุดบนแผนที่ห่างกันไม่เกิน 25 เมตร"),
}


@dataclass(frozen=True)
class PairLine:
    """One pair in the list."""

    pk: int
    first: str
    second: str
    communities: str
    rounds: str
    score: int
    reasons: list[str]
    proposed_by: str


@dataclass(frozen=True)
class MergeLine:
    """One merge, and whether it can still be undone."""

    pk: UUID
    kept: str
    forms: str
    by: str
    at: datetime
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True)
class Border:
    """Two districts and how many open pairs lie across their border."""

    first: District
    second: District
    number: int


def named_in(pairs: Iterable[Pair], inquiries: Iterable[Inquiry]) -> list[UUID]:
    """The forms whose households the page of pairs names."""
    keys = [key for pair in pairs for key in (pair.first_survey_id, pair.second_survey_id)]
    return list(dict.fromkeys([*keys, *(inquiry.survey_id for inquiry in inquiries)]))


def said_reasons(reasons: Iterable[tuple[str, int]]) -> list[str]:
    """What agrees, in words."""
    return [str(REASONS[code] % {"n": number}) for code, number in reasons]


def pair_lines(pairs: list[Pair]) -> list[PairLine]:
    """Needs pairs with their two surveys `with_place`."""
    proposals = _proposals(pairs)
    return [_pair_line(pair, proposals.get((pair.first_id, pair.second_id), "")) for pair in pairs]


def _pair_line(pair: Pair, proposed_by: str) -> PairLine:
    forms = (pair.first_survey, pair.second_survey)
    places = dict.fromkeys(form.community.shown_name if form.community else "–" for form in forms)
    return PairLine(
        pk=pair.pk,
        first=household_name(forms[0].household, personal=True),
        second=household_name(forms[1].household, personal=True),
        communities=" / ".join(places),
        rounds=" / ".join(dict.fromkeys(form.round_id for form in forms)),
        score=pair.score,
        reasons=said_reasons(pair.reasons),
        proposed_by=proposed_by,
    )


def _proposals(pairs: list[Pair]) -> dict[tuple[UUID, UUID], str]:
    """Who said of which of these pairs that the head should merge it."""
    rows = Decision.objects.filter(
        first__in=[pair.first_id for pair in pairs], verdict=Verdict.SAME
    ).select_related("by")
    return {(row.first, row.second): row.by.display_name for row in rows}


def decision_about(pair: Pair) -> Decision | None:
    rows = Decision.objects.filter(first=pair.first_id, second=pair.second_id)
    return rows.select_related("by").first()


def merge_lines(merges: Iterable[Merge]) -> list[MergeLine]:
    """Needs merges with `by` and `undone_by`."""
    merges = list(merges)
    forms = Survey.objects.filter(household__in={merge.kept for merge in merges}).select_related("household")
    names = {form.household_id: household_name(form.household, personal=True) for form in forms}
    return [
        MergeLine(
            pk=merge.pk,
            kept=names.get(merge.kept, ""),
            forms=_what_became(merge),
            by=merge.by.display_name,
            at=merge.at,
            undone_by=merge.undone_by.display_name if merge.undone_by else "",
            undone_at=merge.undone_at,
        )
        for merge in merges
    ]


def _what_became(merge: Merge) -> str:
    counts = {"removed": len(merge.removed), "moved": len(merge.moved)}
    return _("นำออก %(removed)s แบบ ย้ายมา %(moved)s แบบ") % counts


def open_inquiries(user) -> list[Inquiry]:
    """What the Department asks this district to look at; the other district is not named."""
    rows = Inquiry.objects.visible_to(user).filter(settled_at=None).order_by("at", "pk")
    return list(rows.select_related("survey__household", "survey__community"))


def borders() -> list[Border]:
    """Open pairs across districts, counted by pair of districts, the most first; nothing of what is in them."""
    rows = Pair.objects.undecided().across_districts().values_list("first_district", "second_district")
    numbers: dict[tuple[str, str], int] = {}
    for first, second, number in rows.annotate(number=Count("pk")):
        two = (min(first, second), max(first, second))
        numbers[two] = numbers.get(two, 0) + number
    districts = District.objects.in_bulk({code for two in numbers for code in two})
    found = [
        Border(districts[first], districts[second], number) for (first, second), number in numbers.items()
    ]
    return sorted(found, key=lambda border: (-border.number, border.first.pk, border.second.pk))


def open_pairs_by_district() -> dict[str, int]:
    """District code → pairs inside it that wait for a decision: a figure of its quality."""
    rows = Pair.objects.undecided().within_districts().order_by()
    return dict(rows.values_list("first_district").annotate(number=Count("pk")))


def pairs_across(one: str, other: str):
    """Open pairs between two districts, whichever household stands first."""
    either = Q(first_district=one, second_district=other) | Q(first_district=other, second_district=one)
    return Pair.objects.undecided().across_districts().filter(either)
