"""The product's addresses, and beside them the stock pages that it is compared with."""

from django.urls import include, path

from benchmarks import stock_form

urlpatterns = [
    path("stock/new/", stock_form.survey_new),
    path("", include("bkkhousing.urls")),
]
