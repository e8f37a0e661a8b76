"""The addresses of jobs."""

urlpatterns: list = []
