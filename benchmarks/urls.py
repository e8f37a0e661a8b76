"""The product's addresses, and beside them the stock pages that it is compared with."""

from django.urls import include, path

from benchmarks import stock_admin, stock_json, stock_page

urlpatterns = [
    path("stock/new/", stock_page.survey_new),
    path("stock/json/", stock_json.bare),
    path("stock/json/<uuid:pk>/", stock_json.survey),
    path("stock/admin/", stock_admin.site.urls),
    path("", include("bkkhousing.urls")),
]
