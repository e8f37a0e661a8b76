"""Remarks with their answers, and what the field was and is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from surveys.differing import Flat
from surveys.models import Comment
from surveys.readers.differences import KINDS, Words, kept_rows, names_of_places, row_name, rows_in
from surveys.readers.past import Past
from surveys.readers.wording import ROW_FIELD, field_label, question_of


@dataclass(frozen=True)
class Said:
    """One remark or answer."""

    text: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Thread:
    """A remark, the answers below it, where it stands, and the field then and now.

    `field` is where the answer stands now, blank for the whole form; `was` and `now` are blank unless they
    were asked for; `written` and `is_ticked` are what the head had filled in when a decision was refused.
    """

    pk: int
    field: str
    label: str
    first: Said
    status: str
    status_label: str
    answers: tuple[Said, ...] = ()
    was: str = ""
    now: str = ""
    is_unchanged: bool = False
    settled_by: str = ""
    settled_at: datetime | None = None
    written: str = ""
    is_ticked: bool = False

    @property
    def is_open(self) -> bool:
        return self.status != "settled"


@dataclass(frozen=True)
class Threads:
    """The threads of one form; each stands at its field, or beside the form."""

    all: tuple[Thread, ...] = ()
    by_field: dict[str, list[Thread]] = field(default_factory=dict)

    @property
    def open(self) -> list[Thread]:
        return [thread for thread in self.all if thread.is_open]

    def with_written(self, answers: Mapping[str, str], ticked: Collection[str]) -> "Threads":
        """The same threads with the boxes as they were filled in."""
        found = [
            replace(one, written=answers.get(str(one.pk), ""), is_ticked=str(one.pk) in ticked)
            for one in self.all
        ]
        return Threads(tuple(found), self.by_field)

    @property
    def overall(self) -> list[Thread]:
        return self.by_field.get("", [])


def threads_of(comments: Iterable[Comment], past: Past | None = None) -> Threads:
    """Needs the comments of one survey with `by` and `settled_by`, the oldest first."""
    comments = list(comments)
    answers: dict[int | None, list[Comment]] = {}
    for comment in comments:
        answers.setdefault(comment.parent_id, []).append(comment)
    found = [_thread(one, answers.get(one.pk, []), past) for one in answers.get(None, [])]
    by_field: dict[str, list[Thread]] = {}
    for thread in found:
        by_field.setdefault(thread.field, []).append(thread)
    return Threads(tuple(found), by_field)


def _thread(begun: Comment, answers: list[Comment], past: Past | None) -> Thread:
    status, label = _status(begun)
    return Thread(
        pk=begun.pk,
        first=_said(begun),
        status=status,
        status_label=label,
        answers=tuple(_said(answer) for answer in answers),
        settled_by=begun.settled_by.display_name if begun.settled_by else "",
        settled_at=begun.settled_at,
        **(_then_and_now(begun, past) if past and begun.field else _plain(begun)),
    )


def _said(comment: Comment) -> Said:
    return Said(comment.text, comment.by.display_name, comment.at)


def _status(begun: Comment) -> tuple[str, str]:
    if begun.settled_at:
        return "settled", pgettext("thread", "ปิดเรื่องแล้ว")
    return ("answered", _("ส่งกลับมาแล้ว รอตรวจ")) if begun.answered_at else ("open", _("รอแก้"))


def _plain(begun: Comment) -> dict:
    return {"field": begun.field, "label": field_label(begun.field) if begun.field else _("ทั้งแบบ")}


def _then_and_now(begun: Comment, past: Past) -> dict:
    """Where the field stands now, what it was when the remark was made and what it is."""
    then = past.at(begun)
    place = place_now(begun.field, then, past.now)
    words = Words(names_of_places(then, past.now), past.now.get("sensitive_consent") == "yes")
    was, now = then.get(begun.field), past.now.get(place)
    return {
        "field": place,
        "label": _label(place or begun.field, past.now if place else then),
        "was": words.said(begun.field, was),
        "now": words.said(place, now) if place else _("ลบแถวนี้แล้ว"),
        "is_unchanged": bool(place) and was == now,
    }


def place_now(name: str, then: Flat, now: Flat) -> str:
    """The name of a field after rows came or went; blank when its row is gone."""
    found = ROW_FIELD.fullmatch(name)
    if not found:
        return name
    pairs = kept_rows(rows_in(then, found[1]), rows_in(now, found[1]), found[1])
    position = pairs.get(int(found[2]))
    return "" if position is None else f"{found[1]}-{position}-{found[3]}"


def _label(name: str, state: Flat) -> str:
    """The question; for a row with the name of the member or debt."""
    found, question = ROW_FIELD.fullmatch(name), question_of(name)
    if not found or found[1] not in KINDS:
        return field_label(name) or name
    row = rows_in(state, found[1]).get(int(found[2]), {})
    return f"{row_name(found[1], row, int(found[2]))} · {question.label if question else found[3]}"
