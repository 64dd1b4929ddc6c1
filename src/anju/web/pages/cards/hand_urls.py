"""Addresses of a card in the hand."""

from django.urls import path

from anju.web.pages.cards.in_hand import act, in_hand, line_pdf

urlpatterns = [
    path("", in_hand, name="card_in_hand"),
    path("<slug:number>/do/<slug:step>/", act, name="card_in_hand_act"),
    path("<slug:number>/line.pdf", line_pdf, name="endorsement_line"),
]
