"""Addresses of applications and of cases."""

from django.urls import path

from anju.web.pages.cases.apply_views import apply
from anju.web.pages.cases.hand_views import case_hand, case_picture
from anju.web.pages.cases.views import case, case_act
from anju.web.pages.notices.views import notice, second_notice, told

urlpatterns = [
    path("second-notices/<slug:ref>/", second_notice, name="second_notice"),
    path("counter/person/<slug:person_ref>/apply/", apply, name="apply"),
    path("cases/<slug:number>/", case, name="case"),
    path("cases/<slug:number>/hand/<slug:step>/", case_hand, name="case_hand"),
    path("cases/<slug:number>/papers/<int:paper>/<int:page>/", case_picture, name="case_picture"),
    path("cases/<slug:number>/notify_deficiencies/", notice, name="notice"),
    path("cases/<slug:number>/told/", told, name="told"),
    path("cases/<slug:number>/<slug:step>/", case_act, name="case_act"),
]
