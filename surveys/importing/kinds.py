"""What the flow of an import asks of a kind of file; three kinds, one flow."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from django.utils.translation import gettext as _

from bkkhousing.lib.row_problems import RowProblem
from surveys import bulk
from surveys.choices.files import Deed
from surveys.importing.places import UnmatchedName
from surveys.models import FileImport, ImportedRow

BATCH = 2_000
CHANGING = (Deed.CREATED, Deed.UPDATED)
CHANGED_SINCE = "changed_since_trial"
Tick = Callable[[int], None]


@dataclass(slots=True)
class Judged:
    """A row and what becomes of it; `thing` is what its kind needs to write it."""

    number: int
    deed: Deed
    subject: str = ""
    revision_before: int | None = None
    revision_after: int | None = None
    before: dict = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    thing: object = None

    @property
    def approval(self) -> tuple:
        """What a person approves of at the trial; the row is written while this is still so."""
        return str(self.deed), self.subject, self.revision_before

    def refuse(self, code: str, sentence: str) -> None:
        """Leave the row out after all, and say why."""
        self.deed = Deed.REFUSED
        self.problems.append(RowProblem(self.number, 0, "", code, sentence))

    def stored(self, blank: ImportedRow, *, is_written: bool) -> ImportedRow:
        """The row of the import that says so; `blank` holds what all of them share."""
        return bulk.copy_of(
            blank,
            number=self.number,
            deed=self.deed.value,
            subject=self.subject,
            revision_before=self.revision_before,
            revision_after=self.revision_after,
            before=self.before,
            problems=[asdict(problem) for problem in self.problems],
            is_told=bool(self.problems),
            is_written=is_written and self.deed in CHANGING,
        )


def keep(file_import: FileImport, judged: Iterable[Judged], *, is_written: bool) -> None:
    """Insert what became of these rows."""
    blank = ImportedRow(file_import=file_import, number=0)
    bulk.insert([one.stored(blank, is_written=is_written) for one in judged])


class Intake(Protocol):
    """One file of one kind, opened by one person at one moment."""

    rows: int
    unmatched: list[UnmatchedName]
    """The names of communities that nobody has decided about."""
    names_found: int
    """How many names of communities were known at once, once all rows were looked through."""
    needs_look: bool
    """Whether rows can only be judged after all of them were looked through."""

    def look_through(self, tick: Tick) -> None:
        """Go through the file once, without the rules: count it, find its names and what its rows are called."""

    def batches(self, after: int) -> Iterator[Sequence]:
        """The rows behind this one, some thousands at a time; rows that cannot be read are among them."""

    def judge(self, batch: Sequence, tick: Tick) -> list[Judged]:
        """What each row would come to; writes nothing, needs no transaction, and ticks with the rows of the batch done."""

    def write(self, judged: list[Judged], tick: Tick) -> None:
        """Write within the caller's transaction; a row that changed since it was judged is refused instead.

        It ticks with the rows written, as `judge` does with those judged.
        """

    def existing(self) -> int:
        """How many rows of this kind there are where the file belongs."""


class Kind(Protocol):
    """One kind of file."""

    def open(self, file_import: FileImport, *, by, at: datetime, folder: Path, is_trial: bool) -> Intake:
        """Open the file; raises SheetProblem."""

    def edited(self, rows: Sequence[ImportedRow]) -> set[int]:
        """The numbers of written rows that somebody has changed since."""

    def take_back(self, rows: Sequence[ImportedRow], *, by, at: datetime) -> set[int]:
        """Put back what these rows changed, within the caller's transaction; the numbers of those left as they are."""


def changed_since() -> str:
    """What is told of a row that is not any more as it was at the trial."""
    return _("แถวนี้ในระบบเปลี่ยนไปหลังทดลอง จึงไม่บันทึก — ทดลองใหม่เพื่อดูค่าล่าสุด")


def left_out(number: int, problems: Sequence[RowProblem]) -> Judged:
    """A row that could not be read, or that a person chose to leave out."""
    if any(problem.refuses for problem in problems):
        return Judged(number, Deed.REFUSED, problems=list(problems))
    said = problems or [_left_out_by_choice(number)]
    return Judged(number, Deed.SKIPPED, problems=list(said))


def _left_out_by_choice(number: int) -> RowProblem:
    return RowProblem(number, 0, "", "left_out", _("ข้ามแถวนี้ตามที่เลือกไว้ในขั้นจับคู่ชื่อชุมชน"), refuses=False)
