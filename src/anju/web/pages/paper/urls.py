"""Address of an issued paper."""

from django.urls import path

from anju.web.pages.paper.views import paper

urlpatterns = [path("<slug:number>.pdf", paper, name="paper")]
