"""Files whose rows are entries of a register: known by what they say, planned first, written as planned."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _

from bkkhousing.lib.row_problems import RowProblem
from communities.actions import Planned, mark
from surveys.choices.files import Deed
from surveys.importing.kinds import (
    BATCH,
    CHANGED_SINCE,
    CHANGING,
    Judged,
    Tick,
    changed_since,
    left_out,
)
from surveys.importing.opening import content_of
from surveys.importing.places import UnmatchedName
from surveys.models import FileImport, ImportedRow

Read = tuple[int, object, list[RowProblem]]


class RegisterIntake(ABC):
    """One register file, whatever its rows are.

    The mark of a stored row stands where a survey has its revision: another mark means that somebody changed it.
    """

    needs_look = True
    names_found = 0

    def __init__(self, file_import: FileImport, *, by, at: datetime, folder: Path, is_trial: bool) -> None:
        self.file_import, self.by, self.at, self.folder = file_import, by, at, folder
        self.rows = 0
        self.unmatched: list[UnmatchedName] = []
        self.districts: set[str] = set()
        self._twice: dict[int, int] = {}

    @abstractmethod
    def stream(self) -> Iterator[Read]:
        """The rows of the file, opened anew."""

    @abstractmethod
    def plan(self, rows: Sequence, *, locked: bool = False) -> list[Planned]:
        """What the rows would make of what is stored."""

    @abstractmethod
    def put(self, planned: Sequence[Planned]) -> None:
        """Write what was planned, within the caller's transaction."""

    @abstractmethod
    def existing(self) -> int:
        """How many stored rows there are where the file belongs."""

    def doubts(self, planned: Sequence[Planned]) -> dict[int, RowProblem]:
        """Rows that are not to change what they mean, by number, and why."""
        return {}

    def note(self, row: object) -> None:
        """Look at a row before any is judged."""
        self.districts.add(row.district)

    def content(self):
        return content_of(self.file_import, folder=self.folder)

    @property
    def columns(self) -> dict[str, str]:
        """Field → header, as a person chose them."""
        return self.file_import.mapping.get("columns", {})

    @property
    def district(self) -> str:
        """The district of every row, where the file has no column for it."""
        return self.file_import.mapping.get("district", {}).get("code", "")

    def look_through(self, tick: Tick) -> None:
        first: dict[int, int] = {}
        for number, row, _problems in self.stream():
            self.rows += 1
            tick(self.rows)
            if row is None:
                continue
            keys = [hash(key) for key in row.keys]
            if earlier := next((first[key] for key in keys if key in first), None):
                self._twice[number] = earlier
            first.update(dict.fromkeys(keys, number))
            self.note(row)

    def batches(self, after: int) -> Iterator[list[Read]]:
        behind = (read for read in self.stream() if read[0] > after)
        while batch := list(islice(behind, BATCH)):
            yield batch

    def judge(self, batch: Sequence[Read], tick: Tick) -> list[Judged]:
        good = [row for number, row, _problems in batch if row is not None and number not in self._twice]
        planned = {one.row.number: one for one in self.plan(good)}
        doubts = self.doubts(list(planned.values()))
        tick(len(batch))
        return [self._judged(read, planned.get(read[0]), doubts.get(read[0])) for read in batch]

    def _judged(self, read: Read, planned: Planned | None, doubt: RowProblem | None) -> Judged:
        number, _row, problems = read
        if number in self._twice:
            return left_out(number, [*problems, _double(number, self._twice[number])])
        if planned is None:
            return left_out(number, problems)
        if planned.is_elsewhere:
            return left_out(number, [*problems, _of_another_place(number)])
        judged = judged_of(planned, [*problems, *([doubt] if doubt else [])])
        judged.deed = Deed.UNCHANGED if doubt else judged.deed
        return judged

    def write(self, judged: list[Judged], tick: Tick) -> None:
        chosen = [one for one in judged if one.deed in CHANGING]
        fresh = {one.row.number: one for one in self.plan([one.thing.row for one in chosen], locked=True)}
        for one in chosen:
            now = fresh[one.number]
            if judged_of(now, []).approval != one.approval:
                one.refuse(CHANGED_SINCE, changed_since())
            one.thing = now
        tick(len(chosen) // 2)
        self._write([one for one in chosen if one.deed in CHANGING])
        tick(len(chosen))

    def _write(self, judged: Iterable[Judged]) -> None:
        judged = list(judged)
        self.put([one.thing for one in judged])
        for one in judged:
            planned = one.thing
            one.subject, one.revision_after = str(planned.subject.pk), mark(planned.became)
            one.before = planned.was


def judged_of(planned: Planned, problems: list[RowProblem]) -> Judged:
    """The row with what is planned for it."""
    deed = Deed.CREATED if planned.is_new else Deed.UPDATED if planned.changes else Deed.UNCHANGED
    stored = not planned.is_new
    return Judged(
        number=planned.row.number,
        deed=deed,
        subject=str(planned.subject.pk) if stored else "",
        revision_before=planned.seen if stored else None,
        problems=problems,
        thing=planned,
    )


def changed_marks(rows: Iterable[ImportedRow], marks: dict[str, int]) -> set[int]:
    """The numbers of rows whose stored rows are not as the import left them; `marks` are by key."""
    return {row.number for row in rows if marks.get(row.subject) != row.revision_after}


def _double(number: int, earlier: int) -> RowProblem:
    return RowProblem(number, 0, "", "double", _("ซ้ำกับแถวที่ %(row)s ตัดออกแถวหนึ่ง") % {"row": earlier})


def _of_another_place(number: int) -> RowProblem:
    sentence = _("แถวนี้นำเข้าในเขตนี้ไม่ได้ — ตรวจรหัสเขตและรหัสของแถว หรือติดต่อสำนักพัฒนาสังคม")
    return RowProblem(number, 0, "", "other_place", sentence)
