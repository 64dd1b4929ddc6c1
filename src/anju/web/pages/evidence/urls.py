"""Addresses of files held while a form is filled."""

from django.urls import path

from anju.web.pages.evidence.supplement import supplement_case
from anju.web.pages.evidence.views import held_page, hold_files

urlpatterns = [
    path("counter/evidence/hold/<slug:code>/", hold_files, name="hold_files"),
    path("counter/evidence/held/<slug:ref>/<int:page>/", held_page, name="held_page"),
    path("cases/<slug:number>/supplement/", supplement_case, name="supplement"),
]
