"""Address of the gallery."""

from django.urls import path

from anju.web.pages.gallery.views import gallery

urlpatterns = [path("", gallery, name="gallery")]
