"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import USER, Privacy
from alisveien.workbench import models


def _of_closed_accounts(today: date) -> Q:
    """Views whose owner's account is closed, and that nobody else can open."""
    return Q(owner__is_active=False, shared_with=models.SavedView.SharedWith.NOBODY)


PEOPLE: dict[type[Model], Privacy] = {
    models.SavedView: Privacy(
        _("La eieren åpne en liste igjen slik den var. Navnet og det som ble søkt etter, kan være et personnavn."),
        _("Personvernforordningen artikkel 6 nr. 1 bokstav e."),
        _("Til eieren fjerner den eller kontoen stenges."),
        ("name", "query", "words"),
        title=_("Lagrede visninger"),
        held={"owner": USER},
        due=_of_closed_accounts,
        removed=True,
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
