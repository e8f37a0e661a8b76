"""What the rows are measured on: sizes, places and people, and rounds that are seeded when first asked for."""

import os
import time
from dataclasses import dataclass, field
from datetime import timedelta
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from accounts.models import User
from bkkhousing.lib import thai
from surveys.models import Round

QUICK = os.environ.get("QUICK", "") not in ("", "0")
BIG, SMALL, EXPORT = "bench-big", "bench-small", "bench-export"


def _size(name: str, usual: int, quick: int) -> int:
    return int(os.environ.get(name, quick if QUICK else usual))


@dataclass
class Stage:
    """The database of one run; every round is open today and of the same fiscal year."""

    surveys: int = field(default_factory=lambda: _size("BENCH_SURVEYS", 1_000_000, 4_000))
    exported: int = field(default_factory=lambda: _size("BENCH_EXPORT", 100_000, 500))
    few: int = field(default_factory=lambda: _size("BENCH_FEW", 10_000, 1_000))
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("migrate", verbosity=0)
        call_command("load_reference", stdout=StringIO())
        self.sizes = {BIG: self.surveys, SMALL: self.few, EXPORT: self.exported}

    def times(self, usual: int) -> int:
        """How often to repeat a measurement."""
        return 2 if QUICK else usual

    def seeded(self, code: str) -> Round:
        """The round, filled with its demo surveys; how long that took is kept."""
        if code not in self.seconds:
            _open(code)
            started = time.monotonic()
            call_command("seed_demo", surveys=self.sizes[code], seed=1, round=code, stdout=StringIO())
            self.seconds[code] = time.monotonic() - started
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
        return Round.objects.get(pk=code)

    def person(self, username: str) -> User:
        """One of the demo people, who come with the first seeded round."""
        self.seeded(SMALL)
        return User.objects.get(username=username)


def _open(code: str) -> None:
    today = timezone.localdate()
    Round.objects.create(
        code=code,
        name=code,
        fiscal_year=thai.fiscal_year(today),
        opens_on=today - timedelta(days=120),
        closes_on=today + timedelta(days=120),
    )
