"""Addresses of the card desk."""

from django.urls import path

from anju.web.pages.cards import boxes, making, prints, views

urlpatterns = [
    path("", views.cards, name="cards"),
    path("blanks/", views.blanks, name="blanks"),
    path("blanks/back/", views.blanks_back, name="blanks_back"),
    path("batches/", making.open_a_batch, name="card_batch_open"),
    path("batches/<slug:number>/", making.batch, name="card_batch"),
    path("batches/<slug:number>/close/", making.close, name="card_batch_close"),
    path("batches/<slug:number>.pdf", prints.batch_pdf, name="card_batch_pdf"),
    path("send/<slug:agency>/", boxes.send, name="card_box_send"),
    path("boxes/", boxes.find, name="card_box_find"),
    path("boxes/<slug:code>/", boxes.box, name="card_box"),
    path("boxes/<slug:code>.pdf", prints.box_pdf, name="card_box_pdf"),
    path("second-notices/", views.second_notices, name="second_notices"),
    path("calls.pdf", prints.calls_pdf, name="calls_pdf"),
    path("visits.pdf", prints.visits_pdf, name="visits_pdf"),
]
