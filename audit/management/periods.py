"""The time that a question of the command line is about."""

from datetime import datetime, timedelta

from django.utils import timezone

USUAL = timedelta(days=90)


def add_period(parser) -> None:
    parser.add_argument(
        "--since", type=moment, default=None, help="2026-11-01 or 2026-11-01T08:00, Bangkok time"
    )
    parser.add_argument("--until", type=moment, default=None, help="the same; else now")


def moment(text: str) -> datetime:
    """A day or a time of day in Bangkok; a time that says its own zone keeps it."""
    said = datetime.fromisoformat(text)
    return said if said.tzinfo else timezone.make_aware(said)


def period_of(since: datetime | None, until: datetime | None) -> dict[str, datetime]:
    """The last 90 days unless said otherwise."""
    end = until or timezone.now()
    return {"since": since or end - USUAL, "until": end}
