"""What the open data hold: which measures, of what each is a part, and what each means in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils import translation
from django.utils.translation import gettext as _

from surveys.measures import AMOUNTS, BY_NAME, CODED, FLAGS, Measure
from surveys.models import Survey

HOUSEHOLDS, PEOPLE = "surveys", "people"
LEFT_OUT = ("visit_result", "form")  # both would tell how many answered the questions that follow them
SCORE = "vulnerability.sum"
LANGUAGES = ("th", "en")


@dataclass(frozen=True)
class Published:
    """A measure as it is published; `of` is the count that contains it, for a sum the count that it adds up over."""

    measure: Measure
    of: str
    question: str = ""
    several: bool = False
    is_sum: bool = False

    @property
    def name(self) -> str:
        return self.measure.name


@cache
def published() -> dict[str, Published]:
    """Every published measure by its name, in the order of the files."""
    return {one.name: one for one in _declared()}


def _declared() -> Iterator[Published]:
    yield Published(BY_NAME[HOUSEHOLDS], of="")
    yield Published(BY_NAME[PEOPLE], of="")
    for key in (key for key in CODED if key not in LEFT_OUT):
        several = hasattr(Survey._meta.get_field(key), "codes")
        yield from (Published(one, HOUSEHOLDS, key, several) for one in _of_question(key))
    yield from (Published(one, HOUSEHOLDS, "target_groups", True) for one in _of_question("target_groups"))
    yield from (Published(one, HOUSEHOLDS, "income_bracket") for one in _of_question("income_bracket"))
    yield from (Published(BY_NAME[key], HOUSEHOLDS) for key in FLAGS)
    for key in AMOUNTS:
        yield Published(BY_NAME[f"{key}.count"], HOUSEHOLDS, key)
        yield Published(BY_NAME[f"{key}.sum"], f"{key}.count", key, is_sum=True)
    yield Published(BY_NAME[SCORE], HOUSEHOLDS, is_sum=True)
    yield from (Published(one, PEOPLE) for one in _of_question("members") if one.name != "members.all")
    yield from (Published(one, PEOPLE, "welfare", True) for one in _of_question("welfare"))


def _of_question(key: str) -> list[Measure]:
    return [one for one in BY_NAME.values() if one.name.startswith(f"{key}.")]


def counts() -> list[Published]:
    return [one for one in published().values() if not one.is_sum]


def sums() -> list[Published]:
    return [one for one in published().values() if one.is_sum]


def in_both(make) -> dict[str, str]:
    """What a function says in Thai and in English, by language."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = str(make())
    return said


def question_label(one: Published) -> str:
    """The words of the question to which the measure belongs; blank where it has none."""
    if not one.question or one.question == "welfare":
        return _("สวัสดิการที่ได้รับ") if one.question else ""
    return str(Survey._meta.get_field(one.question).verbose_name)


def definition(one: Published) -> str:
    """What the number counts, in a sentence."""
    if one.measure.meaning:
        return str(one.measure.meaning)
    words = {"label": one.measure.label, "question": question_label(one)}
    if one.is_sum:
        return _("ผลรวมของ “%(label)s” ของครัวเรือนที่มีคำตอบ") % words
    if one.name.endswith(".count"):
        return _("จำนวนครัวเรือนที่มีคำตอบ “%(label)s”") % words
    if one.of == PEOPLE:
        return _("จำนวนคนในครัวเรือนที่สำรวจ: %(label)s") % words
    if one.several:
        return _("จำนวนครัวเรือนที่ “%(question)s” มี “%(label)s” (มีได้หลายข้อ)") % words
    if one.question:
        return _("จำนวนครัวเรือนที่ “%(question)s” เป็น “%(label)s”") % words
    return _("จำนวนครัวเรือน: %(label)s") % words


def dictionary() -> list[dict[str, str]]:
    """A row of the data dictionary for every measure."""
    return [_entry(one) for one in published().values()]


def _entry(one: Published) -> dict[str, str]:
    row = {"measure": one.name, "kind": "sum" if one.is_sum else "count", "part_of": one.of}
    said = {
        "question": in_both(lambda: question_label(one)),
        "label": in_both(lambda: one.measure.label),
        "unit": in_both(lambda: one.measure.unit),
        "definition": in_both(lambda: definition(one)),
    }
    return row | {f"{part}_{language}": said[part][language] for part in said for language in LANGUAGES}
