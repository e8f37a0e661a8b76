"""What the processes of this machine counted since they began, for a program that asks now and then.

Each process counts in its memory and leaves a copy in a small file of its own, at most every two seconds; who asks
is told the sum of all files. A full disk costs the copy and nothing else.
"""

import json
import os
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from threading import Lock

from django.conf import settings

BOUNDS = (0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
"""Seconds: an answer is counted in the first class whose bound it keeps, or in the last, without a bound."""

COPIED_EVERY = 2.0
KEPT_SECONDS = 30 * 24 * 3600
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
SAVING = ("api-surveys-detail", ("PUT", "PATCH"))


class Tally:
    """Counts by name and labels: `("requests", ("route", "home"), …)` → how many."""

    def __init__(self) -> None:
        self.counts: Counter[tuple] = Counter()
        self.lock, self.copied_at, self.begun = Lock(), 0.0, time.time_ns()

    def count(self, name: str, amount: float = 1, **labels: str) -> None:
        with self.lock:
            self.counts[name, *labels.items()] += amount

    def answer(self, *, route: str, method: str, status: int, seconds: float) -> None:
        """Count one answered request: its outcome, its class of duration, and a save that was taken in."""
        bound = next((str(bound) for bound in BOUNDS if seconds <= bound), "+Inf")
        with self.lock:
            self.counts["requests", ("route", route), ("method", known(method)), ("status", str(status))] += 1
            self.counts["seconds_class", ("route", route), ("le", bound)] += 1
            self.counts["seconds_sum", ("route", route)] += seconds
            if route == SAVING[0] and method in SAVING[1] and status < 300:
                self.counts["saves",] += 1
        if settings.METRICS_TOKEN and time.monotonic() - self.copied_at > COPIED_EVERY:
            self.copy()

    def copy(self) -> None:
        """Leave a copy beside those of the other processes."""
        self.copied_at = time.monotonic()
        with self.lock:
            written = json.dumps(list(self.counts.items()))
        path = folder() / f"{os.getpid()}-{self.begun}.json"
        unfinished = path.with_suffix(".part")
        with suppress(OSError):  # half a copy is written over by the next one
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(written)
            unfinished.replace(path)


def known(method: str) -> str:
    """The method, or one word for all that nobody should send: a label has few values."""
    return method if method in METHODS else "OTHER"


def folder() -> Path:
    return Path(settings.VAR_DIR) / "metrics"


def of_all_processes() -> Counter:
    """The sum over the processes that are there and those that were, in the last thirty days."""
    tally.copy()
    total: Counter[tuple] = Counter()
    for path in sorted(folder().glob("*.json")):
        for (name, *labels), amount in _kept(path):
            total[name, *map(tuple, labels)] += amount
    return total


def _kept(path: Path) -> list:
    try:
        if time.time() - path.stat().st_mtime > KEPT_SECONDS:
            path.unlink(missing_ok=True)
            return []
        return json.loads(path.read_text())
    except (OSError, ValueError):
        return []


tally = Tally()
