"""Addresses of training institutions. The map stands in `config.urls`, which hands it what draws."""

from django.urls import path

from alisveien.establishments.views import institutions

app_name = "establishments"
ONE = "utdanningsvirksomheter/<str:code>/"
urlpatterns = [
    path("utdanningsvirksomheter/", institutions.institutions, name="institutions"),
    path("utdanningsvirksomheter/tall/", institutions.figures, name="figures"),
    path(ONE, institutions.institution, name="institution"),
    path(f"{ONE}<slug:speciality>/<slug:name>/", institutions.deed, name="deed"),
]
