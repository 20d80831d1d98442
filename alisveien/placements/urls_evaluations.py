"""Addresses of evaluations of learning arenas."""

from django.urls import path

from alisveien.placements.views import evaluations

evaluation_urls = [
    path("plasser/<int:pk>/evaluering/<int:number>/", evaluations.stay_evaluate, name="stay_evaluate"),
    path("plasser/avdelinger/", evaluations.arena_results, name="arena_results"),
    path("plasser/avdelinger/<int:pk>/", evaluations.arena_result, name="arena_result"),
]
