"""The jobs of privacy: every night what is due is listed, and what was approved is taken away."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobs.kinds import Kind, register
from privacy import retention
from privacy.models import Disposal
from surveys.actions.withdrawing import sweep_unconsented


def list_due(run) -> dict:
    """What is due, and what must not be there at all: answers about health without a consent."""
    swept = sweep_unconsented(by=None, at=run.at)
    return {
        "due": retention.list_due(at=run.at),
        "applicants": retention.forget_applicants(at=run.at),
        "health": swept,
    }


def dispose(run) -> dict:
    disposal = Disposal.objects.select_related("round", "approved_by").get(pk=run.parameters["disposal"])
    done = retention.dispose(disposal, at=timezone.now(), tell=lambda done: run.progress(done, disposal.rows))
    return {"done": done}


register(Kind(name="privacy_due", title=_("ตรวจข้อมูลที่ครบกำหนดเก็บ"), run=list_due, nightly=True))
register(Kind(name=retention.JOB, title=_("ลบข้อมูลที่ครบกำหนดเก็บ"), run=dispose))
