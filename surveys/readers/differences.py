"""What differs between two states of a form, said to a person: members by name, answers in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from communities.models import Community
from districts.models import Subdistrict
from surveys.differing import Flat
from surveys.masking import MASKS, is_number
from surveys.questionnaire import SECTIONS, questions
from surveys.readers.wording import ROW_FIELD, field_label, question_of, said_of

Rows = dict[int, dict[str, object]]
KINDS = {"members": "member", "debts": "debt"}
SAME = {
    "members": (("citizen_id",), ("first_name", "last_name"), ("first_name",)),
    "debts": (("source", "balance"), ("source",)),
}


@dataclass(frozen=True)
class Difference:
    """One answer that changed, or a row that came or went; `field` is its place in the newer state."""

    field: str
    section: str
    label: str
    before: str
    after: str

    @property
    def is_row(self) -> bool:
        return not self.before or not self.after


def rows_in(found: Flat, name: str) -> Rows:
    """The roster or the debts of a flat content: position → answers."""
    rows: Rows = {}
    for field, value in found.items():
        if (place := ROW_FIELD.fullmatch(field)) and place[1] == name:
            rows.setdefault(int(place[2]), {})[place[3]] = value
    return rows


def kept_rows(old: Rows, new: Rows, name: str) -> dict[int, int]:
    """Which row became which (old position → new): by what names them, else by where they stand."""
    pairs: dict[int, int] = {}
    for keys in SAME[name]:
        _pair(pairs, _by(old, keys, set(pairs)), _by(new, keys, set(pairs.values())))
    for position in sorted(old.keys() - pairs.keys()):
        if (
            position in new
            and position not in pairs.values()
            and not _differ_in_name(old, new, position, name)
        ):
            pairs[position] = position
    return pairs


def _pair(pairs: dict[int, int], before: dict[tuple, list[int]], after: dict[tuple, list[int]]) -> None:
    for called, positions in before.items():
        pairs.update(zip(positions, after.get(called, ()), strict=False))


def _by(rows: Rows, keys: tuple[str, ...], taken: set[int]) -> dict[tuple, list[int]]:
    """Rows not yet taken by what they are called; a row without any of it is left out."""
    found: dict[tuple, list[int]] = {}
    for position in sorted(rows.keys() - taken):
        called = tuple(str(rows[position].get(key, "")) for key in keys)
        if called[0]:
            found.setdefault(called, []).append(position)
    return found


def _differ_in_name(old: Rows, new: Rows, position: int, name: str) -> bool:
    """Two members at one place with another id and another name are two people."""
    if name != "members":
        return False
    before, after = old[position], new[position]
    return all(
        before.get(key) and after.get(key) and before[key] != after[key]
        for key in ("citizen_id", "first_name")
    )


def differences(old: Flat, new: Flat, *, places: Mapping[str, str] | None = None) -> list[Difference]:
    """Old → new in the order of the questionnaire; what was confirmed comes last."""
    places = names_of_places(old, new) if places is None else places
    consented = new.get("sensitive_consent") == "yes"
    word = Words(places, consented)
    found = sorted(_answers(old, new, word), key=lambda one: _order().get(one.field, len(_order())))
    for name in KINDS:
        found += _of_rows(name, rows_in(old, name), rows_in(new, name), word)
    return sorted(found, key=lambda one: one.section or "Z") + list(_confirmations(old, new))


@dataclass(frozen=True)
class Words:
    """How values are said: places by name, health only while the household consents."""

    places: Mapping[str, str]
    consented: bool

    def said(self, field: str, value: object) -> str:
        question = question_of(field)
        if question and question.sensitive and not self.consented and value not in (None, "", []):
            return _("ปิดบังไว้")
        if question and is_number(question.key, value):
            return MASKS[question.key](str(value))
        if field in ("community", "subdistrict") and value:
            return self.places.get(f"{field}:{value}", str(value))
        return said_of(field, value)


def names_of_places(*states: Flat) -> dict[str, str]:
    """The names of the communities and subdistricts that the states name; only looked up when they differ."""
    names: dict[str, str] = {}
    for field, model in (("community", Community), ("subdistrict", Subdistrict)):
        keys = {str(state[field]) for state in states if state.get(field)}
        if len(keys) > 1 or (keys and any(not state.get(field) for state in states)):
            known = {key for key in keys if key.isdecimal()}
            names |= {f"{field}:{row.pk}": row.name for row in model.objects.filter(pk__in=known)}
    return names


def _answers(old: Flat, new: Flat, word: Words) -> Iterator[Difference]:
    for field in dict.fromkeys((*new, *old)):
        if not ROW_FIELD.fullmatch(field) and not field.startswith("confirmed-"):
            yield from _difference(field, field, old, new, str(field_label(field) or field), word)


def _difference(field: str, was: str, old: Flat, new: Flat, label: str, word: Words) -> Iterator[Difference]:
    before, after = old.get(was), new.get(field)
    if before != after:
        yield Difference(field, section_of(field), label, word.said(was, before), word.said(field, after))


def _of_rows(name: str, old: Rows, new: Rows, word: Words) -> Iterator[Difference]:
    pairs = kept_rows(old, new, name)
    for was, now in sorted(pairs.items(), key=lambda pair: pair[1]):
        yield from _row(name, was, now, old[was], new[now], word)
    for position in sorted(old.keys() - pairs.keys()):
        yield _gone(name, position, old[position])
    for position in sorted(new.keys() - set(pairs.values())):
        yield _come(name, position, new[position])


def _row(name: str, was: int, now: int, before: dict, after: dict, word: Words) -> Iterator[Difference]:
    called = row_name(name, after, now)
    for key in dict.fromkeys((*after, *before)):
        field = f"{name}-{now}-{key}"
        if before.get(key) != after.get(key):
            question = question_of(field)
            label = f"{called} · {question.label if question else key}"
            said = (word.said(f"{name}-{was}-{key}", before.get(key)), word.said(field, after.get(key)))
            yield Difference(field, section_of(field), label, *said)


def _come(name: str, position: int, row: dict) -> Difference:
    label = _("เพิ่มสมาชิก") if name == "members" else _("เพิ่มหนี้")
    return Difference(
        f"{name}-{position}", section_of(f"{name}-0-"), label, "", row_name(name, row, position)
    )


def _gone(name: str, position: int, row: dict) -> Difference:
    label = _("ลบสมาชิก") if name == "members" else _("ลบหนี้")
    return Difference("", section_of(f"{name}-0-"), label, row_name(name, row, position), "")


def row_name(name: str, row: Mapping, position: int) -> str:
    """A member by name, a debt by its source; by its number when it has neither yet."""
    if name == "debts":
        source = row.get("source")
        return said_of("debts-0-source", source) if source else _("หนี้ก้อนที่ %(n)s") % {"n": position + 1}
    called = f"{row.get('first_name') or ''} {row.get('last_name') or ''}".strip()
    return called or _("สมาชิกคนที่ %(n)s") % {"n": position + 1}


def _confirmations(old: Flat, new: Flat) -> Iterator[Difference]:
    fields = [field for field in dict.fromkeys((*new, *old)) if field.startswith("confirmed-")]
    for field in fields:
        if old.get(field) != new.get(field):
            label = _("เหตุผลที่ยืนยัน")
            place = field.partition("@")[2]
            yield Difference(place, "", label, said_of("", old.get(field)), said_of("", new.get(field)))


@cache
def _sections() -> dict[str, str]:
    """The section of each answer and of the rows, by its code."""
    found: dict[str, str] = {}
    for section in SECTIONS:
        found |= {question.key: section.code for question in section.questions}
        if section.rows:
            found[section.rows] = section.code
    return found


@cache
def _order() -> dict[str, int]:
    return {key: number for number, key in enumerate(questions())}


def section_of(field: str) -> str:
    """The code of the section in which a field stands; blank when it stands in none."""
    found = ROW_FIELD.match(field)
    name = field.partition("-")[0] if field.startswith(tuple(KINDS)) else field
    return _sections().get(found[1] if found else name, "")
