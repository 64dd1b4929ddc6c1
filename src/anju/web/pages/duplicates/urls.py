"""Addresses of records alike."""

from django.urls import path

from anju.web.pages.duplicates.after import notice, unmerge
from anju.web.pages.duplicates.views import duplicate, duplicates, look_for_other, verify

urlpatterns = [
    path("duplicates/", duplicates, name="duplicates"),
    path("duplicates/notices/<slug:ref>/", notice, name="merge_notice"),
    path("duplicates/<slug:ref>/", duplicate, name="duplicate"),
    path("duplicates/<slug:ref>/verify/", verify, name="verify_pair"),
    path("counter/person/<slug:person_ref>/merge/", look_for_other, name="merge"),
    path("counter/person/<slug:person_ref>/unmerge/<slug:absorbed_ref>/", unmerge, name="unmerge"),
]
