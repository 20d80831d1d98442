"""The list of persons who may have been entered twice, worked out anew each time it is opened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register, Text
from alisveien.people.columns import said_role
from alisveien.people.queries_duplicates import Alike, alike_for

REASONS: dict[str, Text] = {
    "same_email": _("samme e-post"),
    "near_number": _("nesten samme HPR-nummer"),
    "same_name": _("samme navn"),
    "turned_name": _("fornavn og etternavn byttet om"),
    "near_name": _("nesten samme navn"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """Two persons on a line; ``pk`` is made of both keys."""

    pk: int
    first: str
    second: str
    first_key: str
    first_roles: str
    second_roles: str
    reasons: str
    weight: int
    likely: str
    href: str


def duplicates(actor: Actor, today: date) -> Register:
    """The pairs the actor may settle."""
    rows = [_row(one) for one in alike_for(actor, today)]
    return Register(
        name="duplicates",
        title=_("Registrert to ganger?"),
        lead=_(
            "Personer som ligner på hverandre. Du avgjør om det er samme person. Ingenting slås sammen av seg selv."
        ),
        help=_(
            "Hver rad er to registreringer og grunnen til at de ligner. "
            "Åpne raden for å sammenligne, slå sammen eller si at de er to."
        ),
        one=_("par"),
        many=_("par"),
        rows=lambda actor: rows,
        columns=COLUMNS,
        order="-likhet",
        filters=(Choice(name="likhet", label=_("Hvor like"), field="likely", choices=lambda actor: _LIKELY),),
        search=("first", "second", "first_roles", "second_roles"),
        search_label=_("Navn eller sted"),
        source=_("sammenligning av navn, e-post, HPR-nummer og sted"),
        source_date=today,
        empty_help=_("Ingen ligner på hverandre. Kommer det nye, står de her."),
        crumbs=((_("Personer"), "/personer/"),),
    )


_SURE, _MAYBE = "sikkert", "kanskje"
_LIKELY: list[tuple[str, Text]] = [(_SURE, _("svært like")), (_MAYBE, _("noe like"))]
SURE = 4
COLUMNS = (
    Column(
        name="forste",
        label=_("Første registrering"),
        value=lambda row: row.first,
        note=lambda row: row.first_roles,
        sort="first_key",
        link=lambda row: row.href,
    ),
    Column(
        name="andre", label=_("Andre registrering"), value=lambda row: row.second, note=lambda row: row.second_roles
    ),
    Column(name="grunn", label=_("Hvorfor"), value=lambda row: row.reasons),
    Column(name="likhet", label=_("Likhet"), value=lambda row: row.weight, sort="weight", number=True, shown=False),
)


def _row(one: Alike) -> Row:
    pair, first, second = one.pair, one.first, one.second
    return Row(
        pk=first.pk * 2**31 + second.pk,
        first=first.name,
        second=second.name,
        first_key=first.sort_key,
        first_roles=_roles(first),
        second_roles=_roles(second),
        reasons=", ".join(str(REASONS[reason]) for reason in pair.reasons),
        weight=pair.weight,
        likely=_SURE if pair.weight >= SURE else _MAYBE,
        href=reverse("people:pair", args=[first.pk, second.pk]),
    )


def _roles(person: Any) -> str:
    return "; ".join(said_role(role) for role in person.seen_roles)
