"""Addresses of the ratings."""

from django.urls import path

from anju.web.pages.rate.staff_views import rating_answer, ratings_page
from anju.web.pages.rate.views import rate

__all__ = ["urlpatterns"]

urlpatterns = [
    path("rate/<str:token>/", rate, name="rate"),
    path("police/ratings/", ratings_page, name="ratings"),
    path("police/ratings/<slug:ref>/", rating_answer, name="rating_answer"),
]
