"""Addresses of the journeys."""

from django.urls import path

from alisveien.journeys import views

app_name = "journeys"
urlpatterns = [
    path("gammel-ordning/", views.old_scheme, name="old_scheme"),
    path("gammel-ordning/kommuner/", views.old_scheme_municipalities, name="old_scheme_municipalities"),
    path("gammel-ordning/slik/", views.old_scheme_steps, name="old_scheme_steps"),
    path("gammel-ordning/brev/<slug:to>/", views.old_scheme_letters, name="old_scheme_letters"),
]
