"""What the pages of agreements show, as plain values for the templates."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.agreements import queries, rules
from alisveien.agreements.models import Agreement
from alisveien.agreements.queries_coverage import Cell, Coverage
from alisveien.agreements.registers import TONES
from alisveien.agreements.telling import STANDS, between, covers_in_words, day_in_words, period_in_words
from alisveien.base.actor import Actor
from alisveien.journal.pages import log_of

Context = dict[str, Any]
KINDS = {"municipality": "kommuner", "trust": "helseforetak", "private": "helseforetak"}
"""Kind of a party → where its own page stands."""


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way from the list."""
    return [(_("Samarbeidsavtaler"), reverse("agreements:agreements")), *more]


def record_of(actor: Actor, agreement: Agreement, today: date) -> Context:
    """The record of an agreement."""
    stands = rules.standing(agreement, today)
    badges = [{"text": str(STANDS[stands]).capitalize(), "tone": TONES[stands]}]
    if agreement.is_synthetic:
        badges.append({"text": _("Øvingsdata: oppdiktet avtale"), "tone": "warning"})
    return {
        "title": between(agreement),
        "agreement": agreement,
        "badges": badges,
        "crumbs": crumbs((between(agreement), "")),
        "facts": [
            _party(_("Kommune"), agreement.municipality),
            _party(_("Avtale med"), agreement.other),
            {"label": _("Gjelder"), "value": period_in_words(agreement).capitalize()},
            {"label": _("Signert"), "value": _signed(agreement)},
        ],
        "terms": [
            {"label": _("Hva avtalen gjelder"), "value": covers_in_words(agreement.covers).capitalize()},
            {"label": _("Mer om avtalen"), "value": agreement.about},
            {"label": _("Arkivreferanse"), "value": agreement.reference},
        ],
        "counts": _counts(agreement, stands),
        "may": rules.may_change(actor, agreement),
        "others": [_other(one) for one in queries.beside(agreement)],
        "log": log_of(actor, agreement),
    }


def _party(label: str, place: Any) -> dict[str, str]:
    return {"label": label, "value": place.name, "href": f"/{KINDS[place.kind]}/{place.code}/"}


def _signed(agreement: Agreement) -> str:
    return day_in_words(agreement.signed_on) if agreement.signed_on else _("ikke signert")


def _counts(agreement: Agreement, stands: rules.Stands) -> str:
    """What the agreement means for the distribution of posts, in a sentence."""
    if agreement.other_kind == "municipality":
        return _("Avtaler mellom kommuner har ingen virkning på fordelingen av sykehusplasser.")
    if "hospital_service" not in agreement.covers:
        return _("Avtalen gjelder ikke sykehustjeneste og teller ikke i fordelingen av sykehusplasser.")
    if stands == rules.Stands.UNSIGNED:
        return _("Avtalen teller ikke i fordelingen før den er signert.")
    if stands == rules.Stands.ENDED:
        return _("Avtalen er avsluttet og teller ikke for nye halvår.")
    return _("Avtalen teller for halvår som begynner mens den gjelder.")


def _other(agreement: Agreement) -> dict[str, str]:
    return {
        "label": f"{covers_in_words(agreement.covers)}, {period_in_words(agreement)}",
        "href": reverse("agreements:agreement", args=[agreement.pk]),
    }


def coverage_page(found: Coverage, *, may: bool, only_lacking: bool) -> Context:
    """The matrix as rows of cells; ``may``: whether missing agreements can be written down from here."""
    lines = found.lacking if only_lacking else found.lines
    count = len(found.lacking)
    words = ngettext(
        "{n} av {all} kommune mangler en avtale om sykehustjeneste som gjelder i dag, med sitt eget helseforetak.",
        "{n} av {all} kommuner mangler en avtale om sykehustjeneste som gjelder i dag, med sitt eget helseforetak.",
        len(found.lines),
    )
    return {
        "title": _("Hvem har avtale"),
        "crumbs": crumbs((_("Hvem har avtale"), "")),
        "tabs": _tabs(found, only_lacking=only_lacking),
        "region": found.region,
        "trusts": found.trusts,
        "rows": [
            {"town": line.town, "cells": [_shown(line.town, cell, may=may) for cell in line.cells]} for line in lines
        ],
        "summary": words.format(n=count, all=len(found.lines)),
        "only_lacking": only_lacking,
        "help": _("Hver rad er en kommune, hver kolonne et helseforetak. Kommunens eget helseforetak er merket."),
    }


def _tabs(found: Coverage, *, only_lacking: bool) -> list[dict[str, Any]]:
    """The regions there are to choose among; none when there is only one."""
    if len(found.regions) < 2:
        return []
    more = "&mangler=ja" if only_lacking else ""
    return [
        {"label": one.name, "href": f"?region={one.code}{more}", "current": one == found.region}
        for one in found.regions
    ]


def _shown(town: Any, cell: Cell, *, may: bool) -> dict[str, Any]:
    """A cell: its words, tone and address."""
    shown: dict[str, Any] = {"trust": cell.trust, "own": cell.own, "text": "", "tone": "", "href": ""}
    if cell.agreement is not None and cell.stands is not None:
        href = reverse("agreements:agreement", args=[cell.agreement.pk])
        shown |= {"text": str(STANDS[cell.stands]).capitalize(), "tone": TONES[cell.stands], "href": href}
    elif cell.own:
        href = f"{reverse('agreements:agreement_new')}?kommune={town.code}&med={cell.trust.code}"
        shown |= {"text": _("Mangler"), "tone": "danger", "href": href if may else ""}
    return shown
