"""Addresses of the chief's pages."""

from django.urls import path

from anju.web.pages.police.batch_views import batch, batch_begin, batch_plan
from anju.web.pages.police.views import orphans, police, standing, told

urlpatterns = [
    path("", police, name="police"),
    path("told/", told, name="taken_over_told"),
    path("orphans/", orphans, name="orphans"),
    path("report/", standing, name="standing"),
    path("batch/", batch_plan, name="batch_plan"),
    path("batch/begin/", batch_begin, name="batch_begin"),
    path("batch/<slug:ref>/", batch, name="batch"),
]
