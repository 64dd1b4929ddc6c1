"""Addresses of the inquiries."""

from django.urls import path

from anju.web.pages.inquiries.views import inquiry, inquiry_act, inquiry_begin

__all__ = ["urlpatterns"]

urlpatterns = [
    path("inquiries/of/<str:person_ref>/", inquiry_begin, name="inquiry_begin"),
    path("inquiries/<str:ref>/", inquiry, name="inquiry"),
    path("inquiries/<str:ref>/<slug:slug>/", inquiry_act, name="inquiry_act"),
]
