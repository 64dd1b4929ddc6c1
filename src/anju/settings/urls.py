"""Root of all addresses: every page belongs to the web room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("anju.web.urls")),
]
