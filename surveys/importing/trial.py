"""The trial of a file: every row read, asked by all rules and compared with what is stored; nothing is written."""

from dataclasses import replace
from itertools import islice

from django.conf import settings
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.sheets import SheetProblem
from jobs.problems import JobProblem
from jobs.run import Run
from surveys.choices.files import Deed, FileKind, FileSource, ImportState
from surveys.importing import mapping, names
from surveys.importing.doubting import questions_about
from surveys.importing.kind_of import kind_of
from surveys.importing.kinds import Intake, keep
from surveys.importing.opening import content_of, opening_told
from surveys.importing.storing import refuse
from surveys.importing.tally import Tally
from surveys.models import FileImport

ELSEWHERE = "other_district"
DOUBTED_ROWS = 5_000


def try_out(run: Run) -> dict:
    """Try a file out; the result says in which state it left the import."""
    file_import = FileImport.objects.select_related("round").get(pk=run.parameters["file_import"])
    with run.step():
        FileImport.objects.filter(pk=file_import.pk).update(state=ImportState.TRYING)
    try:
        with opening_told(run):
            intake = _looked_through(file_import, run)
            if intake.unmatched:
                return _ask_for_names(file_import, run, intake)
            return _try_rows(file_import, run, intake, doubts(file_import, run))
    except SheetProblem as problem:
        with run.step():
            refuse(file_import, code=problem.code, sentence=problem.sentence)
        raise JobProblem(problem.sentence) from problem


def _looked_through(file_import: FileImport, run: Run) -> Intake:
    words = {"by": run.by, "at": run.at, "folder": run.folder, "is_trial": True}
    intake = kind_of(file_import.kind).open(file_import, **words)
    intake.look_through(lambda done: run.progress(done, None, _("อ่านไฟล์")))
    if not intake.rows:
        raise SheetProblem(_("ไฟล์นี้มีแต่หัวตาราง ไม่มีข้อมูล"))
    return intake


def _ask_for_names(file_import: FileImport, run: Run, intake: Intake) -> dict:
    """Stop here: a person says first what is meant by these names."""
    with run.step():
        file_import.names, file_import.state = names.told(intake.unmatched), ImportState.NAMING
        file_import.counts = {"rows": intake.rows, "names_found": intake.names_found}
        file_import.save(update_fields=["names", "state", "counts"])
    return {"state": file_import.state, "names": len(intake.unmatched)}


def doubts(file_import: FileImport, run: Run) -> list[dict]:
    """What is doubtful about the table itself; a form that is known by its mapping file is beyond doubt."""
    if file_import.source == FileSource.TEMPLATE or file_import.mapping["name"] in mapping.names():
        return []
    content = content_of(file_import, folder=run.folder)
    if file_import.kind == FileKind.SURVEYS:
        content = replace(content, numbered_rows=islice(content.numbered_rows, DOUBTED_ROWS))
    found = questions_about(content, kind=file_import.kind, declaration=file_import.mapping)
    return [one.as_json() for one in found]


def _try_rows(file_import: FileImport, run: Run, intake: Intake, doubtful: list[dict]) -> dict:
    if "number" not in run.checkpoint:
        with run.step(number=0):
            file_import.rows.all().delete()
    tally = Tally(run.checkpoint.get("counts"))

    def tick(done: int) -> None:
        run.progress(tally.rows + done, intake.rows, _("ตรวจแถว"))

    for batch in intake.batches(run.checkpoint["number"]):
        judged = intake.judge(batch, tick)
        tally.add(judged)
        with run.step(number=judged[-1].number, counts=tally.as_dict):
            keep(file_import, judged, is_written=False)
    counts = {**tally.as_dict, "existing": intake.existing(), "needs_look": intake.needs_look}
    return _tried(file_import, run, counts, [*doubtful, *past_round(file_import, run), *questions(counts)])


def past_round(file_import: FileImport, run: Run) -> list[dict]:
    """What the Department is asked when the round has closed; others bring no file into such a round."""
    if file_import.kind != FileKind.SURVEYS or not run.by.accepts_districts:
        return []
    if localdate(run.at) <= file_import.round.closes_on:
        return []
    words = {"round": file_import.round.shown_name, "day": thai.format_date(file_import.round.closes_on)}
    sentence = _("%(round)s ปิดไปแล้วเมื่อ %(day)s — นำเข้าย้อนหลังเข้ารอบนี้")
    return [{"code": "past_round", "sentence": sentence % words, "column": ""}]


def _tried(file_import: FileImport, run: Run, counts: dict, asked: list[dict]) -> dict:
    """Say what the trial came to: refused as a whole, in need of an answer, or ready to be written."""
    with run.step():
        if counts["codes"].get(ELSEWHERE) == counts["rows"]:
            refuse(file_import, code=ELSEWHERE, sentence=_("ทุกแถวของไฟล์นี้เป็นของเขตอื่น คุณนำเข้าได้เฉพาะเขตของคุณ"))
        else:
            file_import.questions = [one for one in asked if one["code"] not in file_import.answered]
            file_import.state = ImportState.ASKING if file_import.questions else ImportState.TRIED
        file_import.counts, file_import.names, file_import.tried_at = counts, [], run.at
        file_import.save(update_fields=["counts", "names", "questions", "state", "tried_at"])
    return {"state": file_import.state, **counts}


def questions(counts: dict) -> list[dict]:
    """What a person is asked because of what the trial came to."""
    share = 100 * counts[Deed.UPDATED] // counts["existing"] if counts["existing"] else 0
    if counts[Deed.UPDATED] <= settings.IMPORT_ASKS_ABOVE * counts["existing"]:
        return []
    words = {"updated": f"{counts[Deed.UPDATED]:,}", "existing": f"{counts['existing']:,}", "share": share}
    sentence = _("ไฟล์นี้จะแก้ %(updated)s แถว จากที่มีอยู่ %(existing)s แถว (%(share)s%%) — ตั้งใจเช่นนั้นหรือไม่")
    return [{"code": "changes_many", "sentence": sentence % words, "column": ""}]
