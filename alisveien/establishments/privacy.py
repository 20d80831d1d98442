"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base.privacy import USER, Privacy
from alisveien.establishments import models

_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e; spesialistforskriften § 19.")
_NINETY_DAYS = timedelta(days=90)


def _old_answers(today: date) -> Q:
    return Q(saved_at__date__lt=today - _NINETY_DAYS)


PEOPLE: dict[type[Model], Privacy] = {
    models.GapCheck: Privacy(
        _("Vise hvem som så etter hva som mangler før en søknad."),
        _BASIS,
        _("Så lenge virksomheten er i registeret. Bare nummeret på kontoen står der."),
        (),
        title=_("Sjekk før søknad"),
        held={"by_id": USER},
    ),
    models.TableFile: Privacy(
        _("Lese inn Helsedirektoratets tabell og vise hvem som gjorde det."),
        _BASIS,
        _("Så lenge tabellen er brukt. Bare nummeret på kontoen står der."),
        (),
        title=_("Tabeller fra Helsedirektoratet"),
        held={"by_id": USER},
    ),
    models.KeptAnswers: Privacy(
        _("Ta vare på svar mens noen svarer, så de kan gå fra det og komme tilbake."),
        _BASIS,
        _("Høyst 90 dager etter at svarene sist ble lagret."),
        ("typed", "user_id"),
        title=_("Halvferdige svar"),
        held={"user_id": USER},
        due=_old_answers,
        removed=True,
    ),
    models.Arena: Privacy(
        _("Vise hvem i kommunen som sist bekreftet beskrivelsen av en læringsarena."),
        _BASIS,
        _("Så lenge arenaen er i registeret. Bare nummeret på kontoen står der."),
        (),
        title=_("Læringsarenaer"),
        held={"confirmed_by_id": USER},
    ),
}
NO_PEOPLE: frozenset[type[Model]] = frozenset({models.Registration, models.ArenaPaper})
"""Models of this area that hold no person."""
