"""Addresses of the guide."""

from django.urls import path

from anju.web.pages.public.guide.views import guide, guide_item, notice_of_2016

urlpatterns = [
    path("", guide, name="guide"),
    path("notice/", notice_of_2016, name="notice_of_2016"),
    path("<slug:slug>/", guide_item, name="guide_item"),
]
