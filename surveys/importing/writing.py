"""Writing what a person approved at the trial: batch by batch, each exactly once."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from jobs.run import Run
from surveys.choices.files import ImportState
from surveys.importing.kind_of import kind_of
from surveys.importing.kinds import CHANGED_SINCE, CHANGING, Intake, Judged, Tick, changed_since, keep
from surveys.importing.opening import opening_told
from surveys.importing.tally import Tally
from surveys.models import FileImport

Approvals = dict[int, tuple]


def write(run: Run) -> dict:
    """Write the rows that the trial found good; the counts say what became of every row."""
    with opening_told(run):
        return _write(FileImport.objects.select_related("round").get(pk=run.parameters["file_import"]), run)


def _write(file_import: FileImport, run: Run) -> dict:
    words = {"by": run.by, "at": run.at, "folder": run.folder, "is_trial": False}
    intake = kind_of(file_import.kind).open(file_import, **words)
    total = file_import.counts["rows"]
    if file_import.counts["needs_look"]:
        intake.look_through(lambda done: run.progress(done, total, _("อ่านไฟล์")))
    tally = Tally(run.checkpoint.get("counts"))

    def tick(done: int) -> None:
        run.progress(tally.rows + done, total, _("บันทึก"))

    def judging(done: int) -> None:
        tick(done // 2)

    for batch in intake.batches(run.checkpoint.get("number", 0)):
        judged = intake.judge(batch, judging)
        _hold_to_approval(judged, _approvals(file_import, judged))
        with run.step(number=judged[-1].number) as checkpoint:
            _write_batch(file_import, intake, judged, tick)
            tally.add(judged)
            checkpoint["counts"] = tally.as_dict
    return _written(file_import, run, tally)


def _approvals(file_import: FileImport, judged: list[Judged]) -> Approvals:
    """What the trial said of these rows, by number."""
    numbers = (judged[0].number, judged[-1].number)
    tried = file_import.rows.filter(number__range=numbers, is_written=False)
    rows = tried.values_list("number", "deed", "subject", "revision_before")
    return {number: tuple(rest) for number, *rest in rows}


def _hold_to_approval(judged: Iterable[Judged], approvals: Approvals) -> None:
    """Refuse what would be written otherwise than the person saw it."""
    for one in judged:
        if one.deed in CHANGING and approvals.get(one.number) != one.approval:
            one.refuse(CHANGED_SINCE, changed_since())


def _write_batch(file_import: FileImport, intake: Intake, judged: list[Judged], tick: Tick) -> None:
    """The rows, their figures and what became of them, in the caller's transaction."""
    intake.write(judged, lambda done: tick((len(judged) + done) // 2))
    file_import.rows.filter(number__range=(judged[0].number, judged[-1].number)).delete()
    keep(file_import, judged, is_written=True)


def _written(file_import: FileImport, run: Run, tally: Tally) -> dict:
    with run.step():
        file_import.counts = {**file_import.counts, **tally.as_dict}
        file_import.state, file_import.written_at = ImportState.WRITTEN, run.at
        file_import.save(update_fields=["counts", "state", "written_at"])
    return {"state": file_import.state, **tally.as_dict}
