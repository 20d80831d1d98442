"""The page of components: every part of the frame with an example of each state. All people are invented."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alisveien.base import drawing

SCHEMES = (("", _("Som maskinen")), ("light", _("Lyse farger")), ("dark", _("Mørke farger")))
TONES = ("neutral", "accent", "brand1", "success", "warning", "danger", "info")
PERIODS = (
    {"name": "P1 2028", "note": _("mars–august, 2 av 3")},
    {"name": "P2 2028", "note": _("september–februar, 2 av 2")},
)
PLACES = (
    {
        "name": "UNN Tromsø",
        "note": _("lokalsykehus for 9 av kommunene på lista"),
        "rows": (
            {
                "name": _("Indremedisin: lunge"),
                "cells": (
                    [
                        {
                            "state": "proposed",
                            "period": "P1 2028",
                            "name": "Ådne Somby",
                            "note": "Bardu",
                            "wish": _("1. ønske"),
                        }
                    ],
                    [
                        {
                            "state": "proposed",
                            "period": "P2 2028",
                            "name": "Ådne Kristiansen",
                            "note": "Tromsø",
                            "wish": _("2. ønske"),
                            "lifted": True,
                        }
                    ],
                ),
            },
            {
                "name": _("Gynekologi"),
                "cells": (
                    [],
                    [
                        {
                            "state": "decided",
                            "period": "P2 2028",
                            "name": "Elle Berg",
                            "note": "Skjervøy",
                            "wish": _("1. ønske"),
                        }
                    ],
                ),
            },
        ),
    },
    {
        "name": _("Hele UNN"),
        "note": _("plassene her er ikke knyttet til ett sykehus"),
        "rows": (
            {
                "name": _("Sykehus velges senere"),
                "cells": (
                    [
                        {
                            "state": "vacant",
                            "period": "P1 2028",
                            "why": _("6 av 7 som venter, har bare ønsket P2"),
                            "href": "#plan",
                            "action": _("Se utveier"),
                        }
                    ],
                    [],
                ),
            },
        ),
    },
)
DOCTORS = (
    drawing.Ranks("Jakob Larsen, Målselv", (1, 1, 1)),
    drawing.Ranks("Elle Berg, Skjervøy", (2, 2, 3)),
    drawing.Ranks("Jonas Fjellheim, Rana", (3, 5, 2), mover=True),
    drawing.Ranks("Håkon Lunde, Harstad", (4, 3, 4)),
    drawing.Ranks("Nora Åsen, Nordreisa", (5, 4, 5)),
)
CHECKS = (
    {"state": "done", "text": _("Kapasitet vedtatt"), "note": _("30. juni 2027")},
    {"state": "now", "text": _("Les 11 begrunnelser"), "href": "#plan", "note": _("6 er lest.")},
    {
        "state": "left",
        "text": _("Avklar den ledige sykehusplassen"),
        "note": _("Ny runde ønsker, eller tilbud senere"),
    },
)
EVENTS = (
    {"when": _("Fredag 1. oktober 2027 kl. 14.30"), "text": _("Oppfølgingsmøte"), "coming": True},
    {"when": _("30. august 2027"), "text": _("Ønske 2 endret i innmeldingen"), "note": "Kåfjord legekontor"},
    {"when": _("1. januar 2024"), "text": _("Nytt kommunenummer, 5426 ble 5540")},
)


class Example(forms.Form):
    """Fields in each state; sent nowhere."""

    name = forms.CharField(label=_("Navn"), help_text=_("Slik det står i Helsepersonellregisteret."))
    trust = forms.ChoiceField(label=_("Helseforetak"), choices=[("unn", "UNN"), ("nord", "Nordlandssykehuset")])
    reason = forms.CharField(label=_("Grunn"), widget=forms.Textarea(attrs={"rows": 3}))


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """All parts on one page, the same parts that real pages are built of. ``?farger=`` shows one scheme."""
    wanted = request.GET.get("farger", "")
    scheme = wanted if wanted in ("light", "dark") else ""
    context = {
        "scheme": scheme,
        "tabs": [
            {"label": label, "href": f"?farger={value}" if value else "?", "current": value == scheme}
            for value, label in SCHEMES
        ],
        "crumbs": [(_("Byggeklosser"), "")],
        "tones": TONES,
        "figures": [
            {"value": "17", "of": _("av 18"), "label": _("sykehusplasser fordelt")},
            {"value": "13", "of": _("av 17"), "label": _("fikk førsteønsket"), "href": "#onsker"},
            {"value": "7", "of": _("av 24"), "label": _("leger venter")},
        ],
        "facts": [
            {"label": _("Helseforetak"), "value": "Universitetssykehuset Nord-Norge HF", "href": "#fakta"},
            {"label": _("Innbyggere"), "value": "1\u00a0939"},
            {"label": _("Sentralitet"), "value": _("6, minst sentral")},
        ],
        "chips": [
            {"text": _("Fylke: Troms"), "remove": "#lister"},
            {"text": _("Innbyggere: høyst 5 000"), "remove": "#lister"},
        ],
        "related": [
            {"label": "Kåfjord", "href": "#lister", "note": _("lokalsykehus UNN Tromsø")},
            {"label": "Bardu", "href": "#lister", "note": _("lokalsykehus UNN Harstad")},
        ],
        "periods": PERIODS,
        "places": PLACES,
        "chart": drawing.slope(str(_("Nummer på lista under tre regelsett")), _heads(), DOCTORS),
        "doctors": DOCTORS,
        "heads": _heads(),
        "checks": CHECKS,
        "events": EVENTS,
        "form": Example({"name": "Piera Solbakken", "trust": "unn", "reason": ""}),
    }
    return render(request, "base/stil.html", context)


def _heads() -> list[str]:
    return [str(_("Kriterier, så nærhet")), str(_("Nærhet først")), str(_("Nærhet sist"))]
