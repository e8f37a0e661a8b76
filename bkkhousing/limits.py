"""How often one person, or one address of strangers, may ask for what costs much, over all web processes.

Each process counts by itself and tells the others every tenth of a limit in one statement; a limit of 60 is met
between 60 and 60 + 6 for each further process. Cheap pages and saving a form are not counted at all.
"""

import hashlib
import re
import time
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, connection

from bkkhousing import error_pages
from bkkhousing.lib.client_addresses import address_of
from bkkhousing.tally import tally

SHARES = 10
MOST_ASKERS = 20_000
SEARCH, EXPORT, REVEAL, API, HEAVY, STRANGERS = "search", "export", "reveal", "api", "heavy", "strangers"

READS, SENDS = frozenset(("GET", "HEAD")), frozenset(("POST", "PUT", "PATCH", "DELETE"))
COSTLY = {
    **dict.fromkeys(("survey_list", "household_list"), (SEARCH, SENDS)),
    **dict.fromkeys(("community_list", "handbook"), (SEARCH, READS)),
    "api-households-search": (SEARCH, READS | SENDS),
    **dict.fromkeys(("export_surveys", "export_definition_new", "export_definition_change"), (EXPORT, SENDS)),
    **dict.fromkeys(
        ("job_file", "dashboard_explorer_file", "import_template", "open_data_file"), (EXPORT, READS)
    ),
    **dict.fromkeys(("duplicate_list", "duplicate_across"), (HEAVY, READS)),
    **dict.fromkeys(("paper_print", "dashboard_report"), (EXPORT, SENDS)),
    **dict.fromkeys(("survey_reveal", "privacy_copy", "api-surveys-reveal"), (REVEAL, SENDS)),
}
"""What is costly on which route, and asked by which methods."""

FAMILIES = {
    re.compile("api-"): (API, READS | SENDS),
    re.compile("dashboard"): (HEAVY, READS),
    re.compile("admin:.*_export$"): (EXPORT, SENDS),
}
"""Routes whose names are alike cost alike."""

NEVER = frozenset(("api-surveys-detail", "api-photo"))
"""Saving: a device that comes back into reach sends all it has kept at once."""

SHARING = """
INSERT INTO bkkhousing_spent (asker, period, times) VALUES (%s, %s, %s)
ON CONFLICT (asker) DO UPDATE SET
    times = CASE WHEN bkkhousing_spent.period = excluded.period THEN bkkhousing_spent.times ELSE 0 END + excluded.times,
    period = excluded.period
RETURNING times
"""


@dataclass
class Account:
    """What one asker used up in a period: told to the others (with what they told), and not yet."""

    period: int
    shared: int = 0
    unshared: int = 0


class Accounts:
    """The accounts of all askers, as this process knows them."""

    def __init__(self) -> None:
        self.of: dict[str, Account] = {}
        self.lock = Lock()

    def spend(self, asker: str, *, times: int, seconds: int, at: float) -> int:
        """Count one request; 0 when it may be answered, else the seconds until the next may."""
        period = int(at // seconds)
        with self.lock:
            account = self._account(asker, period)
            account.unshared += 1
            used, share = account.shared + account.unshared, max(1, times // SHARES)
            taken = account.unshared if used <= times and account.unshared >= share else 0
            account.unshared -= taken
        if taken:
            account.shared = max(account.shared + taken, self._told(asker, period, taken))
            used = account.shared + account.unshared
        return max(1, round((period + 1) * seconds - at)) if used > times else 0

    def _account(self, asker: str, period: int) -> Account:
        account = self.of.get(asker)
        if account is None or account.period != period:
            if len(self.of) >= MOST_ASKERS:
                self.of.clear()
            account = self.of[asker] = Account(period)
        return account

    def _told(self, asker: str, period: int, taken: int) -> int:
        """What all processes together counted; 0 while the database is away: then each counts alone."""
        try:
            with connection.cursor() as cursor:
                cursor.execute(SHARING, [asker, period, taken])
                return cursor.fetchone()[0]
        except DatabaseError:
            return 0


accounts = Accounts()


class RateLimits:
    """Answers 429, a sentence and when to come again to whoever asks for costly things too often."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        limit = limit_on(request)
        if limit is None:
            return None
        asker, own = asker_of(request)
        limit = limit if own else STRANGERS
        times, seconds = settings.RATE_LIMITS[limit]
        wait = accounts.spend(f"{limit} {asker}", times=times, seconds=seconds, at=time.time())
        return refused(request, limit, wait) if wait else None


def limit_on(request) -> str | None:
    """Which limit counts a request; None for what costs little."""
    name = request.resolver_match.view_name or ""
    if not settings.RATE_LIMITS or name in NEVER:
        return None
    family = next((cost for family, cost in FAMILIES.items() if family.match(name)), (None, ()))
    for limit, methods in (COSTLY.get(name, family), family):
        if request.method in methods:
            return limit
    return None


def asker_of(request) -> tuple[str, bool]:
    """Who asks, without a name or an address in it, and whether somebody is accountable for it."""
    if request.user.is_authenticated:
        return f"person {request.user.pk}", True
    if token := request.headers.get("Authorization", ""):
        return f"token {_hidden(token)}", True
    return f"address {_hidden(address_of(request))}", False


def _hidden(text: str) -> str:
    return hashlib.blake2b(text.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16).hexdigest()


def refused(request, limit: str, wait: int):
    tally.count("rate_limited", limit=limit)
    answer = error_pages.answer(request, 429, seconds=wait)
    answer.headers["Retry-After"] = str(wait)
    answer.headers["Cache-Control"] = "no-store"
    return answer
