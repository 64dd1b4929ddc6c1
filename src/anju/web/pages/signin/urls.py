"""Addresses of signing in and out."""

from django.urls import path
from django.views.generic import RedirectView

from anju.web.pages.signin.views import sign_in, sign_in_post, sign_out

urlpatterns = [
    path("signin/", sign_in, name="sign_in"),
    path("signin/post/", sign_in_post, name="sign_in_post"),
    path("signout/", sign_out, name="sign_out"),
    path("work/", RedirectView.as_view(pattern_name="counter"), name="work"),
]
