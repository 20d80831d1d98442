"""The lists of offers, declared for the workbench: with names for trust, municipality and doctor, else without."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Choice, Column, Register, Text
from alisveien.placements import queries_offers as queries
from alisveien.placements.models import Offer
from alisveien.placements.pages.offers import TONES
from alisveien.placements.queries_offers import where_of
from alisveien.placements.telling.offers import moment_with_weekday

State = Offer.State


def offers(at: datetime, *, named: bool) -> Register:
    """The offers as they stand. ``named``: those the actor may see by name; else without doctor and place."""
    return Register(
        name="offers" if named else "offers_unnamed",
        title=_("Tilbud om sykehusplass"),
        lead=_("Alle tilbud som er sendt, med svarfrist og svar. Legen svarer, helseforetaket avgjør.")
        if named
        else _("Alle tilbud i regionen, uten navn, med svarfrist og svar. Legen svarer, helseforetaket avgjør."),
        one=_("tilbud"),
        many=_("tilbud"),
        rows=partial(queries.offers_for, at=at) if named else queries.outstanding_for,
        columns=(*_NAMED, *_SHARED) if named else (_TRUST, *_SHARED),
        order="-frist",
        filters=(
            Choice(name="status", label=_("Status"), field="state", choices=_states),
            Choice(name="halvaar", label=_("Halvår"), field="post__half", choices=_halves),
            Choice(
                name="helseforetak",
                label=_("Helseforetak"),
                field="nomination__trust__code",
                choices=partial(_trusts, at=at, named=named),
            ),
        ),
        search=("doctor__first_name", "doctor__last_name", "nomination__municipality__name") if named else (),
        search_label=_("Søk på navn eller kommune") if named else "",
        source=_("tilbudene i Alisveien, slik de står nå"),
        source_date=norwegian_day(at),
        empty_help=_("Tilbud lages når et helseforetak frigir fordelingen sin, og når en plass blir ledig."),
        help=_(
            "Tilbud som venter på svar, står med frist. Blir et tilbud avslått eller fristen går ut, får neste tilbud."
        ),
    )


_TRUST = Column(
    name="helseforetak",
    label=_("Helseforetak"),
    value=lambda row: row.nomination.trust.short_name or row.nomination.trust.name,
    sort="nomination__trust__sort_key",
)
_NAMED = (
    Column(
        name="lege",
        label=_("Lege"),
        value=lambda row: row.doctor.name,
        sort="doctor__sort_key",
        link=lambda row: f"/tilbud/{row.pk}/",
        note=lambda row: row.nomination.municipality.name,
    ),
    Column(name="sted", label=_("Sted"), value=where_of, sort="hospital__sort_key"),
)
_SHARED = (
    Column(
        name="halvaar", label=_("Halvår"), value=lambda row: f"P{row.post.half} {row.post.year}", sort="post__from_on"
    ),
    Column(
        name="frist",
        label=_("Svarfrist"),
        value=lambda row: moment_with_weekday(row.answer_by),
        sort="answer_by",
    ),
    Column(
        name="status",
        label=_("Status"),
        value=lambda row: str(State(row.state).label),
        sort="state",
        tone=lambda row: TONES[row.state],
        note=lambda row: _("bedt om utsettelse") if row.ground and row.is_live else None,
    ),
)


def _states(actor: Actor) -> Iterable[tuple[str, Text]]:
    return [(one.value, one.label) for one in State]


def _halves(actor: Actor) -> Iterable[tuple[str, Text]]:
    return [("1", _("P1 (mars–august)")), ("2", _("P2 (september–februar)"))]


def _trusts(actor: Actor, at: datetime, *, named: bool) -> Iterable[tuple[str, Text]]:
    rows = queries.offers_for(actor, at) if named else queries.outstanding_for(actor)
    return queries.trusts_among(rows)
