"""Tells a load balancer whether this process can serve."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache

jobs_health = import_string("jobs.signs.health")  # by name: the project imports none of its apps


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, 503 when it does not.

    Pages can be served without a worker, so one that is missing makes the status `degraded` and no more, and
    that only once a job has waited for minutes.
    """
    try:
        jobs = jobs_health(at=timezone.now())
    except DatabaseError:
        return JsonResponse({"status": "down", "database": "unreachable"}, status=503)
    status = "degraded" if jobs.is_stuck else "ok"
    told = {"workers": jobs.workers, "waiting": jobs.waiting}
    return JsonResponse({"status": status, "database": connection.vendor, "jobs": told})


health.access = "anyone"
