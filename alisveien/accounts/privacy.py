"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from datetime import date, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from alisveien.accounts.models import User
from alisveien.base.privacy import USER, Privacy

_BASIS = _("Personvernforordningen artikkel 6 nr. 1 bokstav e.")
_TWO_YEARS = timedelta(days=2 * 365)


def _closed(today: date) -> Q:
    """Accounts that are closed and have not been used for two years."""
    limit = today - _TWO_YEARS
    return Q(is_active=False) & (Q(last_login__date__lt=limit) | Q(last_login=None, joined_at__date__lt=limit))


def _of_closed(today: date) -> Q:
    return Q(user__in=User.objects.filter(_closed(today)).values("pk"))


def _nobodys_address(key: int) -> str:
    """The address of a scrubbed account; addresses are unique, and this one reaches nobody."""
    return f"fjernet-{key}@example.invalid"


PEOPLE: dict[type[Model], Privacy] = {
    EmailAddress: Privacy(
        _("Vite at adressen er bekreftet."),
        _BASIS,
        _("Så lenge som kontoen."),
        ("email",),
        title=_("E-postadresser"),
        held={"user": USER},
        due=_of_closed,
        removed=True,
    ),
    Authenticator: Privacy(
        _("Sikre innloggingen med et steg til."),
        _BASIS,
        _("Så lenge som kontoen."),
        ("data",),
        title=_("To-trinns innlogging"),
        held={"user": USER},
        due=_of_closed,
        removed=True,
        hidden=("data",),
    ),
    UserSession: Privacy(
        _("Vise eieren hvor kontoen er i bruk, og kunne logge ut."),
        _BASIS,
        _("Til økten er over, og ikke lenger enn kontoen."),
        ("ip", "user_agent", "session_key", "data"),
        title=_("Steder kontoen er i bruk"),
        held={"user": USER},
        due=_of_closed,
        removed=True,
        hidden=("session_key", "data"),
    ),
    User: Privacy(
        _("La noen logge inn og gjøre det rollene tillater."),
        _BASIS,
        _("To år etter at kontoen ble stengt og sist var i bruk."),
        ("email", "name", "password"),
        title=_("Konto"),
        held={"pk": USER},
        due=_closed,
        left={"email": _nobodys_address, "name": "Fjernet bruker", "password": "!"},
        hidden=("password",),
    ),
}
NO_PEOPLE: frozenset[type[Model]] = frozenset()
"""Models of this area that hold no person."""
