"""The jobs of files on their way in, and those of every night."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jobs.kinds import Kind, register
from jobs.models import Job
from surveys import nightly
from surveys.actions import file_imports
from surveys.choices.files import ImportState
from surveys.exporting import making
from surveys.importing import looking, result_book, storing, trial, undoing, writing
from surveys.models import FileImport

MOST_MIB = 300
"""With the hundred that a worker has before it begins, a file takes no more than 400."""


def _page(job: Job) -> str:
    return reverse("import_detail", args=[job.parameters["file_import"]])


def _may_take(job: Job, user) -> bool:
    """Whether the person may still see the import that the file belongs to."""
    return FileImport.objects.visible_to(user).filter(pk=job.parameters["file_import"]).exists()


def _may_retry(job: Job) -> bool:
    """Only the latest job of an import, and only while the import waits for it."""
    return FileImport.objects.filter(job=job, state__in=WAITS_FOR[job.kind]).exists()


WAITS_FOR = {
    file_imports.LOOK: [ImportState.UPLOADED],
    file_imports.TRY: [ImportState.MAPPED],
    file_imports.WRITE: [ImportState.WRITING],
    file_imports.UNDO: [ImportState.UNDOING],
}
GOES_BACK = {
    file_imports.TRY: (ImportState.TRYING, ImportState.MAPPED),
    file_imports.WRITE: (ImportState.WRITING, ImportState.TRIED),
    file_imports.UNDO: (ImportState.UNDOING, ImportState.WRITTEN),
}


def _ended(job: Job, at: datetime) -> None:
    """An import whose job ended too early stands where it stood, unless rows were written or taken back."""
    during, before = GOES_BACK[job.kind]
    saved = Job.objects.values_list("checkpoint", flat=True).get(pk=job.pk)
    if job.kind == file_imports.TRY or not saved:
        FileImport.objects.filter(job=job, state=during).update(state=before)


def _kind(name: str, title, run, **more) -> Kind:
    words = {"page": _page, "may_take": _may_take, "memory_mib": MOST_MIB}
    return register(Kind(name=name, title=title, run=run, **words, **more))


_kind(file_imports.LOOK, _("ตรวจไฟล์ที่ส่งมา"), looking.look, may_retry=_may_retry)
_kind(file_imports.TRY, _("ทดลองนำเข้า"), trial.try_out, may_retry=_may_retry, ended=_ended)
_kind(file_imports.WRITE, _("นำเข้าไฟล์"), writing.write, may_retry=_may_retry, ended=_ended)
_kind(file_imports.UNDO, _("ย้อนคืนการนำเข้า"), undoing.undo, may_retry=_may_retry, ended=_ended)

register(
    Kind(name="find_duplicates", title=_("หาครัวเรือนที่อาจกรอกซ้ำ"), run=nightly.find_duplicates, nightly=True)
)
register(Kind(name="sweep_photos", title=_("ลบไฟล์รูปที่ไม่มีเจ้าของ"), run=nightly.sweep_photos, nightly=True))
register(
    Kind(
        name=making.KIND,
        title=_("ส่งออกแบบสำรวจ"),
        run=making.make,
        may_take=making.may_take,
        taken=making.taken,
    )
)
_kind(file_imports.RESULT, _("ทำสมุดงานผลการนำเข้า"), result_book.make)
register(Kind(name="import_sweep", title=_("ลบไฟล์นำเข้าที่เก่าแล้ว"), run=storing.sweep, nightly=True))
