"""Addresses of deeds that span areas."""

from django.urls import path

from alisveien.processes import views, views_moving

app_name = "processes"

urlpatterns = [
    path("personer/<int:pk>/flytt/", views_moving.person_move, name="person_move"),
    path("personer/flytting/<int:pk>/angre/", views_moving.move_undo, name="move_undo"),
    path("register/sammenslaing/", views.place_merge, name="place_merge"),
    path("register/sted/<int:pk>/deling/", views.place_split, name="place_split"),
]
