"""The columns of the open lists of places, and the words they share with the records."""

from django.utils.translation import gettext_lazy as _

from alisveien.base.registers import Column
from alisveien.places.models import Place

CENTRALITY = (
    ("1", _("1, mest sentral")),
    ("2", "2"),
    ("3", "3"),
    ("4", "4"),
    ("5", "5"),
    ("6", _("6, minst sentral")),
)

MUNICIPALITY_COLUMNS = (
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
        value=lambda place: short_office(place.municipality.office.name),
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
)

TRUST_COLUMNS = (
    Column(
        name="name",
        label=_("Helseforetak"),
        value=lambda place: place.name,
        sort="sort_key",
        link=lambda place: f"/helseforetak/{place.code}/",
    ),
    Column(name="number", label=_("Organisasjonsnummer"), value=lambda place: place.code, sort="code"),
    Column(name="authority", label=_("Region"), value=lambda place: place.parent.short_name, sort="parent__sort_key"),
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
)

UNIT_KINDS = {
    "hospital": _("sykehus"),
    "clinic": _("klinikk"),
    "psychiatric": _("psykisk helsevern"),
    "dps": _("distriktspsykiatrisk senter"),
    "dms": _("distriktsmedisinsk senter"),
    "rehabilitation": _("rehabilitering"),
}

HOSPITAL_COLUMNS = (
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
)

OFFICE_COLUMNS = (
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
)


def other_names(place: Place) -> list[str]:
    """The municipality's names in Northern, Lule and South Sámi and Kven, each once."""
    facts = place.municipality
    names = (facts.name_sme, facts.name_smj, facts.name_sma, facts.name_fkv)
    return list(dict.fromkeys(name for name in names if name and name != place.name))


def short_office(name: str) -> str:
    """An office's name without the words all six share."""
    return name.removeprefix("ALIS og SamLIS ")
