"""Every address of the pages, a line a task."""

from django.urls import URLPattern, URLResolver, include, path

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

handler400 = "anju.web.pages.errors.views.bad_request"
handler403 = "anju.web.pages.errors.views.forbidden"
handler404 = "anju.web.pages.errors.views.not_found"
handler500 = "anju.web.pages.errors.views.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("anju.web.pages.public.home.urls")),
    path("guide/", include("anju.web.pages.public.guide.urls")),
    path("check/", include("anju.web.pages.public.check.urls")),
    path("where/", include("anju.web.pages.public.where.urls")),
    path("about/", include("anju.web.pages.public.about.urls")),
    path("gallery/", include("anju.web.pages.gallery.urls")),
]
