"""The list of cooperation agreements, declared for the workbench."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from alisveien.agreements import queries, rules
from alisveien.agreements.models import Agreement, Covers
from alisveien.agreements.rules import Stands
from alisveien.agreements.telling import STANDS, covers_in_words
from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register, Tone
from alisveien.places.columns import short_office
from alisveien.places.models import Place
from alisveien.places.queries import choices_of

TONES: dict[str, Tone] = {
    Stands.IN_FORCE: "success",
    Stands.ENDS_SOON: "warning",
    Stands.UNSIGNED: "warning",
    Stands.COMING: "info",
    Stands.ENDED: "neutral",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementList(Register):
    """The list with the way to a new agreement above it, for those who may."""

    may_keep: bool


def agreements(actor: Actor, today: date) -> AgreementList:
    """Every agreement the actor may read, and how it stands today."""
    synthetic = queries.any_synthetic(actor)
    return AgreementList(
        may_keep=rules.may_keep_some(actor),
        name="agreements",
        title=_("Samarbeidsavtaler (øvingsdata)") if synthetic else _("Samarbeidsavtaler"),
        lead=_("Avtaler mellom kommuner og helseforetak, og mellom kommuner: om hva, og hvor lenge."),
        help=_(
            "Hver rad er en avtale. En avtale om sykehustjeneste må være signert og gjelde når halvåret begynner "
            "for å telle i fordelingen."
        ),
        one=_("avtale"),
        many=_("avtaler"),
        rows=partial(queries.agreements_for, today=today),
        columns=COLUMNS,
        order="kommune",
        filters=_filters(today),
        search=("municipality__name", "municipality__code", "other__name", "other__short_name", "reference"),
        search_label=_("Søk på kommune, helseforetak eller arkivreferanse"),
        source=_("ØVINGSDATA: oppdiktede avtaler")
        if synthetic
        else _("Det kommunene, helseforetakene og kontorene har ført"),
        source_date=today,
        empty_help=_("Ingen avtaler passer. Fjern et filter, eller skriv ned den første."),
        extra_template="agreements/_list_head.html",
    )


def _stands(row: Agreement) -> str:
    return str(row.stands)  # type: ignore[attr-defined]  # annotated by the query


COLUMNS = (
    Column(
        name="kommune",
        label=_("Kommune"),
        value=lambda row: row.municipality.name,
        sort="town_key",
        link=lambda row: f"/avtaler/{row.pk}/",
    ),
    Column(name="med", label=_("Avtale med"), value=lambda row: row.other.name, sort="other_key"),
    Column(name="gjelder", label=_("Gjelder"), value=lambda row: covers_in_words(row.covers)),
    Column(
        name="status",
        label=_("Status"),
        value=lambda row: str(STANDS[_stands(row)]),
        sort="stands",
        tone=lambda row: TONES[_stands(row)],
    ),
    Column(name="fra", label=_("Fra"), value=lambda row: row.from_on, sort="from_on"),
    Column(name="til", label=_("Til og med"), value=lambda row: row.until_on, sort="until_on"),
    Column(name="signert", label=_("Signert"), value=lambda row: row.signed_on, sort="signed_on", shown=False),
    Column(name="arkiv", label=_("Arkivreferanse"), value=lambda row: row.reference, sort="reference", shown=False),
    Column(name="fil", label=_("Fil"), value=lambda row: row.document.name if row.document else "", shown=False),
    Column(
        name="kontor",
        label=_("Kontor"),
        value=lambda row: short_office(row.municipality.municipality.office.name),
        sort="office",
        shown=False,
    ),
    Column(name="nummer", label=_("Kommunenummer"), value=lambda row: row.municipality.code, shown=False),
)


def _filters(today: date) -> tuple[Choice, ...]:
    offices = [(code, short_office(name)) for code, name in choices_of(Place.Kind.OFFICE, today)]
    return (
        Choice(name="status", label=_("Status"), field="stands", choices=lambda actor: list(STANDS.items())),
        Choice(
            name="gjelder", label=_("Gjelder"), field="covers", choices=lambda actor: Covers.choices, lookup="overlap"
        ),
        Choice(
            name="helseforetak",
            label=_("Helseforetak"),
            field="other__code",
            choices=lambda actor: choices_of(Place.Kind.TRUST, today),
        ),
        Choice(
            name="med",
            label=_("Avtale med"),
            field="other_kind",
            choices=lambda actor: [
                ("trust", _("helseforetak")),
                ("private", _("privat sykehus")),
                ("municipality", _("kommune")),
            ],
        ),
        Choice(name="kontor", label=_("Kontor"), field="office", choices=lambda actor: offices),
    )
