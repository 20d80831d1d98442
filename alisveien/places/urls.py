"""Addresses of those who keep the register."""

from django.urls import path

from alisveien.places import views, views_files, views_offices

app_name = "places"

urlpatterns = [
    path("register/", views.changes, name="changes"),
    path("register/<int:pk>/", views.change, name="change"),
    path("register/nytt/", views.place_create, name="place_create"),
    path("register/innlesing/", views_files.file_send, name="file_send"),
    path("register/innlesing/<int:pk>/", views_files.file_read, name="file_read"),
    path("register/sted/<int:pk>/navn/", views.place_rename, name="place_rename"),
    path("register/sted/<int:pk>/tilhorighet/", views.place_move, name="place_move"),
    path("register/sted/<int:pk>/avslutt/", views.place_close, name="place_close"),
    path("register/kontor/<int:pk>/vert/", views_offices.office_host, name="office_host"),
    path("register/kontor/<int:pk>/oppsigelse/", views_offices.office_notice, name="office_notice"),
]
