"""Which column answers what: proposed by name and content, each with a score and a reason, never forced."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import date
from difflib import get_close_matches

from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.uploads import SheetSketch
from surveys.choices.files import FileKind
from surveys.importing import fields, moments, saved
from surveys.importing.fields import BEGUN, COMMUNITY, DISTRICT, ENDED, ID, fields_of
from surveys.importing.mapping import Columns, SurveyMapping, declaration, read
from surveys.importing.mapping import names as mapping_names
from surveys.importing.scoring import FITS, HARDLY_FITS, LAST_PART, SURE, Field, header_key, header_score

LIES = 30
STRUCTURE = (DISTRICT, COMMUNITY, BEGUN, ENDED, ID)
TELLING = frozenset((DISTRICT, "district_code", "district_name", "code", "subdistrict"))
LIKE_LABEL = 0.85
NO = "ไม่"
MOST_CODES = 60
LOOKED_AT = 100


@dataclass(frozen=True)
class Proposal:
    """What a column is taken for: `is_sure` ones stand in the declaration, the others are for a person to confirm."""

    column: str
    field: str
    score: int
    reason: str
    codes: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        return bool(self.field) and self.score >= SURE


@dataclass(frozen=True)
class Proposed:
    """A declaration that can be read as a mapping, the thoughts behind it, and what no column was found for."""

    declaration: dict
    columns: tuple[Proposal, ...]
    missing: tuple[str, ...]

    def as_json(self) -> dict:
        return asdict(self)


def propose(sketch: SheetSketch, kind: str, *, district: str = "") -> Proposed:
    """The mapping of a sheet; a known form is mapped as its mapping file says.

    `district` is the district of whoever sends the file, taken when no column tells one.
    """
    if kind == FileKind.SURVEYS and (known := known_form(sketch.headers)):
        return _as_declared(*known, sketch)
    columns = columns_proposed(sketch, fields_of(kind))
    sure = {one.field: one for one in columns if one.is_sure}
    build = _survey_declaration if kind == FileKind.SURVEYS else _register_declaration
    return Proposed(build(sketch, sure, district), columns, tuple(_missing(kind, sure, district)))


def known_form(headers: tuple[str, ...]) -> tuple[SurveyMapping, dict] | None:
    """The mapping file that fits, and its declaration with those answers for which the sheet has a column.

    Exports of one survey may leave columns out; place and moments and half of the answers make it that form.
    """
    for name in mapping_names():
        told = {"name": name, **_in_words_of(headers, declaration(name))}
        kept = {key: answer for key, answer in told["answers"].items() if _has(headers, answer["column"])}
        mapping = read(name, {**told, "answers": kept})
        if all(_has(headers, column) for column in mapping.required) and 2 * len(kept) >= len(
            told["answers"]
        ):
            return mapping, {**told, "answers": kept}
    return None


def _in_words_of(headers: tuple[str, ...], told: dict) -> dict:
    """The declaration for an export whose headers are the questions' labels instead of their names."""
    by_key = {header_key(header.rpartition("/")[2]): header for header in headers}
    labelled = {
        name: by_key[header_key(label)]
        for name, label in told.get("labels", {}).items()
        if not _has(headers, name) and header_key(label) in by_key
    }
    if not labelled:
        return told
    answers = {
        key: {**answer, "column": labelled.get(answer["column"], answer["column"])}
        for key, answer in told["answers"].items()
    }
    places = {
        key: {"column": labelled.get(told[key]["column"], told[key]["column"])}
        for key in (DISTRICT, COMMUNITY)
    }
    return {**told, **places, "answers": answers}


def _has(headers: tuple[str, ...], column: str) -> bool:
    return column in headers or sum(header.endswith(f"/{column}") for header in headers) == 1


def columns_proposed(sketch: SheetSketch, known: tuple[Field, ...]) -> tuple[Proposal, ...]:
    """The best field of each column; no field is given to two columns."""
    found = [one for place in range(len(sketch.headers)) for one in _candidates(sketch, place, known)]
    taken: dict[str, Proposal] = {}
    used: set[str] = set()
    for one in sorted(found, key=lambda one: -one.score):
        if one.column not in taken and one.field not in used:
            taken[one.column] = one
            used.add(one.field)
    nothing = _("ไม่พบว่าตรงกับข้อใด เก็บไว้ตามที่พิมพ์")
    return tuple(taken.get(header) or Proposal(header, "", 0, nothing) for header in sketch.headers)


def _candidates(sketch: SheetSketch, place: int, known: tuple[Field, ...]) -> list[Proposal]:
    header, cells = sketch.headers[place], sketch.column(place)[:LOOKED_AT]
    return [one for told in known if (one := _judged(told, header, cells)).score]


def _judged(told: Field, header: str, cells: list[str]) -> Proposal:
    """Name first, then content: a name that lies about its content is worth little."""
    by_name = header_score(header, told.header_keys)
    fit = told.fit(cells) if told.fit and cells and (by_name or told.by_content) else None
    words = {"field": told.label, "percent": round(100 * (fit or 0))}
    if not by_name:
        score = told.by_content if fit is not None and fit >= FITS else 0
        return Proposal(header, told.key, score, _("ค่าในคอลัมน์เป็น “%(field)s” %(percent)s%%") % words)
    if fit is not None and fit < HARDLY_FITS:
        reason = _("ชื่อคอลัมน์เป็น “%(field)s” แต่ค่าที่ใช่มีเพียง %(percent)s%% — ตรวจก่อนใช้")
        return Proposal(header, told.key, min(by_name, LIES), reason % words)
    codes, unknown = _codes(told, cells)
    reason = _("ชื่อคอลัมน์ตรงกับ “%(field)s”") if by_name >= LAST_PART else _("ชื่อคอลัมน์คล้าย “%(field)s”")
    return Proposal(header, told.key, by_name, reason % words, codes, unknown)


def _codes(told: Field, cells: list[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Codes and labels as they are, labels that are nearly right, and the cells that say something else."""
    if not told.codes:
        return {}, ()
    codes, unknown = dict(told.codes), []
    for cell, _count in Counter(map(thai.normalise, cells)).most_common(MOST_CODES):
        if cell in codes:
            continue
        alike = [label for label in told.codes if _may_mean(cell, label)]
        if near := get_close_matches(cell, alike, n=1, cutoff=LIKE_LABEL):
            codes[cell] = told.codes[near[0]]
        else:
            unknown.append(cell)
    return codes, tuple(unknown)


def _may_mean(cell: str, label: str) -> bool:
    """Whether neither denies the other: "ไม่เป็นเจ้าของ" is hardly misspelt and yet means the opposite."""
    return cell[:1] == label[:1] and cell.count(NO) == label.count(NO)


def _as_declared(mapping: SurveyMapping, told_by_file: dict, sketch: SheetSketch) -> Proposed:
    """What a mapping file says of each column."""
    columns = Columns(mapping, sketch.headers)
    told = {
        mapping.district: DISTRICT,
        mapping.community: COMMUNITY,
        mapping.begun: BEGUN,
        mapping.ended: ENDED,
    }
    told |= {answer.column: answer.question for answer in mapping.answers if not answer.reads_day}
    told |= dict.fromkeys(mapping.ids, ID)
    reason = _("ตามแฟ้มจับคู่ “%(title)s”") % {"title": mapping.title}
    by_place = {columns.place(name): key for name, key in told.items()}
    nothing = _("เก็บไว้ตามที่พิมพ์")
    proposals = tuple(
        Proposal(
            header,
            by_place.get(place, ""),
            100 if place in by_place else 0,
            reason if place in by_place else nothing,
        )
        for place, header in enumerate(sketch.headers)
    )
    return Proposed(told_by_file, proposals, ())


def _survey_declaration(sketch: SheetSketch, sure: dict[str, Proposal], district: str) -> dict:
    """The declaration of a survey mapping, named after the headers so that the same form is known again."""
    column = {key: sure[key].column if key in sure else "" for key in STRUCTURE}
    answers = {key: _answer(one) for key, one in sure.items() if key not in STRUCTURE}
    if "survey_date" not in answers and column[BEGUN]:
        answers["survey_date"] = {"column": column[BEGUN], "read": "day"}
    place = {"column": column[DISTRICT]} if column[DISTRICT] else {"code": district}
    begun = column[BEGUN] or column[ENDED]
    return {
        "name": name_of(sketch),
        "title": sketch.name or _("ตารางที่ส่งเข้ามา"),
        "dates": "month first" if month_comes_first(_dates(sketch, sure)) else "day first",
        "identity": {"ids": [column[ID]] if column[ID] else [], "otherwise": [], "number": ""},
        "district": place,
        "community": {"column": column[COMMUNITY]},
        "begun": begun,
        "ended": column[ENDED] or begun,
        "answers": answers,
    }


def _answer(one: Proposal) -> dict:
    return {"column": one.column, **({"codes": one.codes} if one.codes else {})}


def _register_declaration(sketch: SheetSketch, sure: dict[str, Proposal], district: str) -> dict:
    columns = {key: one.column for key, one in sure.items()}
    place = {} if _tells_district(sure) else {"code": district}
    return {"name": name_of(sketch), "columns": columns, "district": place}


def name_of(sketch: SheetSketch) -> str:
    """What a mapping of these headers is called, in whatever order they stand."""
    return f"file_{saved.headers_key(sketch.headers)[:12]}"


def _missing(kind: str, sure: dict[str, Proposal], district: str) -> list[str]:
    """Keys of what the kind cannot do without; `district` when a person must say it."""
    if kind == FileKind.SURVEYS:
        return [] if DISTRICT in sure or district else [DISTRICT]
    told = fields.register(kind)
    needed = [key for key in ("name",) if key in told["columns"] and key not in sure]
    if kind == FileKind.HOUSEHOLDS and not any(key in sure for key in told["one_of"]):
        needed.append(told["one_of"][0])
    return needed if _tells_district(sure) or district else [*needed, DISTRICT]


def _tells_district(sure: dict[str, Proposal]) -> bool:
    """Whether the rows of a register say where they are, by name or otherwise."""
    return bool(TELLING & sure.keys()) or {"lat", "lng"} <= sure.keys()


def _dates(sketch: SheetSketch, sure: dict[str, Proposal]) -> list[str]:
    columns = [sure[key].column for key in (BEGUN, ENDED, "survey_date") if key in sure]
    return [cell for column in columns for cell in sketch.column(sketch.headers.index(column))]


def month_comes_first(cells: list[str]) -> bool | None:
    """Whether dates are written 7/20/2025; None when they would read either way."""
    parts = [found for cell in cells if (found := moments.SLASHED.fullmatch(thai.arabic_digits(cell)))]
    if any(int(found[2]) > 12 for found in parts):
        return True
    return False if any(int(found[1]) > 12 for found in parts) or not parts else None


def begun_on(sketch: SheetSketch, proposed: Proposed) -> date | None:
    """The day in the middle of those on which the forms of the sample were begun."""
    month_first = proposed.declaration["dates"] == "month first"
    column = next((one.column for one in proposed.columns if one.field == BEGUN), "")
    if not column:
        return None
    days = []
    for cell in sketch.column(sketch.headers.index(column)):
        try:
            days.append(moments.read(cell, month_first=month_first).at.date())
        except moments.BadMoment:
            continue
    return sorted(days)[len(days) // 2] if days else None
