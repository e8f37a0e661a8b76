"""The jobs that keep the jobs themselves in order."""

from django.utils.translation import gettext_lazy as _

from jobs import files
from jobs.kinds import Kind, register
from jobs.run import Run


def sweep_files(run: Run) -> dict:
    """Remove files that have expired, and those that no row names."""
    return {"removed": files.sweep(at=run.at)}


register(Kind(name="sweep_files", title=_("ลบไฟล์ที่หมดอายุ"), run=sweep_files, nightly=True))
