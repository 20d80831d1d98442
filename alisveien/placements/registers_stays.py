"""The list of placements, declared for the workbench."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register, Text
from alisveien.placements import queries_stays as queries
from alisveien.placements.models import Placement
from alisveien.placements.pages.stays import TONES, unit_name
from alisveien.placements.stay_readiness import stay_of

State = Placement.State


@dataclass(frozen=True, slots=True, kw_only=True)
class StayList(Register):
    """The list with the way to what was said of the arenas above it, for those who may see that."""

    may_see_results: bool


def placements(today: date, *, may_see_results: bool) -> StayList:
    """The placements the actor may see by name."""
    return StayList(
        may_see_results=may_see_results,
        name="placements",
        title=_("Plasser"),
        lead=_("Leger som har, har hatt eller skal ha plass i sykehus. Du ser dem fra egen enhet eller eget sykehus."),
        one=_("plass"),
        many=_("plasser"),
        rows=partial(queries.listed_placements, today=today),
        columns=COLUMNS,
        order="-fra",
        filters=(
            Choice(name="status", label=_("Status"), field="state", choices=_states),
            Choice(name="halvaar", label=_("Halvår"), field="period", choices=partial(_halves, today=today)),
            Choice(
                name="helseforetak",
                label=_("Helseforetak"),
                field="post__trust__code",
                choices=partial(_places, today=today, field="post__trust"),
            ),
            Choice(
                name="kommune",
                label=_("Kommune"),
                field="doctor__municipality__code",
                choices=partial(_places, today=today, field="doctor__municipality"),
            ),
        ),
        search=("doctor__first_name", "doctor__last_name", "doctor__hpr_number", "doctor__municipality__name"),
        search_label=_("Søk på navn, kommune eller HPR-nummer"),
        extra_template="placements/_stays_head.html",
        source=_("helseforetakenes plasser, slik de står nå"),
        source_date=today,
        empty_help=_("Ingen plasser passer. Fjern et filter. En plass står her når legen har sagt ja til tilbudet."),
        help=_(
            "Åpne en plass for å se hva som er avtalt, og hva som gjenstår før legen begynner. "
            "Helseforetaket og kommunen fører hver sin del."
        ),
    )


COLUMNS = (
    Column(
        name="lege",
        label=_("Lege"),
        value=lambda row: row.doctor.name,
        sort="doctor__sort_key",
        link=lambda row: f"/plasser/{row.pk}/",
        note=lambda row: f"HPR\u00a0{row.doctor.hpr_number}",
    ),
    Column(
        name="kommune",
        label=_("Kommune"),
        value=lambda row: row.doctor.municipality.name,
        sort="doctor__municipality__sort_key",
    ),
    Column(name="enhet", label=_("Sykehus og avdeling"), value=unit_name),
    Column(
        name="helseforetak",
        label=_("Helseforetak"),
        value=lambda row: row.post.trust.short_name or row.post.trust.name,
        sort="post__trust__sort_key",
        shown=False,
    ),
    Column(name="plass", label=_("Plass"), value=lambda row: str(row.post), on_phone=False, shown=False),
    Column(name="fra", label=_("Fra"), value=lambda row: row.from_on, sort="from_on"),
    Column(name="til", label=_("Til og med"), value=lambda row: row.to_on, sort="to_on"),
    Column(
        name="veileder",
        label=_("Veileder i sykehuset"),
        value=lambda row: stay_of(row).supervisor_name or None,
        sort="stay__supervisor_name",
        on_phone=False,
        shown=False,
    ),
    Column(
        name="undervisning",
        label=_("Undervisning holdt"),
        value=lambda row: len(row.teachings.all()),
        number=True,
        shown=False,
    ),
    Column(
        name="status",
        label=_("Status"),
        value=lambda row: State(row.state).label,
        sort="state",
        tone=lambda row: TONES[row.state],
    ),
)


def _states(actor: Actor) -> Iterable[tuple[str, Text]]:
    return [(one.value, one.label) for one in State]


def _halves(actor: Actor, today: date) -> Iterable[tuple[str, Text]]:
    return [(label, label) for label in queries.halves_of_placements(actor, today)]


def _places(actor: Actor, today: date, field: str) -> Iterable[tuple[str, Text]]:
    return queries.places_of_placements(actor, today, field)
