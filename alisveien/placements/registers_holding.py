"""A trust's queue, declared for the workbench, as it stands or stood another day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register, Text, Tone
from alisveien.placements import queries_holding as queries
from alisveien.places.models import Place

TONES: dict[str, Tone] = {queries.WAITS: "neutral", queries.OFFERED: "accent", queries.PLACED: "success"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue(Register):
    """The queue with what stands above it: the trusts whose HR systems it can be compared with."""

    trusts: tuple[Place, ...]


def holding(day: date, as_of: date | None = None, *, trusts: Sequence[Place]) -> Queue:
    """Who is in line at the trusts whose lists the actor sees, on a day."""
    return Queue(
        trusts=tuple(trusts),
        name="holding",
        title=_("Køen"),
        lead=_("Alle som er meldt inn til helseforetaket (fiktiv enhet), med når de ble meldt inn og hvor de står."),
        one=_("lege"),
        many=_("leger"),
        rows=partial(queries.queue_for, day=day),
        columns=(
            Column(
                name="lege",
                label=_("Lege"),
                value=lambda row: row.doctor.name,
                sort="doctor__sort_key",
                link=lambda row: f"/innmeldinger/{row.pk}/",
                note=lambda row: f"HPR\u00a0{row.doctor.hpr_number}",
            ),
            Column(
                name="kommune",
                label=_("Kommune"),
                value=lambda row: row.municipality.name,
                sort="municipality__sort_key",
            ),
            Column(
                name="helseforetak",
                label=_("Helseforetak"),
                value=lambda row: row.trust.short_name or row.trust.name,
                sort="trust__sort_key",
            ),
            Column(name="meldt", label=_("Meldt inn"), value=lambda row: row.nominated_on, sort="nominated_on"),
            Column(name="onsker", label=_("Ønsket halvår"), value=queries.halves_of),
            Column(
                name="status",
                label=_("Status"),
                value=lambda row: row.standing,
                sort="standing",
                tone=lambda row: TONES[row.standing],
            ),
        ),
        order="meldt",
        filters=(
            Choice(name="status", label=_("Status"), field="standing", choices=_standings),
            Choice(name="helseforetak", label=_("Helseforetak"), field="trust__code", choices=_trusts),
        ),
        search=("doctor__first_name", "doctor__last_name", "doctor__hpr_number", "municipality__name"),
        search_label=_("Søk på navn, kommune eller HPR-nummer"),
        source=_("kommunenes innmeldinger og svarene på tilbudene"),
        source_date=day,
        empty_help=_("Ingen sto i køen den dagen."),
        help=_("Velg en annen dag for å se køen slik den var. Lista kan sammenlignes med personalsystemet."),
        extra_template="placements/_holding_head.html",
        dated=True,
        as_of=as_of,
    )


def _standings(actor: Actor) -> Iterable[tuple[str, Text]]:
    return [(one, one) for one in TONES]


def _trusts(actor: Actor) -> Iterable[tuple[str, Text]]:
    return [(one.code, one.name) for one in queries.trusts_for(actor)]
