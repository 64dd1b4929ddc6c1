"""Every address of the pages, a line a task."""

from django.urls import URLPattern, URLResolver, include, path

__all__ = ["urlpatterns"]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("anju.web.pages.public.home.urls")),
    path("guide/", include("anju.web.pages.public.guide.urls")),
    path("check/", include("anju.web.pages.public.check.urls")),
    path("where/", include("anju.web.pages.public.where.urls")),
    path("about/", include("anju.web.pages.public.about.urls")),
    path("", include("anju.web.pages.signin.urls")),
    path("counter/", include("anju.web.pages.counter.urls")),
    path("counter/find/", include("anju.web.pages.find.urls")),
    path("counter/register/", include("anju.web.pages.register.urls")),
    path("addresses/", include("anju.web.pages.addresses.urls")),
    path("counter/person/", include("anju.web.pages.person.urls")),
    path("", include("anju.web.pages.evidence.urls")),
    path("", include("anju.web.pages.cases.urls")),
    path("counter/card/", include("anju.web.pages.cards.hand_urls")),
    path("cards/", include("anju.web.pages.cards.urls")),
    path("police/", include("anju.web.pages.police.urls")),
    path("permits/", include("anju.web.pages.permits.urls")),
    path("", include("anju.web.pages.corrections.urls")),
    path("", include("anju.web.pages.duplicates.urls")),
    path("", include("anju.web.pages.inquiries.urls")),
    path("", include("anju.web.pages.orders.urls")),
    path("sealed/", include("anju.web.pages.sealed.urls")),
    path("verify/", include("anju.web.pages.verify.urls")),
    path("", include("anju.web.pages.rate.urls")),
    path("", include("anju.web.pages.client.urls")),
    path("counter/import/", include("anju.web.pages.imports.urls")),
    path("papers/", include("anju.web.pages.paper.urls")),
    path("readers/", include("anju.web.pages.readers.urls")),
    path("gallery/", include("anju.web.pages.gallery.urls")),
]
