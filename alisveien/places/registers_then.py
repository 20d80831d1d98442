"""The lists of places as they stood on a day, and the list of organisations today and then."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Dated, Range, Register
from alisveien.places import registers
from alisveien.places.columns import short_office
from alisveien.places.models import Place
from alisveien.places.queries_then import OTHERS, organisations_for, places_then

Kind = Place.Kind
SECTIONS = {
    Kind.MUNICIPALITY: "kommuner",
    Kind.TRUST: "helseforetak",
    Kind.PRIVATE: "helseforetak",
    Kind.HOSPITAL: "sykehus",
    Kind.OFFICE: "kontor",
}
"""Kind of place → the part of the address its list and records stand under; the others have ``organisasjoner``."""


def address_of(kind: str, code: str, pk: int, day: date | None = None) -> str:
    """The address of a place's record, today or as it stood on a day."""
    section = SECTIONS.get(Kind(kind))
    path = f"/{section}/{code}/" if section else f"/organisasjoner/{pk}/"
    return f"{path}?per={day.isoformat()}" if day else path


def _name(label: Any, day: date | None) -> Column:
    return Column(
        name="name",
        label=label,
        value=lambda row: row.name,
        sort="sort_key",
        link=lambda row: address_of(row.kind, row.code, row.pk, day),
    )


def _text(name: str, label: Any, field: str, sort: str, **more: Any) -> Column:
    return Column(name=name, label=label, value=lambda row: getattr(row, field).name, sort=sort, **more)


NUMBER = Column(name="number", label=_("Nummer"), value=lambda row: row.code, sort="code")
PEOPLE = Column(
    name="people", label=_("Innbyggere, nærmeste telling"), value=lambda row: row.people, sort="people", number=True
)
TOWNS = Column(
    name="municipalities", label=_("Kommuner"), value=lambda row: row.municipalities, sort="municipalities", number=True
)
TOWN = Column(name="town", label=_("Sted"), value=lambda row: row.town, sort="town")
OFFICE = Column(name="office", label=_("Kontor"), value=lambda row: short_office(row.office.name), sort="office_key")
KIND = Column(name="kind", label=_("Slag"), value=lambda row: row.kind_name, sort="kind_name")
COLUMNS: dict[str, tuple[Column, ...]] = {
    "municipalities": (
        NUMBER,
        _text("county", _("Fylke"), "under", "under_key", on_phone=False),
        PEOPLE,
        OFFICE,
        Column(
            name="represented",
            label=_("Oppfølging eller avtale"),
            value=lambda row: short_office(row.represented.name),
            shown=False,
        ),
        _text("trust", _("Helseforetak"), "trust", "trust_key"),
        _text("area", _("Lokalsykehus"), "area", "area_key"),
    ),
    "trusts": (NUMBER, _text("authority", _("Region"), "under", "under_key"), TOWN, TOWNS),
    "hospitals": (TOWN, _text("owner", _("Eier"), "under", "under_key")),
    "offices": (replace(TOWN, label=_("Kontorsted")), TOWNS, PEOPLE),
    "organisations": (
        KIND,
        NUMBER,
        _text("under", _("Ligger under"), "under", "under_key"),
        Column(name="sam", label=_("Samfunnsmedisin"), value=lambda row: short_office(row.sam.name)),
    ),
}


def _once(rows: Callable[[Actor], list[Any]]) -> Callable[[Actor], list[Any]]:
    """The same rows, read once for the list and all its filters. The register is open: everyone is given the same."""
    kept: list[list[Any]] = []

    def read(actor: Actor) -> list[Any]:
        if not kept:
            kept.append(rows(actor))
        return kept[0]

    return read


def _choices(rows: Callable[[Actor], list[Any]], code: str, name: Callable[[Any], str]) -> Callable[[Actor], Any]:
    """The choices of a filter: what the rows of the list hold."""

    def choices(actor: Actor) -> Iterable[tuple[str, str]]:
        found = {str(getattr(row, code)): str(name(row)) for row in rows(actor) if getattr(row, code)}
        return sorted(found.items(), key=lambda pair: pair[1])

    return choices


def _kinds(actor: Actor) -> list[tuple[str, Any]]:
    return [(kind.value, kind.label.capitalize()) for kind in Kind if kind in OTHERS]


_ORGANISATION_FILTERS = (Choice(name="slag", label=_("Slag"), field="kind", choices=_kinds),)


def _filters(name: str, rows: Callable[[Actor], list[Any]]) -> tuple[Any, ...]:
    if name == "municipalities":
        return (
            Choice(
                name="kontor",
                label=_("Kontor"),
                field="office_code",
                choices=_choices(rows, "office_code", lambda row: short_office(row.office.name)),
            ),
            Choice(
                name="foretak",
                label=_("Helseforetak"),
                field="trust_code",
                choices=_choices(rows, "trust_code", lambda row: row.trust.name),
            ),
            Choice(
                name="fylke",
                label=_("Fylke"),
                field="under_code",
                choices=_choices(rows, "under_code", lambda row: row.under.name),
            ),
            Choice(
                name="lokalsykehus",
                label=_("Lokalsykehus"),
                field="area_code",
                choices=_choices(rows, "area_code", lambda row: row.area.name),
            ),
            Range(name="folk", label=_("Innbyggere"), field="people"),
        )
    return _ORGANISATION_FILTERS if name == "organisations" else ()


ORGANISATION_COLUMNS = (
    _name(_("Navn"), None),
    KIND,
    NUMBER,
    Column(
        name="under",
        label=_("Ligger under"),
        value=lambda row: row.parent.name if row.parent else "",
        sort="parent__sort_key",
    ),
    Column(name="sam", label=_("Samfunnsmedisin"), value=lambda row: short_office(row.sam or "")),
)
"""As ``COLUMNS``, for the places as they are today."""


def _then(of: Callable[[date], Register], kinds: Collection[str], day: date) -> Register:
    """A list of places as it stood on a day: the words of today's list, the rows of that day."""
    today = of(day)
    rows = _once(partial(places_then, kinds=kinds, day=day))
    said = date_format(day, "j. F Y")
    return replace(
        today,
        as_of=day,
        rows=rows,
        columns=(_name(today.columns[0].label, day), *COLUMNS[today.name]),
        filters=_filters(today.name, rows),
        search=("search_text",),
        search_label=today.search_label or _("Navn eller nummer"),
        source_date=None,
        source=_("Registerets daterte rader per %(day)s; opptaksområder slik de er kjent i dag") % {"day": said},
        empty_help=_("Registeret kjenner ingen på denne datoen. Velg en senere dato."),
    )


def organisations(today: date) -> Register:
    """The list of the places that have no list of their own, on a day."""
    return Register(
        name="organisations",
        dated=True,
        title=_("Andre organisasjoner"),
        lead=_("Fylker, bydeler, etater, statlige virksomheter, avdelinger og enheter i helseforetakene."),
        help=_("Lista viser steder som ikke har egen liste. Velg slag til venstre, og et navn for å se mer."),
        one=_("organisasjon"),
        many=_("organisasjoner"),
        rows=partial(organisations_for, today=today),
        search=("search_text", "name", "code"),
        search_label=_("Navn eller nummer"),
        order="name",
        columns=ORGANISATION_COLUMNS,
        filters=_ORGANISATION_FILTERS,
        source=_("Kartverket, Brønnøysundregistrene, årsrapportene og kontorene selv"),
    )


MUNICIPALITIES = Dated(registers.municipalities, partial(_then, registers.municipalities, (Kind.MUNICIPALITY,)))
TRUSTS = Dated(registers.trusts, partial(_then, registers.trusts, (Kind.TRUST, Kind.PRIVATE)))
HOSPITALS = Dated(registers.hospitals, partial(_then, registers.hospitals, (Kind.HOSPITAL,)))
OFFICES = Dated(registers.offices, partial(_then, registers.offices, (Kind.OFFICE,)))
ORGANISATIONS = Dated(organisations, partial(_then, organisations, OTHERS))
