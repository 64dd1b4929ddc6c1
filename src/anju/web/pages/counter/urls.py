"""Addresses of the counter's home and its worklists."""

from django.urls import path

from anju.web.pages.counter.views import counter, shift
from anju.web.pages.counter.worklist import worklist

urlpatterns = [
    path("", counter, name="counter"),
    path("shift/", shift, name="shift"),
    path("queue/<slug:kind>/", worklist, name="worklist"),
]
