"""Addresses of the yearly evaluation, in the namespace of this area."""

from django.urls import path

from alisveien.placements.views import yearly

ONE = "evaluering/<int:year>/<str:code>/"
yearly_urls = [
    path("evaluering/", yearly.yearly_now, name="yearly_now"),
    path("evaluering/<int:year>/", yearly.yearly_list, name="yearly_list"),
    path(ONE, yearly.yearly, name="yearly"),
    path(f"{ONE}forslag/", yearly.yearly_propose, name="yearly_propose"),
    path(f"{ONE}fil/<slug:kind>/", yearly.yearly_file, name="yearly_file"),
]
