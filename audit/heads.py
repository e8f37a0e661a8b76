"""The head of the chain, written down outside the database: it tells when the newest links were taken away.

`VAR_DIR/trail-heads.jsonl` holds a line for every link, and the log the same; either may be copied off the server.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from audit import marks

logger = logging.getLogger("audit")
LETTERS = str.maketrans("0123456789", "ghjkmnpqrs")


@dataclass(frozen=True)
class Head:
    """A link as it was written down: its number, its hash, the last entry it holds."""

    number: int
    digest: str
    last_id: int


def file() -> Path:
    return Path(settings.VAR_DIR) / "trail-heads.jsonl"


def keep(seal) -> None:
    """Write down a link that has just been made."""
    head = {"number": seal.number, "digest": in_letters(seal.digest), "last_id": seal.last_id}
    logger.info("trail sealed: link %s of %s entries, %s", seal.number, seal.entries, head["digest"])
    _add({**head, "entries": seal.entries, "at": marks.moment(seal.at)})


def keep_restored(*, number: int, at: datetime) -> None:
    """Write down that a backup was restored whose newest link is this one: later links were of the other database."""
    said = {"restored_to": number, "at": marks.moment(at)}
    _add({**said, "mark": marks.signed(_content(said)).hex()})


def kept() -> list[Head]:
    """The links that the database has to hold."""
    heads: dict[int, Head] = {}
    for line in _lines():
        if "restored_to" in line:
            heads = _after_restoring(heads, line)
        else:
            heads[line["number"]] = Head(line["number"], line["digest"], line["last_id"])
    return [heads[number] for number in sorted(heads)]


def in_letters(digest: bytes) -> str:
    """A hash without digits, since the log blackens long runs of them."""
    return bytes(digest).hex().translate(LETTERS)


def _after_restoring(heads: dict[int, Head], line: dict) -> dict[int, Head]:
    """Without a true mark such a line counts for nothing."""
    said = {"restored_to": line["restored_to"], "at": line["at"]}
    if not marks.is_ours(bytes.fromhex(line.get("mark", "")), _content(said)):
        return heads
    return {number: head for number, head in heads.items() if number <= line["restored_to"]}


def _content(said: dict) -> bytes:
    return json.dumps(said, sort_keys=True).encode()


def _add(line: dict) -> None:
    with file().open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, sort_keys=True) + "\n")


def _lines() -> Iterator[dict]:
    """A last line that was cut while it was written is no line yet."""
    if not file().exists():
        return
    for line in file().read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(line)
        except ValueError:
            logger.warning("a line of %s cannot be read", file().name)
