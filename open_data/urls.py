"""The addresses of the open data; those of versions and files stay as they are."""

from django.urls import path

from open_data import views

urlpatterns = [
    path("open-data/", views.open_data_list, name="open_data_list"),
    path("open-data/publish/", views.open_data_publish, name="open_data_publish"),
    path("open-data/publish/prepare/", views.open_data_prepare, name="open_data_prepare"),
    path("open-data/publish/<str:version>/", views.open_data_preview, name="open_data_preview"),
    path("open-data/publish/<str:version>/discard/", views.open_data_discard, name="open_data_discard"),
    path("open-data/publish/<str:version>/withdraw/", views.open_data_withdraw, name="open_data_withdraw"),
    path("open-data/<str:version>/", views.open_data_version, name="open_data_version"),
    path("open-data/<str:version>/<str:name>", views.open_data_file, name="open_data_file"),
]
