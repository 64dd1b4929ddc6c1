"""Addresses of applications and of cases."""

from django.urls import path

from anju.web.pages.cases.apply_views import apply
from anju.web.pages.cases.views import case, case_act

urlpatterns = [
    path("counter/person/<slug:person_ref>/apply/", apply, name="apply"),
    path("cases/<slug:number>/", case, name="case"),
    path("cases/<slug:number>/<slug:step>/", case_act, name="case_act"),
]
