"""The map of addresses; each app keeps its own."""

from django.contrib import admin
from django.urls import include, path

from bkkhousing.health import health
from bkkhousing.metrics import metrics

urlpatterns = [
    path("healthz/", health, name="health"),
    path("metrics/", metrics, name="metrics"),
    path("api/v1/", include("bkkhousing.api")),
    path("", include("accounts.urls")),
    path("", include("audit.urls")),
    path("", include("jobs.urls")),
    path("", include("surveys.urls")),
    path("", include("privacy.urls")),
    path("", include("plans.urls")),
    path("", include("open_data.urls")),
    path("", include("dashboards.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]

handler400 = "bkkhousing.error_pages.bad_request"
handler403 = "bkkhousing.error_pages.permission_denied"
handler404 = "bkkhousing.error_pages.not_found"
handler500 = "bkkhousing.outage_answers.answer_fault"
