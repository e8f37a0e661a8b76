"""What a file holds of the chosen surveys: which parts of the form, in which words, with which sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from surveys.choices.exporting import Era, Rows, Shape, Words
from surveys.exporting.columns import ExportColumn
from surveys.questionnaire import SECTIONS

RECORD, COMPUTED, IMPORTED = "record", "computed", "imported"
OTHER_PARTS = (
    (RECORD, _("การเก็บข้อมูล: วันเวลา ความครบ ข้อที่ยืนยัน")),
    (COMPUTED, _("ผลที่ระบบคำนวณ")),
    (IMPORTED, _("คอลัมน์อื่นของแฟ้มนำเข้า")),
)
ALL_PARTS = frozenset({*(section.code for section in SECTIONS), *(code for code, _label in OTHER_PARTS)})


@dataclass(frozen=True)
class Contents:
    """The usual file holds everything; what tells which survey and where it is stays in every file."""

    parts: frozenset[str] = ALL_PARTS
    words: str = Words.BOTH
    era: str = Era.BOTH
    rows: frozenset[str] = field(default_factory=lambda: frozenset(Rows.values))
    shape: str = Shape.WIDE

    def takes(self, column: ExportColumn) -> bool:
        """Whether the file has this column."""
        if column.part and column.part not in self.parts:
            return False
        right_words = self.words == Words.BOTH or column.words in ("", self.words)
        return right_words and (self.era == Era.BOTH or column.era in ("", self.era))

    @property
    def is_long(self) -> bool:
        return self.shape == Shape.LONG

    @property
    def shown_parts(self) -> list[str]:
        """The parts by name, in the order of the form."""
        return [str(label) for code, label in part_choices() if code in self.parts]

    @property
    def as_stored(self) -> dict[str, object]:
        """As a definition and the parameters of a job keep it."""
        return {
            "parts": sorted(self.parts),
            "words": str(self.words),
            "era": str(self.era),
            "rows": sorted(self.rows),
            "shape": str(self.shape),
        }

    @classmethod
    def from_stored(cls, stored: Mapping) -> "Contents":
        """What was kept; a part that the form no longer has is left out."""
        return cls(
            parts=ALL_PARTS & frozenset(stored["parts"]),
            words=Words(stored["words"]),
            era=Era(stored["era"]),
            rows=frozenset(Rows.values) & frozenset(stored["rows"]),
            shape=Shape(stored["shape"]),
        )


EVERYTHING = Contents()


def part_choices() -> list[tuple[str, object]]:
    """The parts that may be chosen: the sections of the form, then the rest."""
    sections = [
        (one.code, _("%(mark)s. %(title)s") % {"mark": one.mark, "title": one.title}) for one in SECTIONS
    ]
    return [*sections, *OTHER_PARTS]
