"""The addresses of the API: every app's viewsets under one version, with its description."""

from django.urls import path
from django.utils.module_loading import import_string
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

# By name, as settings name things: the project's own package stands below its apps and imports none of them.
REGISTERS = {
    "districts": "districts.api.DistrictViewSet",
    "communities": "communities.api.CommunityViewSet",
    "households": "communities.api.HouseholdViewSet",
    "rounds": "surveys.api.RoundViewSet",
    "surveys": "surveys.api.SurveyViewSet",
    "figures": "surveys.api.FigureViewSet",
    "jobs": "jobs.api.JobViewSet",
    "plans": "plans.api.PlanViewSet",
}

router = DefaultRouter(use_regex_path=False)
router.include_format_suffixes = False
for name, viewset in REGISTERS.items():
    router.register(name, import_string(viewset), basename=f"api-{name}")

urlpatterns = [
    path(
        "households/<uuid:pk>/last-answers/",
        import_string("surveys.api.LastAnswersView").as_view(),
        name="api-households-last-answers",
    ),
    path("token/", import_string("accounts.api.obtain_token"), name="api-token"),
    path("people/me/", import_string("accounts.api.me"), name="api-me"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    path(
        "surveys/<uuid:survey>/photos/<uuid:pk>/",
        import_string("surveys.api.PhotoView").as_view(),
        name="api-photo",
    ),
    *router.urls,
]
