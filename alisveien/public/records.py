"""The contexts of the open records: plain values, ready to print."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.actor import Actor
from alisveien.establishments.queries import cases_of, standings_of
from alisveien.establishments.queries_arenas import arenas_of
from alisveien.establishments.rules_arenas import may_see_arenas
from alisveien.outreach.pages.record import seats_of
from alisveien.outreach.rules import may_see_network
from alisveien.people.queries_coordinators import coordinators_for
from alisveien.places import queries
from alisveien.places.columns import CENTRALITY, UNIT_KINDS, other_names, short_office
from alisveien.places.queries_then import Covered, Way, coverage_through_time
from alisveien.posts.queries import plan_for
from alisveien.public.coordinators import coordinators, invented
from alisveien.public.map.locator import Locator, Site, locator
from alisveien.workbench.cells import number, shown

Context = dict[str, Any]


def municipality(actor: Actor, place: Any, today: date) -> Context:
    """A municipality: names, figures, office, trust, local hospital with its units, former number and split areas."""
    facts = place.municipality
    hospitals = list(queries.local_hospitals(actor, place, today))
    return {
        "title": place.name,
        "help": _("Siden viser hvor kommunen hører til. Lenkene går til kontoret, foretaket og sykehuset."),
        "ended": ended(place, today),
        "crumbs": [
            (_("Kommuner"), "/kommuner/"),
            (place.parent.name, f"/kommuner/?fylke={place.parent.code}"),
            (place.name, ""),
        ],
        "subtitle": " · ".join(other_names(place)),
        "facts": [
            fact(_("Kommunenummer"), place.code),
            fact(_("Rådgivingskontor"), short_office(facts.office.name), f"/kontor/{facts.office.code}/"),
            fact(_("Helseforetak"), facts.trust.short_name, f"/helseforetak/{facts.trust.code}/"),
            fact(
                _("Lokalsykehus"),
                hospitals[0].name if hospitals else facts.hospital_area.name,
                f"/sykehus/{hospitals[0].code}/" if hospitals else "",
            ),
        ],
        "figures": [
            fact(_("Innbyggere"), number(facts.population)),
            fact(_("Sentralitet"), str(dict(CENTRALITY)[str(facts.centrality_class)])),
            fact(_("Psykiatrisk område"), facts.psychiatric_area.name if facts.psychiatric_area else ""),
            fact(_("Organisasjonsnummer"), facts.org_number),
            fact(_("Samisk forvaltningsområde"), _("ja") if facts.sami_admin_area else _("nei")),
            *_training(actor, place, today),
        ],
        "hospitals": [related(one.name, f"/sykehus/{one.code}/", unit_note(one)) for one in hospitals],
        "arenas_href": f"/laringsarenaer/kommune/{place.code}/" if may_see_arenas(actor, place) else "",
        "arenas": [
            related(one.name, f"/laringsarenaer/{one.pk}/", str(one.get_kind_display()))
            for one in arenas_of(actor, place)
            if one.closed_on is None
        ],
        "history": _history(place),
        "seats": seats_of(place, today, today) if may_see_network(actor, place.pk) else [],
        "network": f"/kontaktnett/kommuner/{place.code}/",
        "split_note": facts.split_note if facts.is_split else "",
        "map": f"/kart/?kommune={place.code}",
        "locator": _locator(place, hospitals),
        "source": _("Kilde: Kartverket og SSB. Folketall 1. januar 2026, opptaksområder etter SSB KLASS."),
    }


def _training(actor: Actor, place: Any, today: date) -> list[Context]:
    """How the municipality stands as a training institution, with the way to its record."""
    standings = standings_of(place, list(cases_of(actor, place)), actor, today)
    return [
        fact(
            _("Utdanning i {speciality}").format(speciality=one.speciality.label),
            str(one.state.label),
            f"/utdanningsvirksomheter/{place.code}/",
        )
        for one in standings
    ]


def _locator(place: Any, hospitals: list[Any]) -> Locator | None:
    sites = (
        Site(one.name, float(one.hospital.lat), float(one.hospital.lon))
        for one in hospitals
        if one.hospital.lat is not None and one.hospital.lon is not None
    )
    return locator(place.code, place.name, tuple(sites))


def _history(place: Any) -> list[str]:
    facts, coverage = place.municipality, getattr(place, "coverage", None)
    told = []
    if facts.former_number != place.code:
        words = _("Kommunenummeret var {number} i {county} fra 2020 til 2023.")
        told.append(words.format(number=facts.former_number, county=facts.former_county))
    if coverage is None:
        return told
    before = coverage.office_2021
    if before is None:
        told.append(_("Lå ikke i noe kontors område i 2021. {note}").format(note=coverage.note).strip())
    elif before.pk != facts.office_id:
        told.append(_("I 2021 var det {office} som fulgte kommunen.").format(office=before.name))
    return told


def trust(actor: Actor, place: Any, today: date) -> Context:
    """A trust: its hospitals with departments, posts by half-year, municipalities in its catchment."""
    hospitals = list(queries.hospitals_of_trust(actor, place, today))
    towns = list(queries.municipalities_of_trust(actor, place, today))
    roles = coordinators_for(actor, today).get(place.pk, [])
    return {
        "title": place.name,
        "help": _("Siden viser sykehusene, plassene hvert halvår og kommunene. Foretaket avgjør tallene."),
        "ended": ended(place, today),
        "crumbs": [(_("Helseforetak"), "/helseforetak/"), (place.name, "")],
        "facts": [
            fact(_("Organisasjonsnummer"), place.code),
            fact(_("Region"), place.parent.name, f"/helseforetak/?region={place.parent.code}"),
            fact(_("Sted"), place.town),
            fact(_("Innbyggere i området"), number(sum(one.municipality.population for one in towns)) if towns else ""),
        ],
        "badges": [{"text": _("Øvingsdata: koordinatoren er oppdiktet"), "tone": "warning"}] if invented(roles) else [],
        "coordinators": coordinators(roles),
        "hospitals": hospitals,
        "plan": plan_table(plan_for(actor, place)),
        "code": place.code,
        "municipalities": links_to(towns, "kommuner"),
        "municipalities_count": len(towns),
        "municipalities_list": f"/kommuner/?foretak={place.code}",
        "source": _(
            "Kilde: Brønnøysundregistrene og SSB. Hvilken avdeling som kan ta imot, er antagelser foretaket kan endre."
        ),
    }


def ended(place: Any, today: date) -> str:
    """What is said of a place that is no longer there; empty for one that is."""
    if not place.has_ended_by(today):
        return ""
    words = _("Gikk ut av registeret {day}. Opplysningene er de siste vi har, og endres ikke.")
    return words.format(day=shown(place.valid_to))


def plan_table(rows: Iterable[Any]) -> list[Context]:
    """Posts by year: one row a year with both half-years and their sum."""
    years: dict[int, dict[int, int]] = {}
    for row in rows:
        years.setdefault(row.year, {})[row.half] = row.posts
    return [
        {"year": year, "first": halves.get(1, 0), "second": halves.get(2, 0), "sum": sum(halves.values())}
        for year, halves in sorted(years.items())
    ]


def hospital(actor: Actor, place: Any, today: date) -> Context:
    """A hospital: owner, what it belongs to, its units, departments and the municipalities it serves."""
    facts = place.hospital
    towns = list(queries.municipalities_of_hospital(actor, place, today))
    above = facts.belongs_to
    return {
        "title": place.name,
        "help": _("Siden viser avdelingene som kan ta imot leger. Er noe feil, si fra til foretaket."),
        "ended": ended(place, today),
        "crumbs": [(_("Sykehus"), "/sykehus/"), (place.name, "")],
        "badges": [{"text": str(UNIT_KINDS.get(facts.unit_kind, facts.unit_kind)), "tone": "accent"}],
        "facts": [
            fact(_("Eier"), place.parent.name, f"/helseforetak/{place.parent.code}/"),
            fact(_("Sted"), place.town, f"/kommuner/{facts.municipality.code}/" if facts.municipality else ""),
            fact(
                _("Hører til"),
                above.name if above else _("eget lokalsykehus") if facts.area else "",
                f"/sykehus/{above.code}/" if above else "",
            ),
            fact(_("Akuttfunksjon"), {"yes": _("ja"), "no": _("nei")}.get(facts.emergency, _("uavklart"))),
        ],
        "departments": list(queries.departments_under(actor, [place], today)),
        "units": [
            related(one.name, f"/sykehus/{one.code}/", unit_note(one)) for one in queries.units_of(actor, place, today)
        ],
        "municipalities": links_to(towns, "kommuner"),
        "municipalities_count": len(towns),
        "municipalities_list": f"/kommuner/?lokalsykehus={towns[0].municipality.hospital_area.code}" if towns else "",
        "note": place.note,
        "source": _(
            "Kilde: åpne kilder og SSB KLASS. Hvilke avdelinger som kan ta imot, er antagelser foretaket kan endre."
        ),
    }


def office(actor: Actor, place: Any, today: date) -> Context:
    """An office: hosts through the years, and the municipalities it covers."""
    towns = list(queries.municipalities_of_office(actor, place, today))
    hosts = list(place.hosts.all())
    covered = coverage_through_time(actor, place.pk)
    return {
        "title": place.name,
        "help": _("Siden viser hvem kontoret gir råd, og hvem som er vertskap. Kommunen avgjør selv."),
        "ended": ended(place, today),
        "crumbs": [(_("Kontor"), "/kontor/"), (place.name, "")],
        "facts": [
            fact(_("Kontorsted"), place.town),
            fact(_("Kommuner nå"), number(len(towns)), f"/kommuner/?kontor={place.code}"),
            fact(_("Kommuner i 2021"), number(queries.covered_in_2021(actor, place, today))),
            fact(_("Innbyggere"), number(sum(one.municipality.population for one in towns))),
        ],
        "hosts": [_host(host) for host in hosts],
        "coverage": [_covered(one) for one in covered if one.way != Way.SAM],
        "sam": [_covered(one) for one in covered if one.way == Way.SAM],
        "rule": hosts[-1].coverage_rule if hosts else "",
        "municipalities": links_to(towns, "kommuner"),
        "municipalities_count": len(towns),
        "municipalities_list": f"/kommuner/?kontor={place.code}",
        "map": "/kart/?vis=kontor",
        "source": _("Kilde: kontorenes årsrapporter og alis.no."),
    }


def _covered(one: Covered) -> dict[str, str]:
    """One way an office covers others, in one period."""
    if one.count is None:
        text = _("hele landet")
    else:
        text = ngettext("{count} sted", "{count} steder", one.count).format(count=number(one.count))
    start, end = one.valid_from, one.valid_to
    if start and end:
        period = _("{start} til {end}").format(start=shown(start), end=shown(end))
    elif start:
        period = _("fra {start}").format(start=shown(start))
    else:
        period = _("til {end}").format(end=shown(end)) if end else _("så lenge vi vet")
    return {"way": str(Way(one.way).label).capitalize(), "text": text, "period": period, "note": one.note}


def _host(host: Any) -> dict[str, str]:
    """A host with its period. The register says when an agreement was ended, not always when it ceased."""
    start = _start(host.host_from, host.host_from_precision)
    if host.host_to:
        period = _("{start} til {end}").format(start=start, end=shown(host.host_to)).strip()
    elif host.notice_given_on:
        period = _("{start}, sagt opp {end}").format(start=start, end=shown(host.notice_given_on))
    else:
        period = start
    href = f"/kommuner/{host.municipality.code}/" if host.municipality else ""
    return {"name": host.host, "href": href, "period": period, "note": dates_in_words(host.agreement_note)}


def _start(day: date | None, precision: str) -> str:
    """From when, as exactly as it is known: «fra 2020», «fra august 2020», «fra 20. august 2020»."""
    if day is None:
        return ""
    pattern = {"year": "Y", "month": "F Y"}.get(precision, "j. F Y")
    return _("fra {start}").format(start=date_format(day, pattern))


def dates_in_words(text: str) -> str:
    """A text with its dates as people write them: «2020-06-01» is 1. juni 2020."""
    return re.sub(r"\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b", lambda found: shown(date.fromisoformat(found[0])), text)


def goal(goal: Any, same: list[Any]) -> Context:
    """A learning goal with its text and the others of its section."""
    badges = [{"text": goal.get_framework_display(), "tone": "accent"}]
    if goal.is_hospital_goal:
        badges.append({"text": _("nås i sykehus"), "tone": "brand1"})
    return {
        "title": f"{goal.code} {goal.short_title}",
        "crumbs": [(_("Læringsmål"), "/laringsmal/"), (goal.code, "")],
        "help": _("Siden viser målet slik forskriften gjelder. Nederst står de andre målene i samme avsnitt."),
        "badges": badges,
        "goal": goal,
        "same": [
            related(f"{one.code} {one.short_title}", f"/laringsmal/{one.code}/") for one in same if one.pk != goal.pk
        ],
        "source": _("Kilde: Lovdata, slik forskriften gjelder 1. oktober 2026. Lovtekst har ikke opphavsrett."),
    }


def fact(label: str, value: str, href: str = "") -> dict[str, str]:
    """A fact below a heading."""
    return {"label": label, "value": value, "href": href}


def related(label: str, href: str, note: str = "") -> dict[str, str]:
    """A link to another record."""
    return {"label": label, "href": href, "note": note}


def links_to(places: Iterable[Any], section: str) -> list[dict[str, str]]:
    """Links to records of one section."""
    return [related(place.name, f"/{section}/{place.code}/") for place in places]


def unit_note(place: Any) -> str:
    """What a hospital is, and how many of its departments can host a doctor."""
    kind = str(UNIT_KINDS.get(place.hospital.unit_kind, place.hospital.unit_kind))
    if not place.departments:
        return kind
    words = ngettext("{kind}, {count} avdeling for ALIS", "{kind}, {count} avdelinger for ALIS", place.departments)
    return words.format(kind=kind, count=place.departments)
