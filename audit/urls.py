"""The addresses of the trail."""

from django.urls import path

from audit import views

urlpatterns = [
    path("audit/", views.entry_list, name="entry_list"),
    path("audit/file/", views.entry_file, name="entry_file"),
    path("audit/seen/", views.seen_list, name="seen_list"),
    path("audit/seen/file/", views.seen_file, name="seen_file"),
]
