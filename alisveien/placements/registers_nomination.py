"""The list of nominations, declared for the workbench."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register, Text
from alisveien.placements import queries_nomination as queries
from alisveien.placements.models import Nomination
from alisveien.placements.pages.nomination_record import TONES, age_of
from alisveien.placements.queries_intake import intakes_to_choose

State = Nomination.State


@dataclass(frozen=True, slots=True, kw_only=True)
class NominationList(Register):
    """The list with what stands above it: the way to a new nomination, for those who may."""

    may_nominate: bool
    may_import: bool


def nominations(today: date, *, may_nominate: bool, may_import: bool) -> NominationList:
    """The nominations the actor may see by name. Who reads workbooks in can find what came of each of them."""
    return NominationList(
        may_nominate=may_nominate,
        may_import=may_import,
        name="nominations",
        title=_("Innmeldinger"),
        lead=_("Leger som er meldt inn til sykehustjeneste. Du ser dem fra egen enhet eller til eget helseforetak."),
        one=_("innmelding"),
        many=_("innmeldinger"),
        rows=partial(queries.listed_nominations, today=today),
        columns=tuple(_aged(column, today) for column in COLUMNS),
        order="lege",
        filters=(*_filters(today), *(_OF_WORKBOOK if may_import else ())),
        search=("doctor__first_name", "doctor__last_name", "doctor__hpr_number", "municipality__name"),
        search_label=_("Søk på navn, kommune eller HPR-nummer"),
        source=_("kommunenes innmeldinger, slik de står nå"),
        source_date=today,
        empty_help=_("Ingen innmeldinger passer. Fjern et filter, eller meld inn en lege."),
        help=_(
            "Åpne en innmelding for å se ønskene, bekrefte, endre eller trekke den. "
            "Bare kommunen som har ansatt legen, kan gjøre det."
        ),
        extra_template="placements/_nominations_head.html",
    )


def _wishes(row: Nomination) -> str:
    halves = sorted({(wish.year, wish.half) for wish in row.wishes.all()})
    return ", ".join(f"P{half} {year}" for year, half in halves)


COLUMNS = (
    Column(
        name="lege",
        label=_("Lege"),
        value=lambda row: row.doctor.name,
        sort="doctor__sort_key",
        link=lambda row: f"/innmeldinger/{row.pk}/",
        note=lambda row: f"HPR\u00a0{row.doctor.hpr_number}",
    ),
    Column(name="kommune", label=_("Kommune"), value=lambda row: row.municipality.name, sort="municipality__sort_key"),
    Column(
        name="helseforetak",
        label=_("Helseforetak"),
        value=lambda row: row.trust.short_name or row.trust.name,
        sort="trust__sort_key",
    ),
    Column(name="halvaar", label=_("Ønsket halvår"), value=_wishes),
    Column(
        name="prioritet",
        label=_("Prioritet"),
        value=lambda row: row.doctor.municipal_order,
        sort="doctor__municipal_order",
        number=True,
        on_phone=False,
    ),
    Column(
        name="bekreftet",
        label=_("Sist bekreftet"),
        value=lambda row: row.confirmed_on,
        sort="confirmed_at",
    ),
    Column(
        name="status",
        label=_("Status"),
        value=lambda row: State(row.state).label,
        sort="state",
        tone=lambda row: TONES[row.state],
    ),
)


def _aged(column: Column, today: date) -> Column:
    """«Sist bekreftet» says how long ago that is, when it is more than half a year; the other columns are as they are.

    The age has no colour: it costs the doctor nothing.
    """
    if column.name != "bekreftet":
        return column
    return replace(column, note=lambda row: age_of(row.confirmed_on, today) if row.state == State.OPEN else None)


def _filters(today: date) -> tuple[Choice, ...]:
    return (
        Choice(name="status", label=_("Status"), field="state", choices=_states),
        Choice(name="halvaar", label=_("Første ønske"), field="first_half", choices=partial(_halves, today=today)),
        Choice(
            name="helseforetak", label=_("Helseforetak"), field="trust__code", choices=partial(_trusts, today=today)
        ),
        Choice(name="kommune", label=_("Kommune"), field="municipality__code", choices=partial(_homes, today=today)),
    )


_OF_WORKBOOK = (
    Choice(name="innlesing", label=_("Lest inn med"), field="intakes", choices=intakes_to_choose, several=False),
)


def _states(actor: Actor) -> Iterable[tuple[str, Text]]:
    return [(one.value, one.label) for one in State]


def _halves(actor: Actor, today: date) -> Iterable[tuple[str, Text]]:
    return [(period, period) for period in queries.halves_wished(actor, today)]


def _trusts(actor: Actor, today: date) -> Iterable[tuple[str, Text]]:
    return queries.places_nominated(actor, today, "trust")


def _homes(actor: Actor, today: date) -> Iterable[tuple[str, Text]]:
    return queries.places_nominated(actor, today, "municipality")
