"""Keeping the photographs of a form; they change neither its revision nor its answers."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils.timezone import localdate

from bkkhousing.lib.pictures import Picture, PictureProblem, picture_of
from surveys.actions.moving import locked
from surveys.duplicates import snapshots
from surveys.models import MOST_PHOTOS, Photo, Survey
from surveys.refusals import Locked, PhotoDiffers, PhotoRemoved, PhotoUnfit, RoundClosed, TooManyPhotos

FOLDER = "photos"
LEFT_ALONE = timedelta(days=1)


def add_photo(*, survey: Survey, photo_id: UUID, sent: bytes, by, at: datetime) -> Photo:
    """Keep one photograph; the same bytes under the same uuid again change nothing.

    Raises a `Refused`: other bytes under this uuid, removed before, no photograph, one too many, or a form
    that takes no changes now.
    """
    sha256 = hashlib.sha256(sent).hexdigest()
    if known := _sent_before(photo_id, survey, sha256):
        return known
    _require_room(survey, at)
    photo = _photo(survey, photo_id, sha256, _picture(sent), by=by, at=at)
    kept = None
    try:
        kept = _keep(photo, at=at)
    finally:
        if kept is not photo:
            photo.file.delete(save=False)
    return kept


@transaction.atomic
def remove_photo(*, survey: Survey, photo_id: UUID, by, at: datetime) -> None:
    """Take one photograph away; a mark without the file stays, so that a late re-send does not revive it."""
    survey = locked(survey)
    _require_changeable(survey, at)
    photo = survey.photos.filter(pk=photo_id).first()
    if photo is None:
        raise Http404
    if photo.removed_at:
        return
    name, photo.file = photo.file.name, ""
    photo.removed_at, photo.removed_by = at, by
    photo.save(update_fields=["file", "removed_at", "removed_by"])
    _list(survey)
    _drop_files([name])


def forget_photos(*, survey: Survey) -> None:
    """Remove the files of a survey that is about to be deleted, once it is."""
    _drop_files(survey.photos.kept().values_list("file", flat=True))


def sweep_files(*, at: datetime) -> int:
    """Remove files that no photograph names, left by a process that died between file and row; their number."""
    named = set(Photo.objects.kept().values_list("file", flat=True)) | snapshots.photo_files()
    lost = [name for name in _stored_files() if name not in named and _is_settled(name, at)]
    for name in lost:
        default_storage.delete(name)
    return len(lost)


def _sent_before(photo_id: UUID, survey: Survey, sha256: str) -> Photo | None:
    known = Photo.objects.filter(pk=photo_id).first()
    if known is None:
        return None
    if known.survey_id != survey.pk:
        raise PhotoDiffers
    if known.removed_at:
        raise PhotoRemoved
    if known.sha256 != sha256:
        raise PhotoDiffers
    return known


def _picture(sent: bytes) -> Picture:
    try:
        return picture_of(sent)
    except PictureProblem as problem:
        raise PhotoUnfit(problem.sentence) from problem


def _photo(survey: Survey, photo_id: UUID, sha256: str, picture: Picture, *, by, at: datetime) -> Photo:
    """A photograph whose file is written, but not its row."""
    photo = Photo(id=photo_id, survey=survey, sha256=sha256, by=by, at=at)
    photo.width, photo.height, photo.bytes = picture.width, picture.height, len(picture.jpeg)
    photo.file.save("", ContentFile(picture.jpeg), save=False)
    return photo


def _keep(photo: Photo, *, at: datetime) -> Photo:
    try:
        with transaction.atomic():
            return _stored(photo, at)
    except IntegrityError as error:  # the uuid was taken by another form at this very moment
        raise PhotoDiffers from error


def _stored(photo: Photo, at: datetime) -> Photo:
    survey = locked(photo.survey)
    if known := _sent_before(photo.pk, survey, photo.sha256):
        return known
    _require_room(survey, at)
    photo.save(force_insert=True)
    _list(survey)
    return photo


def _require_changeable(survey: Survey, at: datetime) -> None:
    if not survey.is_editable:
        raise Locked
    if not survey.round.is_open_for(survey.district_id, localdate(at)):
        raise RoundClosed


def _require_room(survey: Survey, at: datetime) -> None:
    """Asked before a picture is worked on, and again once the survey is locked."""
    _require_changeable(survey, at)
    if len(survey.photo_list) >= MOST_PHOTOS:
        raise TooManyPhotos


def _list(survey: Survey) -> None:
    """Write the photographs into the survey's own row, where its document finds them without asking."""
    rows = survey.photos.kept().order_by("at", "id").values("id", "sha256", "width", "height")
    survey.photo_list = [{**row, "id": str(row["id"])} for row in rows]
    survey.save(update_fields=["photo_list"])


def _drop_files(names: Iterable[str]) -> None:
    """Delete files once the transaction that let go of them is final."""
    for name in list(names):
        transaction.on_commit(lambda name=name: default_storage.delete(name))


def _stored_files() -> Iterator[str]:
    if not default_storage.exists(FOLDER):
        return
    for folder in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(str(Path(FOLDER, folder)))[1]:
            yield str(Path(FOLDER, folder, name))


def _is_settled(name: str, at: datetime) -> bool:
    """Old enough that no request can still be about to write its row."""
    return default_storage.get_modified_time(name) < at - LEFT_ALONE
