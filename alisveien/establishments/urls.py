"""Addresses of training institutions. The map stands in `config.urls`, which hands it what draws."""

from django.urls import path

from alisveien.establishments import views

app_name = "establishments"
ONE = "utdanningsvirksomheter/<str:code>/"
urlpatterns = [
    path("utdanningsvirksomheter/", views.institutions, name="institutions"),
    path("utdanningsvirksomheter/tall/", views.figures, name="figures"),
    path(ONE, views.institution, name="institution"),
    path(f"{ONE}<slug:speciality>/<slug:name>/", views.deed, name="deed"),
]
