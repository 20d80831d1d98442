"""Addresses of training institutions. The map stands in `config.urls`, which hands it what draws."""

from django.urls import path

from alisveien.establishments.views import gaps, institutions, table

app_name = "establishments"
ONE = "utdanningsvirksomheter/<str:code>/"
urlpatterns = [
    path("utdanningsvirksomheter/", institutions.institutions, name="institutions"),
    path("utdanningsvirksomheter/tall/", institutions.figures, name="figures"),
    path("utdanningsvirksomheter/tabell/", table.table_new, name="table_new"),
    path("utdanningsvirksomheter/tabell/<int:pk>/", table.table_check, name="table_check"),
    path("utdanningsvirksomheter/sjekk/<int:pk>/", gaps.gap_result, name="gap_result"),
    path("utdanningsvirksomheter/sjekk/<int:pk>/dokument/", gaps.gap_document, name="gap_document"),
    path(f"{ONE}<slug:speciality>/sjekk/", gaps.gap_check, name="gap_check"),
    path(ONE, institutions.institution, name="institution"),
    path(f"{ONE}<slug:speciality>/<slug:name>/", institutions.deed, name="deed"),
]
