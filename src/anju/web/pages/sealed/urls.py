"""Addresses of the protected files."""

from django.urls import path

from anju.web.pages.sealed.rights import named_rights, withdraw
from anju.web.pages.sealed.views import end, leave, protect, sealed

__all__ = ["urlpatterns"]

urlpatterns = [
    path("", sealed, name="sealed"),
    path("leave/", leave, name="sealed_leave"),
    path("protect/<str:person_ref>/", protect, name="protect"),
    path("end/<str:person_ref>/", end, name="end_protection"),
    path("rights/", named_rights, name="named_rights"),
    path("rights/<int:right_id>/withdraw/", withdraw, name="withdraw_right"),
]
