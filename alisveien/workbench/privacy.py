"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import USER, Privacy
from alisveien.base.registers import Text
from alisveien.workbench import models


def _of_closed_accounts(today: date) -> Q:
    """Views whose owner's account is closed, and that nobody else can open."""
    return Q(owner__is_active=False, shared_with=models.SavedView.SharedWith.NOBODY)


def _old_files(today: date) -> Q:
    """Tables that were sent three months ago and are gone; what is left are the rows with faults."""
    return Q(document=None, at__date__lt=today - timedelta(days=90))


def of_sent_files(purpose: Text, basis: Text, title: Text) -> Privacy:
    """What an area declares of its `models.SentFile`."""
    return Privacy(
        purpose,
        basis,
        _("Fila til den er lest inn, og høyst sju dager. Radene med feil i 90 dager."),
        ("rejected",),
        title=title,
        held={"by_id": USER},
        due=_old_files,
        removed=True,
        hidden=("rejected",),
    )


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
