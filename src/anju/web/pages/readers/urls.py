"""Addresses of the readers' report."""

from django.urls import path

from anju.web.pages.readers.views import corrected, readers

urlpatterns = [
    path("", readers, name="readers"),
    path("corrected/", corrected, name="reader_corrected"),
]
