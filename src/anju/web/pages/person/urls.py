"""Addresses of a person's file."""

from django.urls import path

from anju.web.pages.person.views import act, number, person

urlpatterns = [
    path("<slug:person_ref>/", person, name="person"),
    path("<slug:person_ref>/number/", number, name="person_number"),
    path("<slug:person_ref>/act/<slug:slug>/", act, name="person_act"),
]
