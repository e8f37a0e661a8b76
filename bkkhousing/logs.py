"""Log lines that never carry a person's data."""

import logging
import re

LONG_NUMBER = re.compile(r"\d(?:[ -]?\d){8,}")


class ImpersonalFormatter(logging.Formatter):
    """Hides numbers as long as a phone or a citizen id, and the values inside exceptions."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = LONG_NUMBER.sub("[number]", record.message)
        return super().formatMessage(record)

    def formatException(self, exc_info) -> str:
        """Keep the frames and the kind of error; its message may quote an answer."""
        lines = super().formatException(exc_info).splitlines()
        frames = [line for line in lines if line.startswith((" ", "Traceback"))]
        return "\n".join([*frames, exc_info[0].__name__])


class ExpectedAnswers(logging.Filter):
    """Leaves out answers that are part of the day's work: a form with problems (422), two editors (409)."""

    EXPECTED = (409, 422)

    def filter(self, record: logging.LogRecord) -> bool:
        return getattr(record, "status_code", None) not in self.EXPECTED
