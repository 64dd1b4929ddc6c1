"""Addresses of permits."""

from django.urls import path

from anju.web.pages.permits.views import due, permit, permit_act

urlpatterns = [
    path("due/", due, name="permits_due"),
    path("<slug:number>/", permit, name="permit"),
    path("<slug:number>/<slug:act>/", permit_act, name="permit_act"),
]
