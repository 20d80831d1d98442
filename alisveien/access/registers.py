"""The list of who has which role, declared for the workbench, with ending several at once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.access import queries, rules
from alisveien.access.permissions import Role
from alisveien.access.services import roles
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Action, Change, Choice, Column, Register, Text, Tone

NOW, COMING, ENDED = queries.NOW, queries.COMING, queries.ENDED
STATES: dict[str, Text] = {
    NOW: gettext_lazy("gjelder nå"),
    COMING: gettext_lazy("begynner senere"),
    ENDED: gettext_lazy("avsluttet"),
}
TONES: dict[str, Tone] = {NOW: "accent", COMING: "info", ENDED: "neutral"}


def _where(row: Any) -> str:
    return row.place.name if row.place else _("hele landet")


def _said(row: Any) -> str:
    """Who holds what where: «Marit Olsen, leder, Sømna»."""
    return f"{row.user.name}, {Role(row.role).label}, {_where(row)}"


def _ending(rows: Sequence[Any], answers: Mapping[str, Any], by: Actor, at: datetime) -> list[Change]:
    today = norwegian_day(at)
    return [
        Change(row=row, label=_said(row), against=tuple(against))
        if (against := _against_ending(row, by, today))
        else Change(row=row, label=_said(row), what=_("gjelder ikke lenger fra i dag"))
        for row in rows
    ]


def _against_ending(row: Any, by: Actor, today: date) -> list[str]:
    """Why a row stays as it is. One's own roles are ended one by one, so that nobody locks themselves out unawares."""
    if not rules.may_end_role(by, row):
        return [_("Du kan ikke avslutte denne tilgangen.")]
    if row.user_id == by.user_id:
        return [_("Dette er din egen tilgang. Avslutt den for seg.")]
    return rules.against_ending_role(row, today)


def _end(row: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> None:
    roles.end_role(holding=row, by=by, at=at)


END = Action(
    name="avslutt",
    label=gettext_lazy("Avslutt tilganger"),
    lead=gettext_lazy("Tilgangene slutter å gjelde i dag. Det som er gjort med dem, står i loggen."),
    may=rules.may_give_roles,
    preview=_ending,
    do=_end,
    done=lambda count: ngettext("{n} tilgang er avsluttet.", "{n} tilganger er avsluttet.", count).format(n=count),
    danger=True,
)

COLUMNS = (
    Column(
        name="navn",
        label=gettext_lazy("Navn"),
        value=lambda row: row.user.name,
        sort="user__name",
        note=lambda row: row.user.email,
    ),
    Column(name="rolle", label=gettext_lazy("Rolle"), value=lambda row: Role(row.role).label.capitalize(), sort="role"),
    Column(name="sted", label=gettext_lazy("Sted"), value=_where, sort="place__sort_key"),
    Column(name="fra", label=gettext_lazy("Fra"), value=lambda row: row.from_on, sort="from_on"),
    Column(name="til", label=gettext_lazy("Til"), value=lambda row: row.to_on, sort="to_on", shown=False),
    Column(
        name="status",
        label=gettext_lazy("Status"),
        value=lambda row: STATES[row.state],
        sort="state",
        tone=lambda row: TONES[row.state],
    ),
    Column(name="epost", label=gettext_lazy("E-post"), value=lambda row: row.user.email, shown=False),
    Column(
        name="avslutt",
        label=gettext_lazy("Avslutt"),
        value=lambda row: _("Avslutt") if row.may_end else None,
        link=lambda row: reverse("access:holding_end", args=[row.pk]) if row.may_end else None,
    ),
)


def holdings(today: date) -> Register:
    """Who has which role where the actor gives roles."""
    return Register(
        name="holdings",
        title=_("Tilganger"),
        lead=_("Hvem som har hvilken rolle hos dere. En tilgang avsluttes, den slettes ikke."),
        one=_("tilgang"),
        many=_("tilganger"),
        rows=partial(queries.listed_holdings, today=today),
        columns=COLUMNS,
        order="navn",
        filters=(
            Choice(name="status", label=_("Status"), field="state", choices=lambda actor: list(STATES.items())),
            Choice(
                name="rolle",
                label=_("Rolle"),
                field="role",
                choices=lambda actor: [(role.value, role.label.capitalize()) for role in Role],
            ),
            Choice(name="sted", label=_("Sted"), field="place", choices=queries.places_held_at),
        ),
        search=("user__name", "user__email", "place__name"),
        search_label=_("Navn, adresse eller sted"),
        source=_("tilgangene slik de står nå"),
        source_date=today,
        empty_help=_("Ingen tilgang passer. Fjern et filter, eller gi noen tilgang."),
        help=_(
            "Her står alle som har en rolle hos dere. Kryss av flere for å avslutte dem samlet, med forhåndsvisning."
        ),
        extra_template="access/_holdings_head.html",
        actions=(END,),
    )
