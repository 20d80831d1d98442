"""Addresses of the open face. Search stands in ``config.urls``, which hands it the pages of help."""

from django.urls import path

from alisveien.curriculum.registers import GOALS
from alisveien.places.registers import hospitals, municipalities, offices, trusts
from alisveien.public import views
from alisveien.public.map_views import municipality_map, municipality_map_csv
from alisveien.workbench.pages import list_page

app_name = "public"

urlpatterns = [
    path("", views.front, name="front"),
    path("kommuner/", list_page(municipalities), name="municipalities"),
    path("kommuner/<str:number>/", views.municipality, name="municipality"),
    path("helseforetak/", list_page(trusts), name="trusts"),
    path("helseforetak/<str:number>/", views.trust, name="trust"),
    path("sykehus/", list_page(hospitals), name="hospitals"),
    path("sykehus/<str:code>/", views.hospital, name="hospital"),
    path("kontor/", list_page(offices), name="offices"),
    path("kontor/<str:code>/", views.office, name="office"),
    path("laringsmal/", list_page(GOALS), name="goals"),
    path("laringsmal/<str:code>/", views.goal, name="goal"),
    path("kart/", municipality_map, name="map"),
    path("kart/tall.csv", municipality_map_csv, name="map_csv"),
]
