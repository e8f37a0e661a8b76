"""What the Department does with the open data: prepare a version, publish it, discard or withdraw it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from bkkhousing.lib.disclosure import FEWEST
from open_data import contents, files
from open_data.choices import PublicationState
from open_data.models import Publication, PublicationFile
from open_data.package import package_of
from open_data.tables import ALL_TYPES, Cell, Table, table_of
from open_data.withholding import Earlier, hidden_of
from surveys.models import Round
from surveys.readers.figures import CITY

FOLDER = "open_data"


class Refused(Exception):
    """A version that must not be made or published; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True)
class Draft:
    """What the next version of a round would hold."""

    round: Round
    number: int
    table: Table
    hidden: frozenset[Cell]

    @property
    def code(self) -> str:
        return f"{self.round.pk}-{self.number}"


def draft_of(round: Round) -> Draft:
    """The next version, still in memory; raises Refused where nothing is approved or too little has changed."""
    table = table_of(round.pk)
    earlier = [_earlier(version, table) for version in Publication.objects.taken_of(round)]
    _require_enough(table, earlier)
    return Draft(round, len(earlier) + 1, table, hidden_of(table, earlier))


@transaction.atomic
def prepare(*, draft: Draft, by, at: datetime) -> Publication:
    """Write the files of a version for the Department to look at; an earlier preparation of the round goes."""
    if Publication.objects.taken_of(draft.round).count() != draft.number - 1:
        raise Refused(_("มีการเผยแพร่ฉบับใหม่ระหว่างเตรียม — เตรียมใหม่อีกครั้ง"))
    for old in Publication.objects.prepared().filter(round=draft.round):
        discard(publication=old)
    return _written(draft, by=by, at=at)


def _earlier(version: Publication, table: Table) -> Earlier:
    with default_storage.open(version.files.get(name=files.COUNTS).key) as kept:
        return files.earlier_of(kept.read(), table)


def _require_enough(table: Table, earlier: Sequence[Earlier]) -> None:
    households = table.value(CITY, ALL_TYPES, contents.HOUSEHOLDS)
    if households < FEWEST:
        raise Refused(_("รอบนี้มีครัวเรือนที่อนุมัติแล้วไม่ถึง 5 ครัวเรือน จึงยังไม่มีอะไรให้เผยแพร่"))
    for version in earlier:
        before = version.table.value(CITY, ALL_TYPES, contents.HOUSEHOLDS)
        if version.table.values == table.values:
            raise Refused(_("ตัวเลขของรอบนี้ยังเหมือนฉบับก่อน จึงไม่ต้องเผยแพร่ใหม่"))
        if abs(households - before) < FEWEST:
            raise Refused(
                _(
                    "จำนวนครัวเรือนต่างจากฉบับก่อนไม่ถึง 5 ครัวเรือน ผลต่างของสองฉบับจะบอกข้อมูลของไม่กี่ครัวเรือน "
                    "— รอให้มีแบบที่อนุมัติเพิ่มก่อน"
                )
            )


def _written(draft: Draft, *, by, at: datetime) -> Publication:
    table, hidden, licence = draft.table, draft.hidden, settings.OPEN_DATA_LICENCE
    head = {
        "version": draft.code,
        "round": draft.round.pk,
        "as_of": at.isoformat(),
        "licence": licence["name"],
    }
    made = files.files_of(table, hidden, head)
    package = package_of(made, version=draft.code, round=draft.round.pk, as_of=at, licence=licence)
    total = (CITY, ALL_TYPES, contents.HOUSEHOLDS)
    publication = Publication.objects.create(
        code=draft.code,
        round=draft.round,
        number=draft.number,
        as_of=at,
        prepared_by=by,
        licence_name=licence["name"],
        licence_title=licence["title"],
        licence_url=licence["path"],
        digest=files.digest_of(made),
        households=None if total in hidden else table.value(*total),
        cells=table.cells,
        withheld=len(hidden),
    )
    for file in (package, *made):
        _keep(publication, file)
    _keep(publication, files.counts_file(table, hidden), is_public=False)
    return publication


def _keep(publication: Publication, file: files.File, *, is_public: bool = True) -> None:
    key = default_storage.save(f"{FOLDER}/{publication.code}/{file.name}", ContentFile(file.content))
    PublicationFile.objects.create(
        publication=publication,
        name=file.name,
        key=key,
        size=len(file.content),
        sha256=file.sha256,
        media_type=file.media_type,
        is_public=is_public,
    )


@transaction.atomic
def publish(*, publication: Publication, by, at: datetime, note: str) -> Publication:
    """Make a prepared version everybody's; raises Refused when it is not prepared any more."""
    moved = Publication.objects.prepared().filter(pk=publication.pk)
    values = {"published_by": by, "published_at": at, "note": note}
    if not moved.update(state=PublicationState.PUBLISHED, **values):
        raise Refused(_("ฉบับนี้ไม่ได้รอยืนยันแล้ว — เปิดหน้าใหม่เพื่อดูสถานะล่าสุด"))
    publication.refresh_from_db()
    return publication


@transaction.atomic
def discard(*, publication: Publication) -> None:
    """Forget a version that nobody outside the Department has seen; raises Refused for any other."""
    kept = list(publication.files.values_list("key", flat=True))
    gone, _rows = Publication.objects.prepared().filter(pk=publication.pk).delete()
    if not gone:
        raise Refused(_("ลบได้เฉพาะฉบับที่ยังไม่เผยแพร่"))
    transaction.on_commit(lambda: [default_storage.delete(key) for key in kept])


@transaction.atomic
def withdraw(*, publication: Publication, by, at: datetime, why: str) -> Publication:
    """Give the files of a version to nobody any more; it stays listed with the reason.  Raises Refused."""
    published = Publication.objects.published().filter(pk=publication.pk)
    values = {"withdrawn_by": by, "withdrawn_at": at, "withdrawn_why": why}
    if not published.update(state=PublicationState.WITHDRAWN, **values):
        raise Refused(_("ถอนได้เฉพาะฉบับที่เผยแพร่อยู่"))
    publication.refresh_from_db()
    return publication
