"""Addresses of the orders to correct."""

from django.urls import path

from anju.web.pages.orders.views import order, order_act, order_begin

__all__ = ["urlpatterns"]

urlpatterns = [
    path("orders/of/<str:person_ref>/", order_begin, name="order_begin"),
    path("orders/<str:number>/", order, name="order"),
    path("orders/<str:number>/<slug:slug>/", order_act, name="order_act"),
]
