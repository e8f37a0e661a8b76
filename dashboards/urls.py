"""Addresses of the pages that show several registers together."""

from django.conf import settings
from django.urls import path

from dashboards.themes import THEMES
from dashboards.views import (
    communities,
    dashboard,
    explorer,
    gallery,
    handbook,
    home,
    households,
    progress,
    quality,
    report,
    sightings,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    *(
        path(f"dashboard/{slug}/", dashboard.dashboard, {"theme": slug}, name=f"dashboard_{slug}")
        for slug in THEMES
        if slug != "overview"
    ),
    path("dashboard/progress/", progress.progress, name="dashboard_progress"),
    path("dashboard/quality/", quality.quality, name="dashboard_quality"),
    path("dashboard/explorer/", explorer.explorer, name="dashboard_explorer"),
    path("dashboard/explorer/table/", explorer.explorer_file, name="dashboard_explorer_file"),
    path("dashboard/report/", report.report, name="dashboard_report"),
    path("communities/", communities.community_list, name="community_list"),
    path("communities/<int:pk>/", communities.community_detail, name="community_detail"),
    path("households/", households.household_list, name="household_list"),
    path("households/<uuid:pk>/", households.household_detail, name="household_detail"),
    path("households/<uuid:pk>/seen/", sightings.household_seen, name="household_seen"),
    path("handbook/", handbook.handbook, name="handbook"),
    path("handbook/<slug:slug>/", handbook.handbook_task, name="handbook_task"),
]
if settings.DEBUG:
    urlpatterns.append(path("gallery/", gallery.gallery, name="gallery"))
