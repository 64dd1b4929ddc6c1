"""Addresses of the eligibility check."""

from django.urls import path

from anju.web.pages.public.check.views import question, result

urlpatterns = [
    path("", question, name="check"),
    path("result/", result, name="check_result"),
    path("<slug:step>/", question, name="check_step"),
]
