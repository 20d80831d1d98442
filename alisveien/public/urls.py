"""Addresses of the open face. Search stands in ``config.urls``, which hands it the pages of help."""

from django.urls import path

from alisveien.curriculum.registers import GOALS
from alisveien.places.registers_then import HOSPITALS, MUNICIPALITIES, OFFICES, ORGANISATIONS, TRUSTS
from alisveien.public import views
from alisveien.public.map_views import (
    municipality_map,
    municipality_map_csv,
    municipality_map_png,
    municipality_map_svg,
    municipality_map_xlsx,
)
from alisveien.workbench.pages import list_page

app_name = "public"

urlpatterns = [
    path("", views.front, name="front"),
    path("kommuner/", list_page(MUNICIPALITIES), name="municipalities"),
    path("kommuner/<str:number>/", views.municipality, name="municipality"),
    path("helseforetak/", list_page(TRUSTS), name="trusts"),
    path("helseforetak/<str:number>/", views.trust, name="trust"),
    path("koordinatorer/", views.coordinators, name="coordinators"),
    path("sykehus/", list_page(HOSPITALS), name="hospitals"),
    path("sykehus/<str:code>/", views.hospital, name="hospital"),
    path("kontor/", list_page(OFFICES), name="offices"),
    path("kontor/<str:code>/", views.office, name="office"),
    path("organisasjoner/", list_page(ORGANISATIONS), name="organisations"),
    path("organisasjoner/<int:pk>/", views.organisation, name="organisation"),
    path("laringsmal/", list_page(GOALS), name="goals"),
    path("laringsmal/<str:code>/", views.goal, name="goal"),
    path("kart/", municipality_map, name="map"),
    path("kart/tall.xlsx", municipality_map_xlsx, name="map_xlsx"),
    path("kart/bilde.svg", municipality_map_svg, name="map_svg"),
    path("kart/bilde.png", municipality_map_png, name="map_png"),
    path("kart/tall.csv", municipality_map_csv, name="map_csv"),
]
