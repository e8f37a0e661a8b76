"""The table of columns of an import: what each holds, what it is taken for and why, and what its values stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from bkkhousing.lib.sheets import SheetProblem
from bkkhousing.lib.uploads import SheetSketch
from districts.models import District
from surveys.choices.files import FileKind
from surveys.importing.assigning import BLANK, REFUSE, Assigned, assigned, code_of, codes_in
from surveys.importing.fields import BEGUN, DISTRICT, ENDED, Field, fields_of
from surveys.importing.mapping import MappingProblem
from surveys.importing.proposing import STRUCTURE, Proposed, propose
from surveys.importing.sketches import sketch_of
from surveys.models import FileImport, SavedMapping
from surveys.questionnaire import SECTIONS, questions

MANY_COLUMNS = 40
EXAMPLES = 3
MOST_VALUES = 30
LONGEST_EXAMPLE = 60
PROPOSED = "proposed"


@dataclass(frozen=True)
class Value:
    """One value of a column with codes: how often it stands in the sample, and what it means."""

    number: int
    cell: str
    rows: int
    code: str
    label: str

    @property
    def is_unknown(self) -> bool:
        return self.code == REFUSE


@dataclass(frozen=True)
class Line:
    """One column: `number` names its inputs, `is_offered` tells whether a person chooses for it here."""

    number: int
    header: str
    examples: list[str]
    field: str
    label: str
    reason: str
    is_unsure: bool
    is_offered: bool
    values: list[Value] = field(default_factory=list)
    choices: tuple = ()


@dataclass(frozen=True)
class Base:
    """Where the table begins: a declaration, what it gives each column, and whose thought it is."""

    name: str
    declaration: dict
    fields: dict[str, str]
    proposed: Proposed
    saved: SavedMapping | None = None


class ColumnTable:
    """The columns of one import as its page shows them."""

    def __init__(self, file_import: FileImport, user, *, asked: str = "") -> None:
        self.file_import, self.user, self.kind = file_import, user, file_import.kind
        self.sketch: SheetSketch = sketch_of(file_import)
        self.saved = list(_saved_for(file_import, user))
        self.base = self._base(asked)
        self.fields = {one.key: one for one in fields_of(self.kind)}
        self.thoughts = {one.column: one for one in self.base.proposed.columns}

    def _base(self, asked: str) -> Base:
        proposed = propose(self.sketch, self.kind, district=self.user.district_id or "")
        for saved in self._wanted(asked):
            if (fields := self._read(saved.mapping)) is not None:
                return Base(str(saved.pk), saved.mapping, fields, proposed, saved)
        if not asked and (fields := self._read(self.file_import.mapping)) is not None:
            return Base("", self.file_import.mapping, fields, proposed)
        fields = {one.column: one.field for one in proposed.columns if one.is_sure}
        return Base(PROPOSED, proposed.declaration, fields, proposed)

    def _wanted(self, asked: str) -> list[SavedMapping]:
        """The kept mapping that was asked for, else the newest one while nothing else was said."""
        if asked.isdigit():
            return [one for one in self.saved if str(one.pk) == asked]
        return self.saved[:1] if not asked and not self.file_import.mapping else []

    def _read(self, declaration: dict) -> dict[str, str] | None:
        """What a declaration gives each column; nothing when it says nothing or does not fit the file."""
        if not declaration:
            return None
        try:
            return assigned(declaration, kind=self.kind, headers=self.sketch.headers)
        except (MappingProblem, SheetProblem):
            return None

    @cached_property
    def is_long(self) -> bool:
        return len(self.sketch.headers) > MANY_COLUMNS

    def lines(self, fields: Assigned, codes: Mapping[str, Mapping[str, str]]) -> list[Line]:
        """Every column with the field it is given by these choices."""
        return [
            self._line(number, header, fields.get(header, ""), codes)
            for number, header in enumerate(self.sketch.headers)
        ]

    def _line(self, number: int, header: str, key: str, codes: Mapping) -> Line:
        thought, told = self.thoughts[header], self.fields.get(key)
        cells = self.sketch.column(number)
        return Line(
            number=number,
            header=header,
            examples=[cell[:LONGEST_EXAMPLE] for cell in list(dict.fromkeys(cells))[:EXAMPLES]],
            field=key,
            label=told.label if told else "",
            reason=self._reason(header, key),
            is_unsure=not key and bool(thought.field),
            is_offered=not self.is_long or bool(key or thought.field),
            values=self._values(key, cells, codes.get(key, {})) if self.has_codes(key) else [],
            choices=questions()[key].choices if self.has_codes(key) else (),
        )

    def _reason(self, header: str, key: str) -> str:
        thought = self.thoughts[header]
        if key == thought.field:
            kept_as_typed = key or self.kind == FileKind.SURVEYS
            return thought.reason if kept_as_typed else _("ไม่พบว่าตรงกับข้อใด")
        if not key and thought.field:
            words = {"field": self.fields[thought.field].label, "why": thought.reason}
            return _("อาจเป็น “%(field)s”: %(why)s") % words
        if self.base.saved and self.base.fields.get(header) == key:
            return _("ตามการจับคู่ที่เก็บไว้ “%(name)s”") % {"name": self.base.saved.name}
        return _("ตามที่เลือกไว้") if key else _("ไม่ใช้ตามที่เลือก")

    def has_codes(self, key: str) -> bool:
        return self.kind == FileKind.SURVEYS and key in questions() and bool(questions()[key].choices)

    def _values(self, key: str, cells: list[str], said: Mapping[str, str]) -> list[Value]:
        known = codes_in(self.base.declaration, key)
        labels = {
            BLANK: _("ไม่ตอบ"),
            REFUSE: "",
            **{code: str(label) for code, label in questions()[key].choices},
        }
        found = []
        for number, cell in enumerate(values_of(cells)):
            code = said.get(cell, code_of(known, cell))
            found.append(Value(number, cell, cells.count(cell), code, labels.get(code, "")))
        return found

    def groups(self) -> Iterator[tuple[str, list[Field]]]:
        """The fields to choose from, in the order of the questionnaire."""
        if self.kind != FileKind.SURVEYS:
            yield _("ทะเบียน"), list(self.fields.values())
            return
        yield _("แบบนี้เป็นของใคร"), [self.fields[key] for key in STRUCTURE]
        for section in SECTIONS:
            asked = [self.fields[one.key] for one in section.questions if one.key in self.fields]
            if asked:
                yield f"{section.mark}. {section.title}", asked

    @property
    def asks_district(self) -> bool:
        """Whether the page asks for the district of the whole file; those of one district are never asked."""
        return not self.user.district_id

    @property
    def district(self) -> str:
        return self.base.declaration.get("district", {}).get("code", "") or self.user.district_id or ""

    def districts(self) -> list[tuple[str, str]]:
        found = District.objects.visible_to(self.user)
        return [(one.pk, one.name) for one in found]

    @property
    def has_moments(self) -> bool:
        return self.kind == FileKind.SURVEYS and bool(
            {BEGUN, ENDED, "survey_date"} & set(self.base.fields.values())
        )

    @property
    def missing(self) -> list[str]:
        """What no column was found for, in words; the district is asked on its own."""
        return [
            self.fields[key].label
            for key in self.base.proposed.missing
            if key in self.fields and key != DISTRICT
        ]


def values_of(cells: list[str]) -> list[str]:
    """The different values of a column in the order in which they first stand there."""
    return list(dict.fromkeys(cells))[:MOST_VALUES]


def _saved_for(file_import: FileImport, user):
    kept = SavedMapping.objects.visible_to(user).fitting(file_import.headers_key)
    return kept.filter(kind=file_import.kind)
