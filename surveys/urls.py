"""Addresses of the pages about surveys."""

from django.urls import path

from surveys.views import catalogue, detail, entry, exports, installing, lists, outbox, review

urlpatterns = [
    path("sw.js", installing.service_worker, name="service_worker"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("surveys/", lists.survey_list, name="survey_list"),
    path("surveys/new/", entry.survey_new, name="survey_new"),
    path("surveys/<uuid:pk>/", detail.survey_detail, name="survey_detail"),
    path("review/", review.review_queue, name="review_queue"),
    path("review/<uuid:pk>/", review.survey_review, name="survey_review"),
    path("review/<uuid:pk>/approve/", review.survey_approve, name="survey_approve"),
    path("review/<uuid:pk>/return/", review.survey_return, name="survey_return"),
    path("exports/", exports.export_surveys, name="export_surveys"),
    path("rules/", catalogue.rule_catalogue, name="rule_catalogue"),
    path("codebook/", catalogue.codebook, name="codebook"),
]
