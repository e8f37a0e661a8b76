"""A whole file on its way in: read, matched, written batch by batch in one transaction, or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.db import transaction

from bkkhousing.lib.row_problems import RowProblem, refusing
from bkkhousing.lib.sheets import SheetContent
from surveys import figures
from surveys.actions.importing import Written, wait_for_turn, write_batch
from surveys.actions.judging import Incoming
from surveys.choices import Severity
from surveys.importing.mapping import SurveyMapping
from surveys.importing.places import Places, UnmatchedName
from surveys.importing.rows import Alternatives, RowReader
from surveys.models import Round, Survey

BATCH = 2_000


@dataclass
class Outcome:
    """What a file came to."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    unmatched: list[UnmatchedName] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    names_matched: int = 0
    is_undecided: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether nothing was written."""
        return self.is_undecided or bool(refusing(self.problems))

    def counts(self) -> dict[str, int]:
        """The summary of the stable interface; `unmatched` counts names, `unmatched_rows` their rows."""
        written = {} if self.is_refused else {"created": self.created, "updated": self.updated}
        return {
            "rows": self.rows,
            **{"created": 0, "updated": 0, **written},
            "unchanged": 0 if self.is_refused else self.unchanged,
            "skipped": self.skipped,
            "unmatched": len(self.unmatched),
            "unmatched_rows": sum(name.rows for name in self.unmatched),
            "matched": self.names_matched,
            "problems": len(self.problems),
        }


def take_in(
    content: SheetContent,
    *,
    mapping: SurveyMapping,
    round: Round,
    unmatched: str,
    by,
    at: datetime,
    dry_run: bool = False,
) -> Outcome:
    """Write a file's surveys into a round, all or none; a dry run does the same and takes it back.

    `unmatched` says what becomes of a community name that matches none: `outside` puts the row outside
    registered communities, `skip` leaves it out, and blank leaves the decision open and writes nothing.
    Raises SheetProblem when the file is no table of this mapping.
    """
    with transaction.atomic():
        places = Places()
        reader = RowReader(content, mapping, places, unmatched == "outside", by.district_id)
        rows = reader.read()
        outcome = Outcome(rows=reader.rows, problems=reader.problems, names_matched=places.names_matched)
        outcome.unmatched = list(places.unmatched(reader.unmatched))
        outcome.is_undecided = bool(outcome.unmatched) and not unmatched
        if not outcome.is_refused:
            outcome.skipped = reader.rows - len(rows)
            _write(rows, reader, outcome, round=round, by=by, at=at)
        if dry_run or outcome.is_refused:
            transaction.set_rollback(True)
    return outcome


def _write(rows: list[Incoming], reader: RowReader, outcome: Outcome, *, round: Round, by, at) -> None:
    """Write batch after batch, community by community.

    Surveys are locked before any figures are, and figures at the end and in the order of communities, as every
    other writer does it: so nobody waits for each other in a circle.  Two imports into one round wait for each other.
    """
    wait_for_turn(round)
    alternatives = Alternatives({row.source_key for row in rows}, _stored_keys(round, reader.mapping))
    known = sorted(alternatives.told(rows), key=lambda row: row.community.pk)
    with figures.together():
        for batch in _batches(known):
            written = write_batch(rows=batch, round=round, by=by, at=at)
            _add(outcome, written, reader)
    outcome.problems.sort(key=lambda problem: (problem.row, problem.column))


def _stored_keys(round: Round, mapping: SurveyMapping) -> set[str]:
    """The keys of all surveys that came through this mapping, locked until the transaction ends."""
    stored = Survey.objects.in_round(round).filter(source_key__startswith=f"{mapping.name}:")
    locked = stored.select_for_update(of=("self",)).order_by("pk")
    return set(locked.values_list("source_key", flat=True))


def _batches(rows: Sequence[Incoming]) -> Iterator[list[Incoming]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch


def _add(outcome: Outcome, written: Written, reader: RowReader) -> None:
    outcome.created += written.created
    outcome.updated += written.updated
    outcome.unchanged += written.unchanged
    outcome.skipped += written.skipped
    for number, problem in written.problems:
        reader.refuse(
            number,
            reader.mapping.column_of(problem.field),
            problem.code,
            str(problem.sentence),
            refuses=problem.severity == Severity.HARD,
        )
