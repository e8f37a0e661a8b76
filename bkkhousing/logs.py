"""Log lines that never carry a person's data: in plain text, or as JSON for programs that read logs."""

import json
import logging
import re
from datetime import UTC, datetime
from time import monotonic

from bkkhousing.lib import request_ids

LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){8,}")
KEY = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b[0-9a-f]{32}\b")
NOWHERE = "nowhere"


class ImpersonalFormatter(logging.Formatter):
    """Hides numbers as long as a phone or a citizen id, and the values inside exceptions."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = impersonal(record.message)
        return super().formatMessage(record)

    def formatException(self, exc_info) -> str:
        """Keep the frames and the kind of error; its message may quote an answer."""
        lines = super().formatException(exc_info).splitlines()
        frames = [line for line in lines if line.startswith((" ", "Traceback"))]
        return "\n".join([*frames, exc_info[0].__name__])


class JsonFormatter(ImpersonalFormatter):
    """One line of JSON a record; what a record knows beyond its message stands in its `facts`."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": impersonal(record.getMessage()),
            "request": getattr(record, "request_id", "") or request_ids.current(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps({name: fact for name, fact in line.items() if fact != ""}, ensure_ascii=False)


def impersonal(text: str) -> str:
    """The text without long numbers, except for those inside keys of rows and requests, which name nobody."""
    parts, kept = KEY.split(text), KEY.findall(text)
    hidden = [LONG_NUMBER.sub("[number]", part) for part in parts]
    return "".join(part + key for part, key in zip(hidden, [*kept, ""], strict=True))


class ExpectedAnswers(logging.Filter):
    """Leaves out answers that are part of the day's work: a form with problems (422), two editors (409)."""

    EXPECTED = (409, 422)

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", None) not in self.EXPECTED


class RoutesForPaths(logging.Filter):
    """Names the route where Django would write the path, which holds keys of rows and whatever was typed there."""

    def filter(self, record: logging.LogRecord) -> bool:
        request, status = getattr(record, "request", None), getattr(record, "status_code", None)
        if hasattr(request, "path") and status:
            record.msg, record.args = "%s %s", (status, route_of(request))
        return True


class BoundedRefusals(logging.Filter):
    """Writes so many refusals a second and counts the others, so that nobody fills the disk by being refused.

    The first line of a later second says how many were left out; the metrics count every one.
    """

    A_SECOND = 50

    def __init__(self) -> None:
        super().__init__()
        self.second, self.written, self.unwritten = 0, 0, 0

    def filter(self, record: logging.LogRecord) -> bool:
        if not 400 <= getattr(record, "status_code", 0) < 500:
            return True
        if (second := int(monotonic())) != self.second:
            self._tell(record)
            self.second, self.written, self.unwritten = second, 0, 0
        self.written += 1
        self.unwritten += self.written > self.A_SECOND
        return self.written <= self.A_SECOND

    def _tell(self, record: logging.LogRecord) -> None:
        if self.unwritten:
            record.facts = {**getattr(record, "facts", {}), "unwritten": self.unwritten}
            record.msg, record.args = f"{record.getMessage()} ({self.unwritten} more were refused)", ()


def route_of(request) -> str:
    """The name of the route that a request took: no key, no search word, no file name."""
    found = getattr(request, "resolver_match", None)
    return (found.view_name or found.route) if found else NOWHERE
