"""Root of all addresses: every page belongs to the web room."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "anju.web.pages.errors.views.bad_request"
handler403 = "anju.web.pages.errors.views.forbidden"
handler404 = "anju.web.pages.errors.views.not_found"
handler500 = "anju.web.pages.errors.views.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("anju.web.urls")),
]
