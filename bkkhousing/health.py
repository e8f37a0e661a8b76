"""Tells a load balancer whether this process can serve, and an operator what wants to be looked at."""

import shutil
import tempfile
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models.functions import Now
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache

jobs_health = import_string("jobs.signs.health")  # by name: the project imports none of its apps

MIB = 1024**2
LONGEST_SKEW = 5
"""Seconds between the clocks of this machine and of the database; signs of life are compared across both."""


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, 503 when it does not; three statements.

    `degraded` asks for an operator: a job waited for minutes with no worker alive, little room on a disk, clocks
    apart, or migrations of this code that the database has not seen. Pages are served all the while.
    """
    now = timezone.now()
    try:
        jobs, (clock, migrations) = jobs_health(at=now), _of_database(now)
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "unreachable"}, status=503)
    told = {
        "database": connection.vendor,
        "jobs": {"workers": jobs.workers, "waiting": jobs.waiting},
        "disk": {name: "ok" if _has_room(free) else "low" for name, free in free_bytes().items()},
        "clock": clock,
        "migrations": migrations,
    }
    is_well = not jobs.is_stuck and {clock, migrations, *told["disk"].values()} == {"ok"}
    return JsonResponse({"status": "ok" if is_well else "degraded", **told})


health.access = "anyone"


def free_bytes() -> dict[str, int | None]:
    """Room where data, uploads and temporary files lie; None where it cannot be read."""
    folders = {"data": settings.VAR_DIR, "media": settings.MEDIA_ROOT, "temporary": tempfile.gettempdir()}
    return {name: _free(folder) for name, folder in folders.items()}


def _free(folder) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except FileNotFoundError:
        return _free(settings.VAR_DIR)  # made with the first file
    except OSError:
        return None


def _has_room(free: int | None) -> bool:
    return free is not None and free >= settings.HEALTH_DISK_MIB * MIB


def _of_database(now: datetime) -> tuple[str, str]:
    """Whether its clock agrees with ours and it has seen every migration of this code: one statement."""
    recorder = MigrationRecorder(connection)
    rows = list(recorder.Migration.objects.annotate(clock=Now()).values_list("app", "name", "clock"))
    skew = max((abs((now - clock).total_seconds()) for _app, _name, clock in rows[:1]), default=0)
    seen = {(app, name) for app, name, _clock in rows}
    return "ok" if skew <= LONGEST_SKEW else "skewed", "ok" if _known_migrations() <= seen else "behind"


@cache
def _known_migrations() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None).disk_migrations)
