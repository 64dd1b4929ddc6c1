"""Addresses of the registration sheet and its parts."""

from django.urls import path

from anju.web.pages.register.views import checked, hukou_list, known, places, register, registered

urlpatterns = [
    path("", register, name="register"),
    path("checked/", checked, name="register_checked"),
    path("known/", known, name="register_known"),
    path("places/", places, name="register_places"),
    path("hukou/", hukou_list, name="register_hukou"),
    path("done/<slug:household_ref>/", registered, name="registered"),
]
