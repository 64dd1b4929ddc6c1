"""Addresses of the pages about this site."""

from django.urls import path

from anju.web.pages.public.about.views import about

urlpatterns = [path("<slug:page>/", about, name="about")]
