"""Files whose rows are surveys."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import cached_property
from pathlib import Path
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.utils.timezone import localdate

from districts.models import District
from surveys.actions import taking_back
from surveys.actions.importing import wait_for_turn, write_judged
from surveys.actions.judging import ROWS_PER_TICK, Form, judge
from surveys.batch_surroundings import Remembered
from surveys.importing.kinds import (
    BATCH,
    CHANGED_SINCE,
    CHANGING,
    Judged,
    Tick,
    changed_since,
    left_out,
)
from surveys.importing.names import undecided
from surveys.importing.places import Places
from surveys.importing.rows import Alternatives, Read, base_of
from surveys.importing.sources import SurveyReader, reader_of
from surveys.models import FileImport, ImportedRow, Survey

KEPT_ANSWERS = 500_000
LARGEST_BATCH = 100_000
"""Answers: a batch of long forms is of fewer rows, so that none takes long."""


class SurveyKind:
    """Surveys: known by the key of their row, written as submitted."""

    def open(
        self, file_import: FileImport, *, by, at: datetime, folder: Path, is_trial: bool
    ) -> "SurveyIntake":
        return SurveyIntake(file_import, by=by, at=at, folder=folder, is_trial=is_trial)

    def edited(self, rows: Sequence[ImportedRow]) -> set[int]:
        return taking_back.edited(rows)

    def take_back(self, rows: Sequence[ImportedRow], *, by, at: datetime) -> set[int]:
        return taking_back.take_back(rows, by=by, at=at)


class LookedThrough:
    """A first pass over a file, which keeps its rows for the second while they are few."""

    def __init__(self, reader: SurveyReader) -> None:
        self.reader, self.reads, self._room = reader, [], KEPT_ANSWERS

    @property
    def is_kept(self) -> bool:
        """Whether all rows are in `reads`."""
        return self._room > 0

    def stream(self) -> Iterator[Read]:
        for read in self.reader.stream():
            if self.is_kept:
                self._keep(read)
            yield read

    def _keep(self, read: Read) -> None:
        self.reads.append(read)
        self._room -= read.size
        if not self.is_kept:
            self.reads = []


class SurveyIntake:
    """One file of surveys on its way into a round."""

    def __init__(self, file_import: FileImport, *, by, at: datetime, folder: Path, is_trial: bool) -> None:
        self.file_import, self.round = file_import, file_import.round
        self.by, self.at, self.folder = by, at, folder
        self.rows = 0
        self.unmatched: list = []
        self.names_found = 0
        self.districts: set[str] = set()
        self._places = Places()
        self._remembered = Remembered() if is_trial else None
        self._closed_for = frozenset() if by.accepts_districts else closed_for(self.round, at)
        self._alternatives = Alternatives((), ())
        self._reader: SurveyReader | None = None
        self._looked: LookedThrough | None = None

    def _fresh_reader(self) -> SurveyReader:
        where = {"only_district": self.by.district_id, "folder": self.folder}
        return reader_of(self.file_import, places=self._places, **where)

    def look_through(self, tick: Tick) -> None:
        reader = self._fresh_reader()
        self._looked = LookedThrough(reader)
        for place, read in enumerate(self._looked.stream()):
            if place % ROWS_PER_TICK == 0 or not read.number:
                tick(reader.rows)
            if read.row is not None:
                self.districts.add(read.row.district.code)
        self.rows = reader.rows
        self.unmatched = list(self._places.unmatched(undecided(self.file_import, reader.unmatched)))
        self.names_found = self._places.names_matched
        self._alternatives = Alternatives(reader.keys, self._numbered_keys(reader))

    @property
    def needs_look(self) -> bool:
        return bool(self._alternatives)

    def _numbered_keys(self, reader: SurveyReader) -> Iterable[str]:
        """Keys of stored rows that were told apart by their number in the file; none when this file has none."""
        if not any(map(base_of, reader.keys)):
            return ()
        stored = Survey.objects.in_round(self.round).in_district(self.by.district_id or "")
        named = stored.filter(source_key__startswith=f"{reader.name}:", source_key__contains="#")
        return named.values_list("source_key", flat=True).iterator()

    def batches(self, after: int) -> Iterator[list[Read]]:
        looked = self._looked
        self._reader = looked.reader if looked and looked.is_kept else self._fresh_reader()
        reads = looked.reads if looked and looked.is_kept else self._reader.stream()
        behind = (read for read in reads if read.number > after)
        batch, room = [], LARGEST_BATCH
        for read in behind:
            batch.append(read)
            room -= read.size
            if len(batch) == BATCH or room <= 0:
                yield batch
                batch, room = [], LARGEST_BATCH
        if batch:
            yield batch

    @cached_property
    def _are_new(self) -> bool:
        """Whether no row of a file like this one is stored; what is stored meanwhile is found when writing."""
        stored = Survey.objects.in_round(self.round)
        return not stored.filter(source_key__startswith=f"{self._reader.name}:").exists()

    def judge(self, batch: Sequence[Read], tick: Tick) -> list[Judged]:
        rows = list(self._alternatives.told([read.row for read in batch if read.row is not None]))
        forms = judge(
            rows,
            round=self.round,
            at=self.at,
            are_new=self._are_new,
            remembered=self._remembered,
            closed_for=self._closed_for,
            tick=tick,
        )
        judged = {form.row.number: self._judged(form) for form in forms}
        return [judged.get(read.number) or left_out(read.number, read.problems) for read in batch]

    def _judged(self, form: Form) -> Judged:
        survey = form.survey
        return Judged(
            number=form.row.number,
            deed=form.deed,
            subject=str(survey.pk) if survey else "",
            revision_before=survey.revision if survey else None,
            problems=[self._reader.problem_of(form.row, problem) for problem in form.problems],
            thing=form,
        )

    def write(self, judged: list[Judged], tick: Tick) -> None:
        wait_for_turn(self.round)
        self._refuse_changed([one for one in judged if one.deed in CHANGING])
        chosen = [one for one in judged if one.deed in CHANGING]
        forms = [one.thing for one in chosen]
        write_judged(forms, round=self.round, by=self.by, at=self.at, tick=tick)
        for one in chosen:
            survey = one.thing.survey
            one.subject, one.revision_after, one.before = str(survey.pk), survey.revision, one.thing.before

    def _refuse_changed(self, judged: list[Judged]) -> None:
        """Those that somebody wrote between the look at them and this transaction."""
        meant = [self._meant(one) for one in judged]
        rows = Survey.objects.filter(pk__in=meant).select_for_update(of=("self",)).order_by("pk")
        stored = {stamp[0]: stamp for stamp in rows.values_list(*STAMP)}
        for one, survey_id in zip(judged, meant, strict=True):
            seen = one.thing.survey
            if stored.get(survey_id) != (_stamp(seen) if seen else None):
                one.refuse(CHANGED_SINCE, changed_since())

    def _meant(self, one: Judged) -> UUID:
        """The id of the survey that the row was found to be, or is to become."""
        seen = one.thing.survey
        return seen.pk if seen else one.thing.row.survey_id(self.round)

    def existing(self) -> int:
        stored = Survey.objects.in_round(self.round)
        here = {self.by.district_id} if self.by.district_id else self.districts
        return stored.filter(district__in=here).count()


STAMP = ("pk", "revision", "state", "reviewed_at")


def _stamp(survey: Survey) -> tuple:
    return survey.pk, survey.revision, survey.state, survey.reviewed_at


def closed_for(round, at: datetime) -> frozenset[str]:
    """The districts in which the round takes no forms today."""
    today = localdate(at)
    prefetch_related_objects([round], "extensions")
    codes = District.objects.values_list("pk", flat=True)
    return frozenset(code for code in codes if not round.is_open_for(code, today))
