"""Addresses of importing a list."""

from django.urls import path

from anju.web.pages.imports.views import checked, result, template, upload

urlpatterns = [
    path("", upload, name="import"),
    path("template.xlsx", template, name="import_template"),
    path("<slug:ref>/", checked, name="import_checked"),
    path("<slug:ref>/result.xlsx", result, name="import_result"),
]
