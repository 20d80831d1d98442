"""Why the machinery's own models hold people, and for how long: letters, long work, sessions are elsewhere."""

from datetime import date, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.models import Letter, LongTask
from alisveien.base.privacy import ADDRESS, USER, Privacy

BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e.")
YEAR, QUARTER = timedelta(days=365), timedelta(days=90)


def _old_letters(today: date) -> Q:
    """Letters written more than a year ago that wait for nothing."""
    return Q(at__date__lt=today - YEAR) & ~Q(state=Letter.State.WAITING)


def _old_work(today: date) -> Q:
    return Q(changed_at__date__lt=today - QUARTER)


def _ended_sessions(today: date) -> Q:
    return Q(expire_date__date__lt=today)


PEOPLE: dict[type[Model], Privacy] = {
    Letter: Privacy(
        _("Sende brev og kunne vise hvem som fikk hva, og når."),
        BASIS,
        _("Ett år etter at brevet ble skrevet. Da står bare hva slags brev det var, og når."),
        ("to_address", "recipient_id", "reply_to", "subject", "body"),
        title=_("Brev"),
        held={"recipient_id": USER, "to_address": ADDRESS},
        due=_old_letters,
    ),
    LongTask: Privacy(
        _("Vise den som har satt i gang noe langt, hvor langt det er kommet."),
        BASIS,
        _("90 dager etter siste endring."),
        ("started_by", "title", "summary"),
        title=_("Arbeid i bakgrunnen"),
        held={"started_by": USER},
        due=_old_work,
        removed=True,
    ),
    Session: Privacy(
        _("Holde den som har logget inn, innlogget."),
        BASIS,
        _("Til økten er over."),
        ("session_data",),
        title=_("Økter i nettleseren"),
        due=_ended_sessions,
        removed=True,
        hidden=("session_data", "session_key"),
    ),
}
NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
