"""The addresses of the API: every app's viewsets under one version, with its description."""

from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.routers import DefaultRouter

from surveys.api import SurveyViewSet

router = DefaultRouter(use_regex_path=False)
router.register("surveys", SurveyViewSet, basename="api-survey")

urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(), name="api-schema"),
    path("docs/", SpectacularSwaggerSplitView.as_view(url_name="api-schema"), name="api-docs"),
    *router.urls,
]
