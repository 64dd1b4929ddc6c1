"""Addresses of the registration sheet and its parts."""

from django.urls import path

from anju.web.pages.register.parts import checked, draft, hukou_list, known, member, places
from anju.web.pages.register.views import register, registered, take_back

urlpatterns = [
    path("", register, name="register"),
    path("checked/", checked, name="register_checked"),
    path("known/", known, name="register_known"),
    path("places/", places, name="register_places"),
    path("hukou/", hukou_list, name="register_hukou"),
    path("draft/", draft, name="register_draft"),
    path("member/<int:place>/", member, name="register_member"),
    path("done/<slug:household_ref>/", registered, name="registered"),
    path("done/<slug:household_ref>/back/", take_back, name="register_take_back"),
]
