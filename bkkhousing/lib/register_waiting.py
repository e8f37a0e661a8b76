"""Where an upload of the admin waits for its confirmation: private, for one person, for an hour."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.signing import BadSignature, TimestampSigner
from django.utils.translation import gettext_lazy as _
from import_export.tmp_storages import BaseStorage

FOLDER = "register_uploads"
WAITS = timedelta(hours=1)
GONE = _("ไฟล์ที่รอการยืนยันหมดเวลาหรือไม่ใช่ของคุณ — ส่งไฟล์ใหม่")


class WaitingFile(BaseStorage):
    """An upload while it is looked at: kept nowhere until it is found fit to be confirmed."""

    _looked_at: bytes | None = None

    def save(self, data: bytes) -> None:
        self._looked_at = data

    def read(self) -> bytes:
        if self._looked_at is not None:
            return self._looked_at
        with default_storage.open(self.path) as file:
            return file.read()

    def remove(self) -> None:
        default_storage.delete(self.path)

    @property
    def path(self) -> str:
        return f"{FOLDER}/{self.name}"


def keep(upload: File, *, at: datetime) -> str:
    """Keep an upload under a name that nobody finds by trying; what waited too long goes."""
    sweep(at)
    name = secrets.token_urlsafe(24)
    upload.seek(0)
    default_storage.save(f"{FOLDER}/{name}", upload)
    return name


def ticket(name: str, *, user) -> str:
    """What the page holds of a waiting file: its name, signed for this person."""
    return _signer(user).sign(name)


def redeemed(told: str, *, user) -> str:
    """The name of the file; raises ValidationError for another person's, an old or a missing one."""
    try:
        name = _signer(user).unsign(told, max_age=WAITS)
    except BadSignature as error:
        raise ValidationError(GONE) from error
    if not default_storage.exists(f"{FOLDER}/{name}"):
        raise ValidationError(GONE)
    return name


def _signer(user) -> TimestampSigner:
    return TimestampSigner(salt=f"register_uploads:{user.pk}")


def sweep(at: datetime) -> int:
    """Delete files that nobody confirmed in time; returns how many."""
    old = list(_old(at))
    for path in old:
        default_storage.delete(path)
    return len(old)


def _old(at: datetime) -> Iterator[str]:
    if not default_storage.exists(FOLDER):
        return
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < at - WAITS:
            yield path
