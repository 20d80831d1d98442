"""Addresses of training institutions. The map stands in `config.urls`, which hands it what draws."""

from django.urls import path

from alisveien.establishments.views import arena_check, arenas, gaps, institutions, table

app_name = "establishments"
TOWN = "laringsarenaer/kommune/<str:code>/"
ONE = "utdanningsvirksomheter/<str:code>/"
urlpatterns = [
    path("laringsarenaer/", arenas.arenas, name="arenas"),
    path(TOWN, arenas.arenas_together, name="arenas_together"),
    path(f"{TOWN}ny/", arenas.arena_new, name="arena_new"),
    path(f"{TOWN}bekreft/", arenas.arenas_confirm, name="arenas_confirm"),
    path("laringsarenaer/stemmer/<int:place>/", arena_check.arenas_check, name="arenas_check"),
    path("laringsarenaer/avtale/<int:pk>/slutt/", arenas.paper_end, name="paper_end"),
    path("laringsarenaer/<int:pk>/", arenas.arena, name="arena"),
    path("laringsarenaer/<int:pk>/avtale/", arenas.paper_new, name="paper_new"),
    path("laringsarenaer/<int:pk>/<slug:step>/", arenas.arena_step, name="arena_step"),
    path("laringsarenaer/<int:pk>/<slug:step>/lagre/", arenas.arena_save, name="arena_save"),
    path("utdanningsvirksomheter/", institutions.institutions, name="institutions"),
    path("utdanningsvirksomheter/tall/", institutions.figures, name="figures"),
    path("utdanningsvirksomheter/tall/tid/", institutions.curve, name="curve"),
    path("utdanningsvirksomheter/tabell/", table.table_new, name="table_new"),
    path("utdanningsvirksomheter/tabell/<int:pk>/", table.table_check, name="table_check"),
    path("utdanningsvirksomheter/sjekk/<int:pk>/", gaps.gap_result, name="gap_result"),
    path("utdanningsvirksomheter/sjekk/<int:pk>/dokument/", gaps.gap_document, name="gap_document"),
    path(f"{ONE}<slug:speciality>/sjekk/", gaps.gap_check, name="gap_check"),
    path(f"{ONE}<slug:speciality>/sjekk/lagre/", gaps.gap_save, name="gap_save"),
    path(ONE, institutions.institution, name="institution"),
    path(f"{ONE}<slug:speciality>/<slug:name>/", institutions.deed, name="deed"),
]
