"""The list of the views one keeps, with what can be done to several at once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Action, Change, Choice, Column, Register, Text
from alisveien.workbench import queries, rules
from alisveien.workbench.models import SavedView
from alisveien.workbench.services import views as services

Shared = SavedView.SharedWith


def who(view: SavedView) -> Text:
    """Who may open a view, in words."""
    if view.shared_with == Shared.PLACE and view.place:
        return _("alle med en rolle ved {place}").format(place=view.place.name)
    return view.get_shared_with_display()


def _remove_preview(rows: Sequence[Any], answers: Mapping[str, Any], by: Actor, at: datetime) -> list[Change]:
    return [
        Change(
            row=row,
            label=row.name,
            what=_("slettes") if row.shared_with == Shared.NOBODY else _("slettes, også for dem den er delt med"),
        )
        for row in rows
    ]


def _remove(row: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> None:
    services.remove_view(view=row, by=by, at=at)


def _unshare_preview(rows: Sequence[Any], answers: Mapping[str, Any], by: Actor, at: datetime) -> list[Change]:
    return [
        Change(row=row, label=row.name, against=(_("Den er ikke delt."),))
        if row.shared_with == Shared.NOBODY
        else Change(row=row, label=row.name, what=_("{who} → bare meg").format(who=who(row)))
        for row in rows
    ]


def _unshare(row: Any, answers: Mapping[str, Any], by: Actor, at: datetime) -> None:
    services.change_view(
        view=row, name=row.name, shared_with=Shared.NOBODY, place_id=None, is_default=row.is_default, by=by, at=at
    )


REMOVE = Action(
    name="slett",
    label=gettext_lazy("Slett visninger"),
    lead=gettext_lazy("Bare navnene på utvalgene forsvinner. Listene og radene i dem blir som før."),
    may=rules.may_keep_views,
    preview=_remove_preview,
    do=_remove,
    done=lambda count: ngettext("{n} visning er slettet.", "{n} visninger er slettet.", count).format(n=count),
    danger=True,
)
UNSHARE = Action(
    name="slutt_a_dele",
    label=gettext_lazy("Slutt å dele"),
    lead=gettext_lazy("Visningene blir dine alene. De andre finner dem ikke lenger."),
    may=rules.may_keep_views,
    preview=_unshare_preview,
    do=_unshare,
    done=lambda count: ngettext("{n} visning er bare din.", "{n} visninger er bare dine.", count).format(n=count),
)

VIEWS = Register(
    name="saved_views",
    title=gettext_lazy("Lagrede visninger"),
    lead=gettext_lazy("Utvalg du har gitt et navn. Velg navnet for å åpne lista slik du lagret den."),
    help=gettext_lazy(
        "En visning er filtre, rekkefølge og kolonner under ett navn. Kryss av flere for å slette eller slutte å dele."
    ),
    one=gettext_lazy("visning"),
    many=gettext_lazy("visninger"),
    rows=queries.own_views,
    columns=(
        Column(
            name="navn",
            label=gettext_lazy("Visning"),
            value=lambda row: row.name,
            sort="name",
            link=lambda row: row.address,
            note=lambda row: "; ".join(row.words),
        ),
        Column(name="liste", label=gettext_lazy("Liste"), value=lambda row: row.list_title, sort="list_title"),
        Column(name="delt", label=gettext_lazy("Kan åpnes av"), value=who),
        Column(name="forst", label=gettext_lazy("Åpnes først"), value=lambda row: row.is_default or None),
        Column(
            name="lagret",
            label=gettext_lazy("Lagret"),
            value=lambda row: norwegian_day(row.created_at),
            sort="created_at",
            shown=False,
        ),
        Column(
            name="endre",
            label=gettext_lazy("Endre"),
            value=lambda row: _("Endre"),
            link=lambda row: f"/visninger/{row.pk}/",
        ),
    ),
    order="navn",
    filters=(
        Choice(
            name="deling",
            label=gettext_lazy("Kan åpnes av"),
            field="shared_with",
            choices=lambda actor: [(value, label) for value, label in Shared.choices],
        ),
    ),
    empty_help=gettext_lazy("Åpne en liste, velg filtre og kolonner, og velg «Visninger» og så «Lagre visningen»."),
    actions=(UNSHARE, REMOVE),
)
