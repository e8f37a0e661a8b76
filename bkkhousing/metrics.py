"""Figures for a program that watches, in the text format of Prometheus, behind a token of their own."""

from collections import Counter
from collections.abc import Iterator
from hmac import compare_digest
from itertools import accumulate

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache

from bkkhousing.health import free_bytes
from bkkhousing.tally import BOUNDS, of_all_processes

jobs_health, jobs_by_state = import_string("jobs.signs.health"), import_string("jobs.signs.by_state")
unsealed = import_string("audit.sealing.unsealed")
CLASSES = (*map(str, BOUNDS), "+Inf")
COUNTED = {
    "requests": "Answered requests by route, method and status.",
    "saves": "Survey forms taken in.",
    "database_errors": "Errors of the database that reached a request.",
    "rate_limited": "Requests refused because they came too often, by limit.",
}


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For whoever holds METRICS_TOKEN; for everybody else there is no such page."""
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode()
    if not settings.METRICS_TOKEN or request.method != "GET" or not compare_digest(given, expected):
        raise Http404
    counts = of_all_processes()
    lines = [*counted(counts), *durations(counts), *standing()]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; version=0.0.4; charset=utf-8")


metrics.access = "anyone"


def counted(counts: Counter) -> Iterator[str]:
    for name, help_text in COUNTED.items():
        yield from heading(f"{name}_total", "counter", help_text)
        for (found, *labels), amount in sorted(counts.items()):
            if found == name:
                yield sample(f"{name}_total", amount, dict(labels))


def durations(counts: Counter) -> Iterator[str]:
    """The histogram: for each route how many answers took at most so long."""
    yield from heading("request_seconds", "histogram", "How long requests took, by route.")
    for route in sorted({dict(labels)["route"] for name, *labels in counts if name == "seconds_sum"}):
        of_classes = [counts["seconds_class", ("route", route), ("le", bound)] for bound in CLASSES]
        for bound, number in zip(CLASSES, accumulate(of_classes), strict=True):
            yield sample("request_seconds_bucket", number, {"route": route, "le": bound})
        yield sample("request_seconds_sum", counts["seconds_sum", ("route", route)], {"route": route})
        yield sample("request_seconds_count", sum(of_classes), {"route": route})


def standing() -> Iterator[str]:
    """How things stand at this moment."""
    jobs = jobs_health(at=timezone.now())
    yield from heading("jobs", "gauge", "Jobs by state.")
    yield from (sample("jobs", number, {"state": state}) for state, number in sorted(jobs_by_state().items()))
    yield from gauge("workers", jobs.workers, "Workers alive.")
    if jobs.silent_seconds is not None:
        yield from gauge("worker_silent_seconds", jobs.silent_seconds, "Since the last sign of any worker.")
    yield from gauge("trail_unsealed", unsealed(), "Entries of the trail that wait for their seal.")
    yield from heading("disk_free_bytes", "gauge", "Room on the disks.")
    for name, free in free_bytes().items():
        yield sample("disk_free_bytes", -1 if free is None else free, {"place": name})


def gauge(name: str, amount: float, help_text: str) -> list[str]:
    return [*heading(name, "gauge", help_text), sample(name, amount, {})]


def heading(name: str, kind: str, help_text: str) -> list[str]:
    return [f"# HELP bkkhousing_{name} {help_text}", f"# TYPE bkkhousing_{name} {kind}"]


def sample(name: str, amount: float, labels: dict[str, str]) -> str:
    written = ",".join(f'{label}="{_escaped(value)}"' for label, value in labels.items())
    return f"bkkhousing_{name}{{{written}}} {amount}" if written else f"bkkhousing_{name} {amount}"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
