"""Addresses of the rounds; filled with the first round."""

from django.urls import URLPattern

app_name = "placements"
urlpatterns: list[URLPattern] = []
