"""Addresses of the address desk."""

from django.urls import path

from anju.web.pages.addresses.views import addresses, place

urlpatterns = [
    path("", addresses, name="addresses"),
    path("<slug:door_code>/", place, name="place_address"),
]
