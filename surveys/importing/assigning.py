"""Which field each column is given: read from a declaration, and put into one again after a person changed it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from surveys.choices.files import FileKind
from surveys.importing.fields import BEGUN, COMMUNITY, DISTRICT, ENDED, ID, codes_of, fields_of, register
from surveys.importing.mapping import DATES, Columns, MappingProblem, read
from surveys.importing.proposing import STRUCTURE, TELLING
from surveys.questionnaire import questions

BLANK, REFUSE = "-", ""
DAY = {"read": "day"}

Assigned = Mapping[str, str]
"""Header → field."""


@dataclass(frozen=True)
class Choices:
    """What a person says on the page of columns: a field for each column, a code for each of its values."""

    fields: Assigned
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Field → cell → code, BLANK for no answer or REFUSE to leave such a row out."""
    district: str = ""
    dates: str = ""


def assigned(declaration: Mapping, *, kind: str, headers: tuple[str, ...]) -> dict[str, str]:
    """The field of each column that a declaration uses; raises SheetProblem when a column is not there."""
    if kind != FileKind.SURVEYS:
        return {header: key for key, header in declaration["columns"].items() if header in headers}
    mapping = read(declaration["name"], declaration)
    columns = Columns(mapping, headers)
    told = [(answer.column, answer.question) for answer in mapping.answers if not answer.reads_day]
    told += [(name, ID) for name in mapping.ids]
    told += [(mapping.ended, ENDED), (mapping.begun, BEGUN)]
    told += [(mapping.community, COMMUNITY), (mapping.district, DISTRICT)]
    found = {columns.place(name): key for name, key in told if name}
    return {headers[place]: key for place, key in found.items() if place is not None}


def declared(base: Mapping, before: Assigned, said: Choices, *, kind: str) -> dict:
    """The declaration after the choices; columns left as they were keep what `base` knows of them.

    Raises MappingProblem when a field is given to two columns, or something needed to none.
    """
    _require_once(said.fields, kind)
    make = _declared_survey if kind == FileKind.SURVEYS else _declared_register
    return make(base, before, said, kind)


def code_of(codes: Mapping[str, str], cell: str) -> str:
    """The code that a cell stands for, as rows are read; blank for none."""
    told = {thai.normalise(key): code for key, code in codes.items()}
    return told.get(cell) or told.get(thai.normalise(thai.arabic_digits(cell)), "")


def codes_in(declaration: Mapping, key: str) -> dict[str, str]:
    """What the cells of a question stand for: as declared, or else its codes and labels."""
    answer = declaration.get("answers", {}).get(key, {})
    return {
        **(answer.get("codes") or codes_of(questions()[key])),
        **dict.fromkeys(answer.get("blank", ()), BLANK),
    }


def _require_once(fields: Assigned, kind: str) -> None:
    labels = {one.key: one.label for one in fields_of(kind)}
    given = [key for key in fields.values() if key and key != ID]
    for key in given:
        if key not in labels:
            raise MappingProblem(_("ไม่มีข้อนี้ในแบบ — เลือกใหม่จากรายการ"))
        if given.count(key) > 1:
            raise MappingProblem(_("“%(field)s” ถูกเลือกสองคอลัมน์ — เหลือไว้คอลัมน์เดียว") % {"field": labels[key]})


def _declared_register(base: Mapping, before: Assigned, said: Choices, kind: str) -> dict:
    columns = {key: header for header, key in said.fields.items() if key}
    told = register(kind)
    labels = {one.key: one.label for one in fields_of(kind)}
    if "name" in told["columns"] and "name" not in columns:
        raise MappingProblem(_("ยังไม่ได้บอกว่าคอลัมน์ใดคือ “%(field)s”") % {"field": labels["name"]})
    if kind == FileKind.HOUSEHOLDS and not columns.keys() & set(told["one_of"]):
        raise MappingProblem(_("ยังไม่ได้บอกว่าคอลัมน์ใดคือบ้านเลขที่หรือเลขรหัสประจำบ้าน"))
    if columns.keys() & (TELLING | {DISTRICT}) or {"lat", "lng"} <= columns.keys():
        return {"columns": columns, "district": {}}
    return {"columns": columns, "district": {"code": _district(said)}}


def _district(said: Choices) -> str:
    if not said.district:
        raise MappingProblem(_("ไม่มีคอลัมน์ที่บอกเขต — เลือกเขตของทั้งไฟล์"))
    return said.district


def _declared_survey(base: Mapping, before: Assigned, said: Choices, kind: str) -> dict:
    now = {key: header for header, key in said.fields.items() if key and key != ID}
    if not now.keys() - set(STRUCTURE):
        raise MappingProblem(_("ยังไม่มีคอลัมน์ใดตรงกับข้อในแบบ — เลือกอย่างน้อยหนึ่งข้อ"))
    kept = _Kept(base, before, now)
    begun = kept.name(BEGUN) or kept.name(ENDED)
    return {
        **base,
        "dates": said.dates if said.dates in DATES else base["dates"],
        "identity": _identity(base, before, said.fields),
        "district": {"column": kept.name(DISTRICT)} if DISTRICT in now else {"code": _district(said)},
        "community": {"column": kept.name(COMMUNITY)},
        "begun": begun,
        "ended": kept.name(ENDED) or begun,
        "answers": _answers(base, kept, said, begun),
    }


@dataclass(frozen=True)
class _Kept:
    """What a declaration called its columns before, while nobody moved them."""

    base: Mapping
    before: Assigned
    now: Mapping[str, str]

    def holds(self, key: str) -> bool:
        return key in self.now and self.before.get(self.now[key]) == key

    def name(self, key: str) -> str:
        """How the declaration names the column of a part of the frame; blank for none."""
        if not self.holds(key):
            return self.now.get(key, "")
        told = self.base[key]
        return told["column"] if isinstance(told, Mapping) else told


def _identity(base: Mapping, before: Assigned, fields: Assigned) -> dict:
    old, new = ([header for header, key in some.items() if key == ID] for some in (before, fields))
    return base["identity"] if set(old) == set(new) else {"ids": new, "otherwise": [], "number": ""}


def _answers(base: Mapping, kept: _Kept, said: Choices, begun: str) -> dict:
    answers = {
        key: answer
        for key, answer in base["answers"].items()
        if answer.get("read") == "day" and answer["column"] == begun and key not in kept.now
    }
    for key, header in kept.now.items():
        if key not in STRUCTURE:
            answer = base["answers"][key] if kept.holds(key) else {"column": header}
            answers[key] = _with_codes(answer, key, codes_in(base, key), said.codes.get(key, {}))
    if "survey_date" not in answers and begun:
        answers["survey_date"] = {"column": begun, **DAY}
    return answers


def _with_codes(answer: Mapping, key: str, codes: dict[str, str], said: Mapping[str, str]) -> dict:
    """The answer with what a person made of its values; untouched where nothing was said."""
    if not questions()[key].choices or not (said or "codes" in answer):
        return dict(answer)
    told = {**codes, **said}
    return {
        **answer,
        "codes": dict(_but(told.items(), (BLANK, REFUSE))),
        "blank": [cell for cell, code in told.items() if code == BLANK],
    }


def _but(pairs: Iterable[tuple[str, str]], left_out: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    return (pair for pair in pairs if pair[1] not in left_out)
