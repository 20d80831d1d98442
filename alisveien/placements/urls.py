"""Addresses of the rounds."""

from django.urls import path

from alisveien.placements import views

app_name = "placements"
urlpatterns = [
    path("runder/", views.rounds, name="rounds"),
    path("runder/<int:year>/", views.round_overview, name="round_overview"),
    path("runder/<int:year>/feil/", views.round_faults, name="round_faults"),
    path("runder/<int:year>/filer/<str:name>", views.round_file, name="round_file"),
    path("runder/<int:year>/lege/<slug:hpr_number>/", views.doctor_card, name="doctor_card"),
    path("runder/<int:year>/<slug:trust>/", views.trust_list, name="trust_list"),
    path("runder/<int:year>/<slug:trust>/rute/", views.trust_grid, name="trust_grid"),
    path("runder/<int:year>/<slug:trust>/regelsett/", views.trust_rule_sets, name="trust_rule_sets"),
]
