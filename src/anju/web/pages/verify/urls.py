"""The address of verification."""

from django.urls import path

from anju.web.pages.verify.views import verify

__all__ = ["urlpatterns"]

urlpatterns = [path("", verify, name="verify")]
