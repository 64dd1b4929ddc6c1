"""Addresses of corrections and merges."""

from django.urls import path

from anju.web.pages.corrections.merge_views import merge, unmerge
from anju.web.pages.corrections.views import correct, correction, corrections

urlpatterns = [
    path("corrections/", corrections, name="corrections"),
    path("corrections/<slug:ref>/", correction, name="correction"),
    path("counter/person/<slug:person_ref>/correct/", correct, name="correct"),
    path("counter/person/<slug:person_ref>/merge/", merge, name="merge"),
    path("counter/person/<slug:person_ref>/unmerge/<slug:absorbed_ref>/", unmerge, name="unmerge"),
]
