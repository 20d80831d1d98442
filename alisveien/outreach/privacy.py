"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import ADDRESS, PERSON, USER, Privacy
from alisveien.outreach import models

_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e; mandatet til kontorene.")
_TWO_YEARS, _FIVE_YEARS = timedelta(days=2 * 365), timedelta(days=5 * 365)


def _old_touches(today: date) -> Q:
    return Q(on__lt=today - _FIVE_YEARS)


def _old_mailings(today: date) -> Q:
    return Q(at__date__lt=today - _TWO_YEARS)


def _old_checks(today: date) -> Q:
    """Questions asked two years ago, answered or not."""
    return Q(asked_at__date__lt=today - _TWO_YEARS)


PEOPLE: dict[type[Model], Privacy] = {
    models.Touch: Privacy(
        _("Vite når et kontor sist hadde kontakt med en kommune, og om hva."),
        _BASIS,
        _("Notatet i fem år. Dag og slag blir stående."),
        ("note",),
        title=_("Kontakt med kommuner"),
        held={"by_id": USER},
        due=_old_touches,
    ),
    models.Mailing: Privacy(
        _("Vise hva et kontor har skrevet til flere på én gang."),
        _BASIS,
        _("Teksten i to år."),
        ("body",),
        title=_("Utsendinger"),
        held={"by_id": USER},
        due=_old_mailings,
        left={"body": "fjernet"},
    ),
    models.Recipient: Privacy(
        _("Vise hvem som fikk et brev, i hvilken rolle."),
        _BASIS,
        _("Så lenge som personens egen rad. Raden blir stående uten navn."),
        (),
        title=_("Mottakere av utsendinger"),
        held={"person": PERSON},
    ),
    models.Check: Privacy(
        _("Be en kommune bekrefte hvem som har rollene."),
        _BASIS,
        _("Adressen i to år etter at det ble spurt."),
        ("sent_to",),
        title=_("Spørsmål om kontaktpersoner"),
        held={"sent_to": ADDRESS, "by_id": USER},
        due=_old_checks,
    ),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.FragilityRule, models.CheckAnswer, models.LetterTemplate})
"""Models of this area that hold no person."""
