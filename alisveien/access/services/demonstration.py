"""Making the accounts of the demonstration."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.demonstration import ACCOUNTS, PASSWORD, SECRET, Account
from alisveien.access.models import Holding
from alisveien.access.permissions import Permission, Role
from alisveien.access.services.roles import give_role
from alisveien.accounts.models import User
from alisveien.base.actor import Actor, Grant
from alisveien.base.days import norwegian_day
from alisveien.base.errors import allow
from alisveien.places.models import Place

MAKER = Actor(grants=(Grant(Role.ADMINISTRATOR, frozenset({Permission.GIVE_ROLES.value}), None),))


@transaction.atomic
def make_demo_accounts(*, at: datetime) -> int:
    """Make the accounts that are missing and put password and code back as they are told. How many were new.

    Raises NotAllowed outside a demonstration.
    """
    allow(settings.DEMONSTRATION, _("Øvingskontoer lages bare der det øves."))
    first = User.objects.filter(email=ACCOUNTS[0].email).first()
    password = first.password if first and first.check_password(PASSWORD) else make_password(PASSWORD)
    return sum(_make(account, password, at) for account in ACCOUNTS)


def _make(account: Account, password: str, at: datetime) -> bool:
    """One account with the hashed ``password``: making a hash is slow on purpose, so all share one."""
    user = User.objects.filter(email=account.email).first()
    new = user is None
    user = user or User(email=account.email, name=account.name)
    if user.password != password:
        user.password = password
        user.save()
    EmailAddress.objects.update_or_create(user=user, email=account.email, defaults={"verified": True, "primary": True})
    _give_code(user)
    place = Place.objects.get(kind=account.kind, code=account.code) if account.code else None
    if not Holding.objects.filter(user=user, role=account.role, place=place).exists():
        day = norwegian_day(at) - timedelta(days=365)
        give_role(user=user, role=account.role, place=place, from_on=day, to_on=None, by=MAKER, at=at)
    return new


def _give_code(user: User) -> None:
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if found is None:
        TOTP.activate(user, SECRET)
