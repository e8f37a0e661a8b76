"""The first look at an upload: what it holds, and what it is taken for."""

from dataclasses import replace

from bkkhousing.lib import uploads
from bkkhousing.lib.sheets import SheetProblem
from bkkhousing.lib.uploads import SheetSketch, Upload
from jobs.problems import JobProblem
from jobs.run import Run
from surveys.choices.files import FileSource, ImportState
from surveys.importing import saved
from surveys.importing.opening import opening_told, path_of
from surveys.importing.recognising import Recognised, recognise
from surveys.importing.storing import refuse
from surveys.importing.template_versions import declaration, examined
from surveys.models import FileImport, Round

SAMPLE_CELLS = 20_000
ASKED = ("ask_encoding", "bad_encoding")


def look(run: Run) -> dict:
    """Read what the file is; a person goes on from there."""
    file_import = FileImport.objects.get(pk=run.parameters["file_import"])
    try:
        path = path_of(file_import, folder=run.folder)
        with opening_told(run):
            upload = uploads.inspect(path, name=file_import.name, encoding=file_import.encoding)
    except SheetProblem as problem:
        with run.step():
            _say_no(file_import, problem)
        raise JobProblem(problem.sentence) from problem
    run.progress(0)
    with run.step():
        _take_note(file_import, upload)
    return {"state": file_import.state, "kind": file_import.kind}


def _say_no(file_import: FileImport, problem: SheetProblem) -> None:
    """Refuse the file, or ask for its encoding."""
    if problem.code not in ASKED:
        refuse(file_import, code=problem.code, sentence=problem.sentence)
        return
    file_import.refusal = {"code": problem.code, "sentence": problem.sentence}
    file_import.save(update_fields=["refusal"])


def _take_note(file_import: FileImport, upload: Upload) -> None:
    main = upload.main
    file_import.sketch = replace(upload, sheets=tuple(map(_trimmed, upload.sheets))).as_json()
    file_import.encoding, file_import.refusal = upload.encoding, {}
    found = examined(recognise(upload))
    file_import.recognised = found.as_json()
    if found.refusal:
        refuse(file_import, code=found.refusal.code, sentence=str(found.refusal.sentence))
        return
    _take_for(file_import, upload.sheet(found.sheet) or main, found)
    file_import.state = ImportState.READ
    if found.source == FileSource.TEMPLATE:
        file_import.state, file_import.mapping = ImportState.MAPPED, declaration(file_import)
    file_import.save()


def _take_for(file_import: FileImport, sketch: SheetSketch, found: Recognised) -> None:
    """Take the file for what it looks like; a person may still say otherwise."""
    file_import.kind, file_import.source = found.kind, found.source
    file_import.round = Round.objects.filter(pk=found.round or "").first()
    file_import.sheet = sketch.name if sketch.name else ""
    file_import.header_row, file_import.headers_key = sketch.header_row, saved.headers_key(sketch.headers)


def _trimmed(sketch: SheetSketch) -> SheetSketch:
    """As many sample rows as are worth keeping."""
    most = max(3, SAMPLE_CELLS // max(1, len(sketch.headers)))
    return replace(sketch, sample=sketch.sample[:most])
