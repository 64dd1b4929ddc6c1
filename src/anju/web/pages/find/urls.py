"""Address of the one box."""

from django.urls import path

from anju.web.pages.find.views import find

urlpatterns = [path("", find, name="find")]
