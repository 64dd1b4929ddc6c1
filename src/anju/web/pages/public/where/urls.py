"""Address of the list of places."""

from django.urls import path

from anju.web.pages.public.where.views import where

urlpatterns = [path("", where, name="where")]
