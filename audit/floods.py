"""Floods: the first of a kind are written down at once, what comes again is counted and written in few lines."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic

from django.db import DatabaseError, connection

logger = logging.getLogger("audit")

AT_ONCE = {"refused": 1}
USUALLY_AT_ONCE = 10
LINES_A_PERIOD = 200
PERIOD_SECONDS = 10.0
KEYS_TOLD = 20


@dataclass(frozen=True)
class What:
    """What is counted together: who, from where, at which route, answered how."""

    kind: str
    by_id: int | None
    address: str
    subject: str
    told: tuple[tuple[str, object], ...] = ()


@dataclass
class Held:
    """How often since the last line was written, and which keys were asked for."""

    number: int = 0
    at: datetime | None = None
    keys: set[str] = field(default_factory=set)


class Count:
    """Counts what comes again within a period, and writes one line for it when the period is over.

    A process that is killed loses at most what it counted within one period.
    """

    def __init__(self, write: Callable[[What, Held], None]) -> None:
        self.write = write
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Begin anew, as a process does."""
        with self.lock:
            self.held: dict[What, Held] = {}
            self.begun = -PERIOD_SECONDS
            self.written: dict[What, int] = {}
            self.timer: threading.Timer | None = None

    def add(self, what: What, *, at: datetime, key: str = "") -> None:
        """One more; written at once while it is one of the first of its period."""
        with self.lock:
            over = self._take_over()
            if self._is_first(what):
                over.append((what, Held(1, at, {key} - {""})))
            else:
                self._hold(what, at, key)
        self._write(over)

    def flush(self) -> None:
        """Write what is held, whether the period is over or not."""
        with self.lock:
            over, self.held, self.timer = list(self.held.items()), {}, None
        self._write(over)

    def _take_over(self) -> list[tuple[What, Held]]:
        """What the last period left, when another begins."""
        if monotonic() - self.begun < PERIOD_SECONDS:
            return []
        over, self.held, self.written, self.begun = list(self.held.items()), {}, {}, monotonic()
        return over

    def _is_first(self, what: What) -> bool:
        most = AT_ONCE.get(what.kind, USUALLY_AT_ONCE)
        if self.written.get(what, 0) >= most or sum(self.written.values()) >= LINES_A_PERIOD:
            return False
        self.written[what] = self.written.get(what, 0) + 1
        return True

    def _hold(self, what: What, at: datetime, key: str) -> None:
        """When too many different ones come in a period, the rest is counted by what happened alone."""
        if what not in self.held and len(self.held) >= LINES_A_PERIOD:
            what = What(what.kind, None, "", "others")
        held = self.held.setdefault(what, Held())
        held.number, held.at = held.number + 1, at
        if key and len(held.keys) < KEYS_TOLD:
            held.keys.add(key)
        if self.timer is None and not connection.in_atomic_block:
            self.timer = threading.Timer(PERIOD_SECONDS, self._flush_alone)
            self.timer.daemon = True
            self.timer.start()

    def _flush_alone(self) -> None:
        """In a thread of its own, so that what came last is written although nothing follows."""
        self.flush()
        connection.close()

    def _write(self, over: list[tuple[What, Held]]) -> None:
        for what, held in over:
            try:
                self.write(what, held)
            except DatabaseError as error:
                logger.warning("%s refusals could not be written down: %s", held.number, type(error).__name__)
