"""What people do with a file on its way in: send it, say what it is, try it, write it, take it back."""

import shutil
import tempfile
from collections.abc import Collection, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from bkkhousing.lib import thai
from bkkhousing.lib.sheet_files import kind_of, refuse_unless_named_so
from bkkhousing.lib.upload_archives import MIB, opened
from bkkhousing.lib.upload_refusals import beyond, limit
from communities.models import Community, CommunityAlias
from jobs import actions as jobs
from jobs.models import Job
from surveys.choices.files import AFTER_TRIAL, BEFORE_TRIAL, FileKind, FileSource, ImportState
from surveys.importing import names
from surveys.importing.mapping import MappingProblem, read
from surveys.importing.names import OUTSIDE, SKIP, Name
from surveys.importing.saved import headers_key
from surveys.importing.storing import forget_upload
from surveys.models import FileImport, Round, SavedMapping
from surveys.refusals import Refused, RoundClosed, WrongStep

LOOK, TRY, WRITE, UNDO, RESULT = "import_look", "import_trial", "import_write", "import_undo", "import_result"
CHOOSABLE = (*BEFORE_TRIAL, *AFTER_TRIAL)
LONGEST_NAME = 255


def receive(*, upload: File, name: str, by, at: datetime) -> FileImport:
    """Keep an upload and have it looked at by a worker; raises SheetProblem when it is refused at a glance.

    `name` is what the person called it: it is shown and tells the kind, and is never a path.
    """
    plain = Path(thai.normalise(name).replace("\\", "/")).name[-LONGEST_NAME:] or _("ไฟล์ไม่มีชื่อ")
    size, fingerprint = _glance(upload, plain)
    file_import = FileImport(by=by, district=by.district, created_at=at, name=plain, size=size)
    file_import.sha256 = fingerprint
    upload.seek(0)
    file_import.key = default_storage.save(file_import.key, upload)
    try:
        with transaction.atomic():
            file_import.save(force_insert=True)
            _start(LOOK, file_import, by=by, at=at)
    except BaseException:
        default_storage.delete(file_import.key)
        raise
    return file_import


def _glance(upload: File, name: str) -> tuple[int, str]:
    """Size and fingerprint of an upload that is no hostile file at first sight; raises SheetProblem."""
    if upload.size > limit("file_mib") * MIB:
        raise beyond("too_large", "file_mib")
    with tempfile.NamedTemporaryFile(suffix=".upload") as copy:
        upload.seek(0)
        shutil.copyfileobj(upload, copy)
        copy.flush()
        content = Path(copy.name).read_bytes()
        if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            return len(content), sha256(content).hexdigest()
        kind = kind_of(content)
        refuse_unless_named_so(kind, name)
        if kind == "workbook":
            with opened(Path(copy.name)):
                pass
        return len(content), sha256(content).hexdigest()


@transaction.atomic
def choose(
    *,
    file_import: FileImport,
    kind: str,
    by,
    at: datetime,
    source: str = "",
    round: Round | None = None,
    sheet: str = "",
    header_row: int | None = None,
) -> FileImport:
    """Say what the file is: its kind, the round its surveys belong to, the sheet and the row of the headings."""
    file_import = _locked(file_import, *CHOOSABLE)
    if kind not in FileKind.values or (kind == FileKind.SURVEYS and round is None):
        raise Refused(_("เลือกชนิดของไฟล์ และรอบสำรวจถ้าเป็นแบบสำรวจ"))
    sketch = next((one for one in file_import.sketch.get("sheets", ()) if one["name"] == sheet), None)
    file_import.kind, file_import.source = kind, source or file_import.source
    file_import.round = round if kind == FileKind.SURVEYS else None
    if sheet and sketch:
        file_import.sheet, file_import.headers_key = sheet, headers_key(sketch["headers"])
    file_import.header_row = header_row if header_row is not None else file_import.header_row
    _require_open(file_import, by, at)
    return _back_to(ImportState.READ, file_import, mapping={})


@transaction.atomic
def choose_encoding(*, file_import: FileImport, encoding: str, by, at: datetime) -> FileImport:
    """Read the file in another encoding."""
    file_import = _locked(file_import, *CHOOSABLE)
    file_import.encoding = encoding
    file_import = _back_to(ImportState.UPLOADED, file_import, mapping={}, sketch={}, refusal={})
    _start(LOOK, file_import, by=by, at=at)
    return file_import


@transaction.atomic
def choose_mapping(
    *,
    file_import: FileImport,
    mapping: Mapping,
    by,
    at: datetime,
    save_as: str = "",
    for_everyone: bool = False,
) -> FileImport:
    """Say which column is what; kept under a name for the next file where one is given.

    `for_everyone` is the Department's to say.  Raises MappingProblem when the mapping cannot be used.
    """
    file_import = _locked(file_import, *CHOOSABLE)
    if not file_import.kind:
        raise WrongStep
    told = {**mapping, "name": mapping.get("name") or f"file_{file_import.headers_key[:16]}"}
    if file_import.kind != FileKind.SURVEYS:
        _require_columns(told)
    elif file_import.source != FileSource.TEMPLATE:
        read(told["name"], told)
    if kept_as := thai.normalise(save_as.replace("\x00", ""))[:100]:
        _save_mapping(file_import, told, kept_as, by=by, at=at, for_everyone=for_everyone)
    return _back_to(ImportState.MAPPED, file_import, mapping=told)


def _require_columns(told: Mapping) -> None:
    if not told.get("columns"):
        raise MappingProblem(_("ยังไม่ได้เลือกคอลัมน์ — เลือกอย่างน้อยคอลัมน์ของชื่อหรือเลขที่"))


def _save_mapping(
    file_import: FileImport, mapping: dict, name: str, *, by, at: datetime, for_everyone: bool
) -> None:
    district = None if for_everyone and by.accepts_districts else by.district
    values = {"kind": file_import.kind, "headers_key": file_import.headers_key, "mapping": mapping}
    SavedMapping.objects.update_or_create(
        name=name, district=district, defaults={**values, "by": by, "at": at}
    )


@transaction.atomic
def decide_names(
    *,
    file_import: FileImport,
    decisions: Mapping[Name, int | str],
    by,
    at: datetime,
    remember: Collection[Name] = (),
) -> FileImport:
    """Say what is meant by names that no community goes by: a community's key, `outside` or `skip`.

    Names in `remember` become aliases of the community chosen for them, so that they are never asked again.
    """
    file_import = _locked(file_import, *AFTER_TRIAL, ImportState.MAPPED)
    for name, decision in decisions.items():
        if decision in (OUTSIDE, SKIP):
            continue
        community = Community.objects.visible_to(by).filter(pk=decision, district=name[0]).first()
        if community is None:
            raise Refused(_("ชุมชนที่เลือกไม่อยู่ในเขตของแถว — เลือกใหม่"))
        if name in remember and name[1].strip():
            _remember(community, name[1], by=by, at=at)
    told = {names.key_of(name): decision for name, decision in decisions.items()}
    file_import.decisions = {**file_import.decisions, **told}
    return _back_to(ImportState.MAPPED, file_import)


def _remember(community: Community, name: str, *, by, at: datetime) -> None:
    values = {"name": name[:200], "by": by, "at": at}
    CommunityAlias.objects.get_or_create(
        community=community, match_key=thai.match_key(name)[:200], defaults=values
    )


@transaction.atomic
def try_out(*, file_import: FileImport, by, at: datetime) -> Job:
    """Have every row judged by a worker; nothing is written but what the rows would come to."""
    file_import = _locked(file_import, ImportState.MAPPED, *AFTER_TRIAL)
    _require_open(file_import, by, at)
    _back_to(ImportState.TRYING, file_import)
    return _start(TRY, file_import, by=by, at=at)


@transaction.atomic
def confirm(*, file_import: FileImport, by, at: datetime) -> FileImport:
    """Answer yes to everything that was asked after the trial."""
    file_import = _locked(file_import, ImportState.ASKING)
    file_import.answered = sorted({*file_import.answered, *(one["code"] for one in file_import.questions)})
    file_import.questions, file_import.state = [], ImportState.TRIED
    file_import.save(update_fields=["answered", "questions", "state"])
    return file_import


@transaction.atomic
def write(*, file_import: FileImport, by, at: datetime) -> Job:
    """Have the good rows written, exactly as the trial showed them."""
    file_import = _locked(file_import, ImportState.TRIED)
    _require_open(file_import, by, at)
    if not file_import.counts.get("created", 0) + file_import.counts.get("updated", 0):
        raise Refused(_("ไม่มีแถวที่จะบันทึก"))
    file_import.state = ImportState.WRITING
    file_import.save(update_fields=["state"])
    return _start(WRITE, file_import, by=by, at=at)


@transaction.atomic
def undo(*, file_import: FileImport, by, at: datetime) -> Job:
    """Have the whole file taken back; refused, naming the rows, when somebody has edited one since."""
    file_import = _locked(file_import, ImportState.WRITTEN, ImportState.WRITING, ImportState.UNDOING)
    file_import.state = ImportState.UNDOING
    file_import.save(update_fields=["state"])
    return _start(UNDO, file_import, by=by, at=at)


@transaction.atomic
def discard(*, file_import: FileImport, by, at: datetime) -> FileImport:
    """Take none of the rows: the upload goes, the record stays."""
    file_import = _locked(file_import, *CHOOSABLE)
    file_import.rows.all().delete()
    forget_upload(file_import)
    return _back_to(ImportState.DISCARDED, file_import, sketch={}, names=[])


@transaction.atomic
def make_result(*, file_import: FileImport, by, at: datetime) -> Job:
    """Have the same workbook made again with remarks, and a column saying what became of each row."""
    file_import = _locked(file_import, *AFTER_TRIAL, ImportState.WRITTEN, ImportState.UNDONE)
    if not file_import.key:
        raise Refused(_("ไฟล์ที่ส่งมาถูกลบตามกำหนดเวลาแล้ว — ส่งไฟล์ใหม่ถ้าต้องการสมุดผล"))
    return _start(RESULT, file_import, by=by, at=at, is_its_job=False)


def _locked(file_import: FileImport, *states: ImportState) -> FileImport:
    """The import read again and locked; raises WrongStep where it stands elsewhere, or a worker has it."""
    found = FileImport.objects.select_for_update().get(pk=file_import.pk)
    if found.state not in states or (found.job and found.job.is_unfinished):
        raise WrongStep
    return found


def _back_to(state: ImportState, file_import: FileImport, **values: object) -> FileImport:
    """Put the import where it stands now; what a trial after this asks and counts is not yet known."""
    file_import.state, file_import.questions, file_import.answered = state, [], []
    file_import.counts, file_import.job = {}, None
    for name, value in values.items():
        setattr(file_import, name, value)
    file_import.save()
    return file_import


def _require_open(file_import: FileImport, by, at: datetime) -> None:
    """The round takes forms today in the person's district; the Department brings in those of past rounds too."""
    if file_import.kind != FileKind.SURVEYS:
        return
    round, today = file_import.round, localdate(at)
    takes = round.opens_on <= today if by.accepts_districts else round.is_open_for(by.district_id, today)
    if not takes:
        raise RoundClosed


def _start(kind: str, file_import: FileImport, *, by, at: datetime, is_its_job: bool = True) -> Job:
    job = jobs.start(
        kind=kind, by=by, at=at, parameters={"file_import": str(file_import.pk)}, subject=file_import.name
    )
    if is_its_job:
        file_import.job = job
        file_import.save(update_fields=["job"])
    return job
