"""Address of the first page."""

from django.urls import path

from anju.web.pages.public.home.views import home

urlpatterns = [path("", home, name="home")]
