"""The open lists of places: what there is on a day. An ended place stands in no list."""

from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Choice, Range, Register
from alisveien.places import queries
from alisveien.places.columns import (
    CENTRALITY,
    HOSPITAL_COLUMNS,
    MUNICIPALITY_COLUMNS,
    OFFICE_COLUMNS,
    TRUST_COLUMNS,
    UNIT_KINDS,
    short_office,
)
from alisveien.places.models import Place

Kind = Place.Kind
PEOPLE_ON = date(2026, 1, 1)
SOURCE = _("Kartverket, Statistisk sentralbyrå og Brønnøysundregistrene")


def municipalities(today: date) -> Register:
    """The list of municipalities there are on a day."""
    return Register(
        name="municipalities",
        dated=True,
        title=_("Kommuner"),
        lead=_("Alle kommuner i Norge, med rådgivingskontor, helseforetak og lokalsykehus."),
        help=_(
            "Lista viser hvilket kontor, helseforetak og sykehus hver kommune hører til. "
            "Filtrer til venstre, og velg en kommune for å se mer."
        ),
        one=_("kommune"),
        many=_("kommuner"),
        rows=partial(queries.municipalities_for, today=today),
        search=("search_text",),
        search_label=_("Navn eller kommunenummer, også tidligere og samiske"),
        order="name",
        source=SOURCE,
        source_date=PEOPLE_ON,
        columns=MUNICIPALITY_COLUMNS,
        filters=(
            Choice(
                name="kontor",
                label=_("Kontor"),
                field="municipality__office__code",
                choices=lambda actor: _office_choices(today),
            ),
            Choice(
                name="foretak",
                label=_("Helseforetak"),
                field="municipality__trust__code",
                choices=lambda actor: queries.choices_of(Kind.TRUST, today),
            ),
            Choice(
                name="fylke",
                label=_("Fylke"),
                field="parent__code",
                choices=lambda actor: queries.choices_of(Kind.COUNTY, today),
            ),
            Choice(
                name="lokalsykehus",
                label=_("Lokalsykehus"),
                field="municipality__hospital_area__code",
                choices=lambda actor: queries.catchment_areas(today),
            ),
            Choice(
                name="sentralitet",
                label=_("Sentralitet"),
                field="municipality__centrality_class",
                choices=lambda actor: CENTRALITY,
            ),
            Range(name="folk", label=_("Innbyggere"), field="municipality__population"),
        ),
    )


def trusts(today: date) -> Register:
    """The list of trusts and private hospitals with an agreement there are on a day."""
    return Register(
        name="trusts",
        dated=True,
        title=_("Helseforetak"),
        lead=_(
            "Helseforetakene og de private sykehusene med avtale. "
            "Foretaket fordeler sykehusplassene og ansetter for perioden."
        ),
        help=_(
            "Lista viser hvem som fordeler sykehusplasser. Tallene for sykehus og kommuner er lenker til radene bak."
        ),
        one=_("foretak"),
        many=_("foretak"),
        rows=partial(queries.trusts_for, today=today),
        search=("search_text",),
        search_label=_("Navn, sted eller organisasjonsnummer"),
        order="name",
        source=SOURCE,
        columns=TRUST_COLUMNS,
        filters=(
            Choice(
                name="region",
                label=_("Region"),
                field="parent__code",
                choices=lambda actor: queries.choices_of(Kind.AUTHORITY, today),
            ),
        ),
    )


def hospitals(today: date) -> Register:
    """The list of hospitals there are on a day."""
    return Register(
        name="hospitals",
        dated=True,
        title=_("Sykehus"),
        lead=_("Sykehus og klinikker, hvem som eier dem, og hvilket lokalsykehus de hører til."),
        help=_(
            "Lista viser hvor leger i spesialisering kan ha sykehusplass. "
            "Velg et sykehus for å se avdelingene og kommunene det tjener."
        ),
        one=_("sykehus"),
        many=_("sykehus"),
        rows=partial(queries.hospitals_for, today=today),
        search=("search_text",),
        search_label=_("Navn, sted eller eier"),
        order="name",
        source=_("Åpne kilder, se registeret"),
        columns=HOSPITAL_COLUMNS,
        filters=(
            Choice(name="eier", label=_("Eier"), field="parent__code", choices=lambda actor: _owner_choices(today)),
            Choice(name="slag", label=_("Slag"), field="hospital__unit_kind", choices=lambda actor: UNIT_KINDS.items()),
        ),
    )


def offices(today: date) -> Register:
    """The list of offices there are on a day."""
    return Register(
        name="offices",
        dated=True,
        title=_("Rådgivingskontor"),
        lead=_("De seks ALIS- og SamLIS-kontorene gir råd til kommunene. De overtar ingen av kommunens oppgaver."),
        help=_(
            "Lista viser hvem kommunene kan spørre om råd. "
            "Velg et kontor for å se kommunene det dekker og hvem som er vertskap."
        ),
        one=_("kontor"),
        many=_("kontor"),
        rows=partial(queries.offices_for, today=today),
        order="name",
        source=_("Årsrapportene og alis.no; folketall fra Statistisk sentralbyrå"),
        source_date=PEOPLE_ON,
        columns=OFFICE_COLUMNS,
    )


def _office_choices(today: date) -> list[tuple[str, str]]:
    """The choices of office, by their short names."""
    return [(code, short_office(name)) for code, name in queries.choices_of(Kind.OFFICE, today)]


def _owner_choices(today: date) -> list[tuple[str, str]]:
    """The choices of owner: trusts and private hospitals."""
    return [*queries.choices_of(Kind.TRUST, today), *queries.choices_of(Kind.PRIVATE, today)]
