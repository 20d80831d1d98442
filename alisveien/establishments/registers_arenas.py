"""The list of arenas, declared for the workbench."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Range, Register
from alisveien.establishments import queries_arenas as queries
from alisveien.establishments import rules_arenas as rules
from alisveien.establishments.arena_steps import FIELDS, is_said
from alisveien.establishments.models import Arena
from alisveien.establishments.models.choices import Equipment, ListSolution, LocalSupervisor, Recruitment, Somewhat
from alisveien.establishments.telling_arenas import DATES, LABELS, said_value
from alisveien.places.columns import short_office
from alisveien.places.models import Place
from alisveien.places.queries import choices_of

IN_FRONT = ("kind", "doctors", "daily_supervision")


def arenas(actor: Actor, today: date) -> Register:
    """Every arena the actor may read about, with all that is said of it."""
    synthetic = queries.any_synthetic(actor)
    return Register(
        name="arenas",
        title=_("Læringsarenaer (øvingsdata)") if synthetic else _("Læringsarenaer"),
        lead=_("Legesentre, sykehjem, legevakter og andre steder i kommunen der en lege i spesialisering lærer."),
        help=_("Hver rad er en arena slik kommunen beskriver den. Åpne den for å se alt, eller velg flere kolonner."),
        one=_("arena"),
        many=_("arenaer"),
        rows=lambda actor: queries.arenas_for(actor, today),
        columns=_columns(today),
        order="kommune",
        filters=_filters(today),
        search=("name", "place__name", "place__code"),
        search_label=_("Søk på arena eller kommune"),
        source=_("ØVINGSDATA: oppdiktede beskrivelser") if synthetic else _("Kommunenes egne beskrivelser"),
        source_date=today,
        crumbs=((_("Utdanningsvirksomheter"), "/utdanningsvirksomheter/"),),
        empty_help=_("Ingen arenaer passer. Fjern et filter, eller åpne kommunen og legg inn den første."),
    )


def _columns(today: date) -> tuple[Column, ...]:
    return (
        Column(
            name="arena",
            label=_("Arena"),
            value=lambda arena: arena.name,
            sort="name_key",
            link=lambda arena: f"/laringsarenaer/{arena.pk}/",
        ),
        Column(
            name="kommune",
            label=_("Kommune"),
            value=lambda arena: arena.place.name,
            sort="town_key",
            link=lambda arena: f"/laringsarenaer/kommune/{arena.place.code}/",
        ),
        *(_said(name) for name in FIELDS if name not in ("name", "goals_full", "goals_partly", "closed_on")),
        Column(name="mal", label=_("Mål helt"), value=lambda arena: len(arena.goals_full), number=True),
        Column(name="mal_delvis", label=_("Mål delvis"), value=lambda arena: len(arena.goals_partly), number=True),
        Column(
            name="bekreftet",
            label=_("Sist bekreftet"),
            value=lambda arena: arena.confirmed_on,
            sort="confirmed_on",
            note=lambda arena: _("bør bekreftes") if rules.is_stale(arena.confirmed_on, today) else "",
        ),
        Column(
            name="kontor",
            label=_("Kontor"),
            value=lambda arena: short_office(arena.place.municipality.office.name),
            sort="office",
            shown=False,
        ),
        Column(name="nummer", label=_("Kommunenummer"), value=lambda arena: arena.place.code, shown=False),
    )


def _said(name: str) -> Column:
    """One field of the description: numbers and dates as they are, choices in words."""
    number = Arena._meta.get_field(name).get_internal_type() in ("PositiveSmallIntegerField", "DecimalField")

    def value(arena: Arena) -> object:
        stored = getattr(arena, name)
        return stored if number or name in DATES or not is_said(stored) else said_value(name, stored)

    return Column(
        name=name, label=LABELS[name], value=value, sort=name, number=number, shown=name in IN_FRONT, on_phone=False
    )


def _filters(today: date) -> tuple[Choice | Range, ...]:
    offices = [(code, short_office(name)) for code, name in choices_of(Place.Kind.OFFICE, today)]
    return (
        Choice(name="slag", label=_("Slag"), field="kind", choices=lambda actor: Arena.Kind.choices),
        Choice(
            name="utstyr",
            label=_("Utstyr"),
            field="equipment__len",
            choices=lambda actor: [(str(len(Equipment)), _("alt som er nevnt i søknaden"))],
        ),
        Choice(name="liste", label=_("Liste"), field="list_solution", choices=lambda actor: ListSolution.choices),
        Choice(
            name="supervisjon",
            label=_("Daglig supervisjon"),
            field="daily_supervision",
            choices=lambda actor: Somewhat.choices,
        ),
        Choice(
            name="veileder",
            label=_("Lokal veileder"),
            field="local_supervisor",
            choices=lambda actor: LocalSupervisor.choices,
        ),
        Choice(
            name="rekruttering",
            label=_("Rekruttering"),
            field="recruitment",
            choices=lambda actor: Recruitment.choices,
        ),
        Choice(
            name="bekreftet",
            label=_("Bekreftet"),
            field="freshness",
            choices=lambda actor: [(queries.FRESH, _("det siste året")), (queries.STALE, _("bør bekreftes"))],
        ),
        Choice(name="kontor", label=_("Kontor"), field="office", choices=lambda actor: offices),
        Choice(
            name="fylke",
            label=_("Fylke"),
            field="county",
            choices=lambda actor: choices_of(Place.Kind.COUNTY, today),
        ),
        Range(name="leger", label=_("Leger"), field="doctors", highest=200),
    )
