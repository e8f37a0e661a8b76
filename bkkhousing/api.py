"""The addresses of the API: every app's viewsets under one version, with its description."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from accounts.api import obtain_token
from communities.api import CommunityViewSet, HouseholdViewSet
from districts.api import DistrictViewSet
from surveys.api import FigureViewSet, RoundViewSet, SurveyViewSet

router = DefaultRouter(use_regex_path=False)
router.include_format_suffixes = False
router.register("districts", DistrictViewSet, basename="api-district")
router.register("communities", CommunityViewSet, basename="api-community")
router.register("households", HouseholdViewSet, basename="api-household")
router.register("rounds", RoundViewSet, basename="api-round")
router.register("surveys", SurveyViewSet, basename="api-survey")
router.register("figures", FigureViewSet, basename="api-figure")

urlpatterns = [
    path("token/", obtain_token, name="api-token"),
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    *router.urls,
]
