"""Addresses of the pages about personal data."""

from django.urls import path

from privacy.views import keeping, requests

urlpatterns = [
    path("privacy/", requests.request_list, name="privacy"),
    path("privacy/find/", requests.find, name="privacy_find"),
    path("privacy/households/<uuid:pk>/", requests.request_new, name="privacy_household"),
    path("privacy/requests/<uuid:pk>/", requests.request_detail, name="privacy_request"),
    path("privacy/requests/<uuid:pk>/answer/", requests.request_answer, name="privacy_answer"),
    path("privacy/requests/<uuid:pk>/copy/", requests.request_copy, name="privacy_copy"),
    path("privacy/retention/", keeping.retention_page, name="privacy_retention"),
    path("privacy/retention/<int:pk>/", keeping.disposal, name="privacy_disposal"),
    path("privacy/inventory/", keeping.inventory, name="privacy_inventory"),
]
