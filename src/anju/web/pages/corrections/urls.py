"""Addresses of corrections."""

from django.urls import path

from anju.web.pages.corrections.views import correct, correction, corrections

urlpatterns = [
    path("corrections/", corrections, name="corrections"),
    path("corrections/<slug:ref>/", correction, name="correction"),
    path("counter/person/<slug:person_ref>/correct/", correct, name="correct"),
]
