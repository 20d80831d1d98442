"""The record of a place as it stood on a day, and what has happened to it: plain values, ready to print."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.places import queries_then, rules
from alisveien.places.columns import short_office
from alisveien.places.queries_then import Then, Tied
from alisveien.places.registers_then import SECTIONS, address_of
from alisveien.public.records import Context, fact, related
from alisveien.workbench.cells import number as shown_number
from alisveien.workbench.cells import shown

LISTS = {
    "kommuner": _("Kommuner"),
    "helseforetak": _("Helseforetak"),
    "sykehus": _("Sykehus"),
    "kontor": _("Kontor"),
    "organisasjoner": _("Andre organisasjoner"),
}


def stood(request: HttpRequest, actor: Actor, kinds: Collection[str], code: str, day: date) -> HttpResponse:
    """The page of a place with a number, as it stood on a day. Raises Http404 when no place ever had the number."""
    place = queries_then.place_with(actor, kinds, code, day)
    if place is None:
        raise Http404
    return page(request, actor, place, day, as_of=True)


def moved(request: HttpRequest, actor: Actor, kinds: Collection[str], code: str, today: date) -> HttpResponse:
    """Where a number that is no longer in use leads: to the place as it is called now, or to what it was."""
    place = queries_then.place_with(actor, kinds, code, today)
    if place is None:
        raise Http404
    if place.code == code:
        return page(request, actor, place, today, as_of=False)
    return redirect(address_of(place.kind, place.code, place.pk))


def page(request: HttpRequest, actor: Actor, place: Any, day: date, *, as_of: bool) -> HttpResponse:
    """A place on a day; one that was not there then is told about by what it came from and became."""
    then = queries_then.then_of(actor, place.pk, day)
    section = SECTIONS.get(place.kind, "organisasjoner")
    per = f"?per={day.isoformat()}" if as_of else ""
    name = then.name if then else place.name
    context = {
        "title": name,
        "help": _("Siden viser stedet slik det sto i registeret den dagen. Nederst står det som har endret seg."),
        "crumbs": [(_(LISTS[section]), f"/{section}/{per}"), (name, "")],
        "dated": True,
        "as_of": day if as_of else None,
        "as_of_now": address_of(place.kind, place.code, place.pk),
        "as_of_kept": [],
        "there": then is not None,
        "facts": _facts(then, day if as_of else None) if then else [],
        "groups": _groups(actor, then, day, as_of=as_of) if then else [],
        "edit": edit_links(actor, place),
        "source": _("Kilde: registerets daterte rader. Opptaksområder er slik de er kjent i dag."),
        **through_time(actor, place.pk),
    }
    return render(request, "public/place_then.html", context)


def _facts(then: Then, day: date | None) -> list[dict[str, str]]:
    facts = [fact(_("Slag"), then.kind_name), fact(_("Nummer"), then.code)]
    kinds = queries_then.Kind
    facts += [
        fact(label, short_office(tied.name) if kind == kinds.OFFICE else tied.name, _to(kind, tied, day))
        for label, tied, kind in (
            (_("Ligger under"), then.under, ""),
            (_("Rådgivingskontor"), then.office, kinds.OFFICE),
            (_("Oppfølging eller avtale"), then.represented, kinds.OFFICE),
            (_("Samfunnsmedisin"), then.sam, kinds.OFFICE),
            (_("Helseforetak"), then.trust, kinds.TRUST),
            (_("Lokalsykehusområde"), then.area, ""),
        )
        if tied.name
    ]
    if then.town:
        facts.append(fact(_("Sted"), then.town))
    if then.municipalities:
        facts.append(fact(_("Kommuner"), shown_number(then.municipalities)))
    if then.people is not None and then.people_on is not None:
        words = _("Innbyggere, {day}").format(day=shown(then.people_on))
        facts.append(fact(words, shown_number(then.people)))
    return facts


def _to(kind: str, tied: Tied, day: date | None) -> str:
    return address_of(kind, tied.code, 0, day) if kind else ""


def _groups(actor: Actor, then: Then, day: date, *, as_of: bool) -> list[dict[str, Any]]:
    """What belonged to the place on the day, kind by kind."""
    ways = queries_then.Way
    below = queries_then.below_then(actor, then.pk, (ways.PARENT, ways.OFFICE, ways.TRUST), day)
    groups: dict[str, list[dict[str, str]]] = {}
    for row in below:
        href = address_of(row.kind, row.code, row.pk, day if as_of else None)
        groups.setdefault(row.kind_name, []).append(related(row.name, href, row.code))
    return [
        {"id": f"g{place}", "heading": f"{heading.capitalize()} ({len(rows)})", "rows": rows}
        for place, (heading, rows) in enumerate(groups.items())
    ]


def through_time(actor: Actor, pk: int) -> Context:
    """Names, belongings and successions of a place as rows with their periods; nothing where nothing ever changed."""
    known = queries_then.through_time(actor, pk)
    ties: dict[str, list[Any]] = {}
    for row in known.belongings:
        ties.setdefault(row.kind, []).append(row)
    return {
        "namings": [
            {"text": row.name, "note": row.code, "period": period(row.valid_from, row.valid_to)}
            for row in known.namings
            if len(known.namings) > 1 or row.valid_to is not None
        ],
        "belongings": [
            {"text": row.to.name, "note": row.get_kind_display(), "more": row.note, "period": _period(row)}
            for rows in ties.values()
            for row in rows
            if len(rows) > 1 or row.valid_to is not None or row.kind in ("representation", "agreement", "sam")
        ],
        "came_from": _steps((step.former, step) for step in known.came_from),
        "became": _steps((step.later, step) for step in known.became),
    }


def _steps(pairs: Iterable[tuple[Any, Any]]) -> list[dict[str, str]]:
    return [
        related(place.name, address_of(place.kind, place.code, place.pk), f"{step.get_kind_display()} {shown(step.on)}")
        for place, step in pairs
    ]


def _period(row: Any) -> str:
    return period(row.valid_from, row.valid_to)


def period(start: date | None, end: date | None) -> str:
    """A period in words: «1. januar 2020 til 1. januar 2024», «fra 1. januar 2024», «til 1. januar 2020»."""
    if start and end:
        return _("{start} til {end}").format(start=shown(start), end=shown(end))
    if start:
        return _("fra {start}").format(start=shown(start))
    return _("til {end}").format(end=shown(end)) if end else _("så lenge vi vet")


def edit_links(actor: Actor, place: Any) -> list[dict[str, str]]:
    """The deeds on a place its keepers are offered; nothing for others."""
    if not rules.may_edit_register(actor, place):
        return []
    links = [related(_("Nytt navn eller nummer"), f"/register/sted/{place.pk}/navn/")]
    if rules.ways_of(place):
        links.append(related(_("Ny tilhørighet"), f"/register/sted/{place.pk}/tilhorighet/"))
    if place.kind == queries_then.Kind.MUNICIPALITY:
        links.append(related(_("Slå sammen"), f"/register/sammenslaing/?kommune={place.code}"))
        links.append(related(_("Del"), f"/register/sted/{place.pk}/deling/"))
    else:
        if place.kind == queries_then.Kind.OFFICE:
            links.append(related(_("Ny vertskommune eller nytt kontorsted"), f"/register/kontor/{place.pk}/vert/"))
            links.append(related(_("Oppsigelse av vertskap"), f"/register/kontor/{place.pk}/oppsigelse/"))
        links.append(related(_("Avslutt"), f"/register/sted/{place.pk}/avslutt/"))
    return links
