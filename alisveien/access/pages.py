"""What the pages of access show, as plain values for their templates."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from alisveien.access import rules
from alisveien.access.permissions import MATRIX, NEEDS_SECOND_FACTOR, Permission, Role
from alisveien.base.actor import Actor
from alisveien.places.models import Place


def matrix() -> dict[str, Any]:
    """The matrix of roles as cards, and as a table of permissions by roles."""
    cards = [
        {
            "id": role.value,
            "title": role.label.capitalize(),
            "where": _held_at(terms.held_at),
            "names": terms.names,
            "permissions": [permission.label for permission in Permission if permission in terms.permissions],
            "gives": [given.label for given in Role if given in terms.gives],
            "second": role in NEEDS_SECOND_FACTOR,
        }
        for role, terms in MATRIX.items()
    ]
    table = [
        {
            "label": permission.label,
            "cells": [{"role": role.label, "yes": permission in terms.permissions} for role, terms in MATRIX.items()],
        }
        for permission in Permission
    ]
    return {"cards": cards, "heads": [role.label for role in MATRIX], "table": table}


def _held_at(kinds: frozenset[str]) -> str:
    if not kinds:
        return _("hele landet")
    return ", ".join(str(kind.label) for kind in Place.Kind if kind in kinds)


def held_rows(holdings: Iterable[Any], actor: Actor) -> list[dict[str, Any]]:
    """Holdings as rows: who, role, where, when, whether it is in force, and whether the actor may end it."""
    today = timezone.localdate()
    return [
        {
            "pk": one.pk,
            "name": one.user.name,
            "email": one.user.email,
            "role": Role(one.role).label,
            "place": one.place.name if one.place else _("hele landet"),
            "from_on": one.from_on,
            "to_on": one.to_on,
            "state": _state(one, today),
            "may_end": (one.to_on is None or one.to_on > today) and rules.may_end_role(actor, one),
            "withheld": one.role in actor.withheld,
        }
        for one in holdings
    ]


def _state(holding: Any, today: Any) -> str:
    if holding.to_on is not None and holding.to_on <= today:
        return "ended"
    return "coming" if holding.from_on > today else "now"
