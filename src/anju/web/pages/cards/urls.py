"""Address of the card desk."""

from django.urls import path

from anju.web.pages.cards.views import cards

urlpatterns = [path("", cards, name="cards")]
