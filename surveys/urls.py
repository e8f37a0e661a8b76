"""Addresses of the pages about surveys."""

from django.urls import path

from surveys.views import (
    catalogue,
    detail,
    district_rounds,
    entry,
    exports,
    installing,
    lists,
    many,
    outbox,
    paper,
    review,
    threads,
)

urlpatterns = [
    path("sw.js", installing.service_worker, name="service_worker"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("surveys/", lists.survey_list, name="survey_list"),
    path("surveys/paper/", paper.paper_forms, name="paper_forms"),
    path("surveys/paper/print/", paper.paper_print, name="paper_print"),
    path("p/<str:code>/", paper.paper_open, name="paper_open"),
    path("surveys/new/", entry.survey_new, name="survey_new"),
    path("surveys/<uuid:pk>/", detail.survey_detail, name="survey_detail"),
    path("review/", review.review_queue, name="review_queue"),
    path("review/approve/", many.survey_approve_many, name="survey_approve_many"),
    path("review/districts/", district_rounds.district_review, name="district_review"),
    path("review/districts/<slug:code>/", district_rounds.district_decide, name="district_decide"),
    path("surveys/<uuid:pk>/history/", detail.survey_history, name="survey_history"),
    path("surveys/<uuid:pk>/answer/", threads.survey_answer, name="survey_answer"),
    path("surveys/<uuid:pk>/settle/", threads.survey_settle, name="survey_settle"),
    path("surveys/<uuid:pk>/unlock/", threads.survey_unlock, name="survey_unlock"),
    path("surveys/<uuid:pk>/reopen/", threads.survey_reopen, name="survey_reopen"),
    path("review/<uuid:pk>/", review.survey_review, name="survey_review"),
    path("review/<uuid:pk>/approve/", review.survey_approve, name="survey_approve"),
    path("review/<uuid:pk>/return/", review.survey_return, name="survey_return"),
    path("exports/", exports.export_surveys, name="export_surveys"),
    path("rules/", catalogue.rule_catalogue, name="rule_catalogue"),
    path("codebook/", catalogue.codebook, name="codebook"),
]
