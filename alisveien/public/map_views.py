"""Views of the map of municipalities: today or on another day, alone or two side by side, and as files."""

import csv
from dataclasses import replace
from datetime import date
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.request import Request
from alisveien.places.queries_map import MapRow, kinds_counted, map_rows, map_rows_then, with_counted
from alisveien.public.map.alone import png_of, svg_of
from alisveien.public.map.drawing import Picture
from alisveien.public.map.figures import LegendLine, figure_of, figures_offered
from alisveien.public.map.page import Asked, MapPage, csv_lines, map_page
from alisveien.public.map.topology import country
from alisveien.workbench.export import XLSX_TYPE
from alisveien.workbench.per import asked_day, day_of


@require_safe
def municipality_map(request: HttpRequest) -> HttpResponse:
    """The municipalities on a map, or the same as a table.

    ``vis`` is the figure, ``kommune`` the chosen number, ``per`` the day; ``mot`` and ``mot_vis`` the day and the
    figure of a second map beside the first.
    """
    today = timezone.localdate()
    asked, day = _asked(request, today)
    page = _page(request, asked, day)
    beside, beside_day = _beside(request, asked, today)
    context: dict[str, Any] = {"page": page, "beside": beside, "beside_day": beside_day, "dated": True}
    context["help"] = _(
        "Velg hva kartet viser, og en kommune for å se mer. Datoen viser det slik det var en annen dag."
    )
    context |= {"as_of": day, "as_of_now": asked.address(per=""), "as_of_kept": [("vis", asked.figure.slug)]}
    shown = beside.asked.figure if beside else asked.figure
    context["figures_for"] = [(one.slug, one.label, one is shown) for one in page.offered]
    context["alone"] = asked.address(mot="", mot_vis="")
    if beside:
        context["pair"] = [{"page": page, "day": day or today}, {"page": beside, "day": beside_day}]
    return render(request, "public/municipality_map.html", context)


def _asked(request: HttpRequest, today: date) -> tuple[Asked, date | None]:
    day, _fault = asked_day(request.GET, today)
    asked = Asked(
        figure=figure_of(request.GET.get("vis")),
        as_table=request.GET.get("form") == "tabell",
        number=request.GET.get("kommune", "").strip()[:4],
        per=day.isoformat() if day else "",
    )
    return asked, day


def _rows(actor: Actor, day: date | None) -> tuple[list[MapRow], list[MapRow] | None]:
    """The municipalities today or on a day, and what is drawn of them where that is something else."""
    return map_rows_then(actor, day) if day else (map_rows(actor, timezone.localdate()), None)


def _page(request: HttpRequest, asked: Asked, day: date | None) -> MapPage:
    actor = cast(Request, request).actor
    rows, drawn = _rows(actor, day)
    what, on = asked.figure.counted, None
    if what:
        rows, on = with_counted(actor, rows, what, day or timezone.localdate())
        drawn = with_counted(actor, drawn, what, day or timezone.localdate())[0] if drawn is not None else None
    return map_page(asked, rows, country(), drawn, offered=figures_offered(kinds_counted(actor)), counted_on=on)


def _beside(request: HttpRequest, first: Asked, today: date) -> tuple[MapPage | None, date | None]:
    """The second map, when a day or a figure for it is asked for."""
    if not (request.GET.get("mot") or request.GET.get("mot_vis")):
        return None, None
    day, _fault = day_of(request.GET.get("mot", ""), today)
    figure = figure_of(request.GET.get("mot_vis") or first.figure.slug)
    asked = Asked(figure=figure, as_table=False, per=day.isoformat() if day else "")
    return _page(request, asked, day), day or today


@require_safe
def municipality_map_csv(request: HttpRequest) -> HttpResponse:
    """What the map is coloured by, one line for each municipality, as UTF-8 with commas."""
    day, _fault = asked_day(request.GET, timezone.localdate())
    rows, _drawn = _rows(cast(Request, request).actor, day)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    csv.writer(response).writerows(csv_lines(rows))
    return _named(response, day, "csv")


@require_safe
def municipality_map_xlsx(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only here

    day, _fault = asked_day(request.GET, timezone.localdate())
    rows, _drawn = _rows(cast(Request, request).actor, day)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Kommuner"))
    for line in csv_lines(rows):
        sheet.append(line)
    response = HttpResponse(content_type=XLSX_TYPE)
    book.save(response)
    return _named(response, day, "xlsx")


@require_safe
def municipality_map_svg(request: HttpRequest) -> HttpResponse:
    """The map as a picture with its own colours, title and legend, for a report or a slide."""
    picture, day = _alone(request)
    return _named(HttpResponse(svg_of(*picture), content_type="image/svg+xml; charset=utf-8"), day, "svg")


@require_safe
def municipality_map_png(request: HttpRequest) -> HttpResponse:
    """The same picture in points."""
    picture, day = _alone(request)
    return _named(HttpResponse(png_of(*picture), content_type="image/png"), day, "png")


def _alone(request: HttpRequest) -> tuple[tuple[Picture, str, list[LegendLine], date, str], date | None]:
    """What a picture that stands alone shows, and the day that was asked for. ``form`` is left out: always a map."""
    today = timezone.localdate()
    asked, day = _asked(request, today)
    page = _page(request, replace(asked, as_table=False), day)
    assert page.picture is not None  # only a table has none
    heading = str(asked.figure.heading)
    return (page.picture, heading, page.legend, day or today, page.source), day


def _named(response: HttpResponse, day: date | None, ending: str) -> HttpResponse:
    of_day = f"-{day.isoformat()}" if day else ""
    response.headers["Content-Disposition"] = f'attachment; filename="kommuner-paa-kart{of_day}.{ending}"'
    return response
