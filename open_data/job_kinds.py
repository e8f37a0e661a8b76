"""The job that prepares a version of the open data."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobs.kinds import Kind, register
from jobs.run import JobProblem, Run
from open_data import actions
from surveys.models import Round

PREPARE = "open_data_prepare"


def prepare(run: Run) -> dict:
    """Write the files of the round's next version."""
    run.progress(0, 1, _("กำลังหาตัวเลขที่ต้องปกปิด"))
    round = Round.objects.filter(pk=run.parameters["round"]).first()
    if round is None:
        raise JobProblem(_("รอบที่เลือกไว้ไม่มีแล้ว — เลือกใหม่จากหน้าข้อมูลเปิด"))
    try:
        draft = actions.draft_of(round)
        with run.step():
            made = actions.prepare(draft=draft, by=run.by, at=run.at)
    except actions.Refused as refusal:
        raise JobProblem(refusal.sentence) from refusal
    return {"version": made.code, "cells": made.cells, "withheld": made.withheld}


register(
    Kind(
        name=PREPARE,
        title=gettext_lazy("เตรียมข้อมูลเปิด"),
        run=prepare,
        page=lambda job: reverse("open_data_publish"),
    )
)
