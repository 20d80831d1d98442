"""Views of the map of municipalities."""

import csv
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from alisveien.base.request import Request
from alisveien.places.queries_map import map_rows
from alisveien.public.map.figures import figure_of
from alisveien.public.map.page import Asked, csv_lines, map_page
from alisveien.public.map.topology import country


@require_safe
def municipality_map(request: HttpRequest) -> HttpResponse:
    """The municipalities on a map, or the same as a table. ``vis`` is the figure, ``kommune`` the chosen number."""
    asked = Asked(
        figure=figure_of(request.GET.get("vis")),
        as_table=request.GET.get("form") == "tabell",
        number=request.GET.get("kommune", "").strip()[:4],
    )
    page = map_page(asked, map_rows(cast(Request, request).actor, timezone.localdate()), country())
    return render(request, "public/municipality_map.html", {"page": page})


@require_safe
def municipality_map_csv(request: HttpRequest) -> HttpResponse:
    """What the map is coloured by, one line for each municipality, as UTF-8 with commas."""
    rows = map_rows(cast(Request, request).actor, timezone.localdate())
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    csv.writer(response).writerows(csv_lines(rows))
    response.headers["Content-Disposition"] = 'attachment; filename="kommuner-paa-kart.csv"'
    return response
