"""Deleting a form that was begun by mistake."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from surveys import figures
from surveys.actions.moving import locked, require_revision
from surveys.actions.photos import forget_photos
from surveys.models import DeletedSurvey, Survey
from surveys.refusals import Locked, Refused


@transaction.atomic
def delete(*, survey: Survey, by, at: datetime, reason: str, revision: int | None = None) -> None:
    """Remove a draft or returned survey; its mark stays, so that a late re-send does not revive it."""
    survey = locked(survey)
    if not survey.is_editable:
        raise Locked
    require_revision(survey, revision)
    if not reason.strip():
        raise Refused(_("บอกเหตุผลก่อนลบ"))
    household = survey.household
    forget_photos(survey=survey)
    with figures.kept([survey.pk]):
        DeletedSurvey.objects.create(
            id=survey.pk, district_id=survey.district_id, at=at, by=by, reason=reason.strip()[:300]
        )
        survey.delete()
    if not household.surveys.exists():
        household.delete()
