"""The open lists of places."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Choice, Column, Range, Register
from alisveien.places import queries
from alisveien.places.models import Place

PEOPLE_ON = date(2026, 1, 1)
SOURCE = _("Kartverket, Statistisk sentralbyrå og Brønnøysundregistrene")

CENTRALITY = (
    ("1", _("1, mest sentral")),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", "5"),
    ("6", _("6, minst sentral")),
)

MUNICIPALITIES = Register(
    name="municipalities",
    title=_("Kommuner"),
    lead=_("Alle kommuner i Norge, med rådgivingskontor, helseforetak og lokalsykehus."),
    one=_("kommune"),
    many=_("kommuner"),
    rows=queries.municipalities_for,
    search=("search_text",),
    search_label=_("Navn eller kommunenummer, også tidligere og samiske"),
    order="name",
    source=SOURCE,
    source_date=PEOPLE_ON,
    columns=(
        Column(
            name="name",
            label=_("Kommune"),
            value=lambda place: place.name,
            sort="sort_key",
            link=lambda place: f"/kommuner/{place.code}/",
            note=lambda place: " · ".join(other_names(place)),
        ),
        Column(name="number", label=_("Nummer"), value=lambda place: place.code, sort="code"),
        Column(
            name="county",
            label=_("Fylke"),
            value=lambda place: place.parent.name,
            sort="parent__sort_key",
            on_phone=False,
        ),
        Column(
            name="people",
            label=_("Innbyggere"),
            value=lambda place: place.municipality.population,
            sort="municipality__population",
            number=True,
        ),
        Column(
            name="centrality",
            label=_("Sentralitet"),
            value=lambda place: place.municipality.centrality_class,
            sort="municipality__centrality_class",
            number=True,
            on_phone=False,
        ),
        Column(
            name="office",
            label=_("Kontor"),
            value=lambda place: short_office(place.municipality.office),
            sort="municipality__office__sort_key",
            link=lambda place: f"/kontor/{place.municipality.office.code}/",
        ),
        Column(
            name="trust",
            label=_("Helseforetak"),
            value=lambda place: place.municipality.trust.short_name,
            sort="municipality__trust__sort_key",
            link=lambda place: f"/helseforetak/{place.municipality.trust.code}/",
        ),
        Column(
            name="area",
            label=_("Lokalsykehus"),
            value=lambda place: place.municipality.hospital_area.name,
            sort="municipality__hospital_area__sort_key",
        ),
    ),
    filters=(
        Choice(name="kontor", label=_("Kontor"), field="municipality__office__code", choices=lambda actor: offices()),
        Choice(
            name="foretak",
            label=_("Helseforetak"),
            field="municipality__trust__code",
            choices=lambda actor: queries.choices_of(Place.Kind.TRUST),
        ),
        Choice(
            name="fylke", label=_("Fylke"), field="parent__code", choices=lambda actor: queries.choices_of("county")
        ),
        Choice(
            name="lokalsykehus",
            label=_("Lokalsykehus"),
            field="municipality__hospital_area__code",
            choices=lambda actor: queries.catchment_areas(),
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

TRUSTS = Register(
    name="trusts",
    title=_("Helseforetak"),
    lead=_(
        "Helseforetakene og de private sykehusene med avtale. Foretaket fordeler plassene og ansetter for perioden."
    ),
    one=_("foretak"),
    many=_("foretak"),
    rows=queries.trusts_for,
    search=("search_text",),
    search_label=_("Navn, sted eller organisasjonsnummer"),
    order="name",
    source=SOURCE,
    columns=(
        Column(
            name="name",
            label=_("Helseforetak"),
            value=lambda place: place.name,
            sort="sort_key",
            link=lambda place: f"/helseforetak/{place.code}/",
        ),
        Column(name="number", label=_("Organisasjonsnummer"), value=lambda place: place.code, sort="code"),
        Column(
            name="authority", label=_("Region"), value=lambda place: place.parent.short_name, sort="parent__sort_key"
        ),
        Column(name="town", label=_("Sted"), value=lambda place: place.town, sort="town", on_phone=False),
        Column(
            name="hospitals",
            label=_("Sykehus"),
            value=lambda place: place.hospitals,
            sort="hospitals",
            number=True,
            link=lambda place: f"/sykehus/?eier={place.code}" if place.hospitals else None,
        ),
        Column(
            name="municipalities",
            label=_("Kommuner"),
            value=lambda place: place.municipalities,
            sort="municipalities",
            number=True,
            link=lambda place: f"/kommuner/?foretak={place.code}" if place.municipalities else None,
        ),
    ),
    filters=(
        Choice(
            name="region",
            label=_("Region"),
            field="parent__code",
            choices=lambda actor: queries.choices_of("authority"),
        ),
    ),
)

UNIT_KINDS = {
    "hospital": _("sykehus"),
    "clinic": _("klinikk"),
    "psychiatric": _("psykisk helsevern"),
    "dps": _("distriktspsykiatrisk senter"),
    "dms": _("distriktsmedisinsk senter"),
    "rehabilitation": _("rehabilitering"),
}

HOSPITALS = Register(
    name="hospitals",
    title=_("Sykehus"),
    lead=_("Sykehus og klinikker, hvem som eier dem, og hvilket lokalsykehus de hører til."),
    one=_("sykehus"),
    many=_("sykehus"),
    rows=queries.hospitals_for,
    search=("search_text",),
    search_label=_("Navn, sted eller eier"),
    order="name",
    source=_("Åpne kilder, se registeret"),
    columns=(
        Column(
            name="name",
            label=_("Sykehus"),
            value=lambda place: place.name,
            sort="sort_key",
            link=lambda place: f"/sykehus/{place.code}/",
        ),
        Column(name="town", label=_("Sted"), value=lambda place: place.town, sort="town"),
        Column(
            name="owner",
            label=_("Eier"),
            value=lambda place: place.parent.short_name,
            sort="parent__sort_key",
            link=lambda place: f"/helseforetak/{place.parent.code}/",
        ),
        Column(
            name="kind",
            label=_("Slag"),
            value=lambda place: str(UNIT_KINDS.get(place.hospital.unit_kind, place.hospital.unit_kind)),
            sort="hospital__unit_kind",
        ),
        Column(
            name="belongs_to",
            label=_("Hører til"),
            value=lambda place: place.hospital.belongs_to.name if place.hospital.belongs_to else "",
        ),
        Column(
            name="departments",
            label=_("Avdelinger for ALIS"),
            value=lambda place: place.departments,
            sort="departments",
            number=True,
        ),
    ),
    filters=(
        Choice(name="eier", label=_("Eier"), field="parent__code", choices=lambda actor: owners()),
        Choice(name="slag", label=_("Slag"), field="hospital__unit_kind", choices=lambda actor: UNIT_KINDS.items()),
    ),
)

OFFICES = Register(
    name="offices",
    title=_("Rådgivingskontor"),
    lead=_("De seks ALIS- og SamLIS-kontorene gir råd til kommunene. De overtar ingen av kommunens oppgaver."),
    one=_("kontor"),
    many=_("kontor"),
    rows=queries.offices_for,
    order="name",
    source=_("Årsrapportene og alis.no; folketall fra Statistisk sentralbyrå"),
    source_date=PEOPLE_ON,
    columns=(
        Column(
            name="name",
            label=_("Kontor"),
            value=lambda place: place.name,
            sort="sort_key",
            link=lambda place: f"/kontor/{place.code}/",
        ),
        Column(name="town", label=_("Kontorsted"), value=lambda place: place.town, sort="town"),
        Column(
            name="municipalities",
            label=_("Kommuner"),
            value=lambda place: place.municipalities,
            sort="municipalities",
            number=True,
            link=lambda place: f"/kommuner/?kontor={place.code}",
        ),
        Column(name="people", label=_("Innbyggere"), value=lambda place: place.people, sort="people", number=True),
    ),
)


def other_names(place: Place) -> list[str]:
    """The municipality's names in Northern, Lule and South Sámi and Kven, each once."""
    facts = place.municipality
    names = (facts.name_sme, facts.name_smj, facts.name_sma, facts.name_fkv)
    return list(dict.fromkeys(name for name in names if name and name != place.name))


def short_office(office: Place) -> str:
    """The office without the words all six share."""
    return office.name.removeprefix("ALIS og SamLIS ")


def offices() -> list[tuple[str, str]]:
    """The choices of office, by their short names."""
    return [(code, name.removeprefix("ALIS og SamLIS ")) for code, name in queries.choices_of("office")]


def owners() -> list[tuple[str, str]]:
    """The choices of owner: trusts and private hospitals."""
    return [*queries.choices_of(Place.Kind.TRUST), *queries.choices_of(Place.Kind.PRIVATE)]
