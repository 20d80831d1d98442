"""Addresses of deeds that span areas."""

from django.urls import path

from alisveien.processes import views

app_name = "processes"

urlpatterns = [
    path("register/sammenslaing/", views.place_merge, name="place_merge"),
    path("register/sted/<int:pk>/deling/", views.place_split, name="place_split"),
]
