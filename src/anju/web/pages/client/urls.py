"""The address of the client's screen."""

from django.urls import path

from anju.web.pages.client.views import client

__all__ = ["urlpatterns"]

urlpatterns = [path("counter/client/", client, name="client")]
