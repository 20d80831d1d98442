"""The demonstration: two doctors who are asked to change departments in mid-term, and two who can be. All invented."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils.translation import gettext as _

from alisveien.accounts.models import User
from alisveien.base.days import norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.people.models import Doctor, Person
from alisveien.placements import rules_swaps as rules
from alisveien.placements.models import Nomination, Placement, Swap
from alisveien.placements.services.demonstration import coordinators_of
from alisveien.placements.services.swaps import propose_swap

ASKED = ("9420221", "9420222")
"""Both have an account of the demonstration, and are at UNN Harstad in P2 2027."""
READY = ("9420220", "9420223")
"""In the same half-year, whom nobody has asked yet."""


def load_swaps(*, at: datetime) -> int:
    """Propose a swap to two doctors while it can be, when none is there. How many. Raises NotAllowed outside one."""
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        _give_accounts()
        Nomination.objects.filter(doctor__hpr_number__in=(*ASKED, *READY)).update(can_be_split=True)
        found = Placement.objects.filter(doctor__hpr_number__in=ASKED).select_related("post__trust", "nomination")
        both = list(found.order_by("doctor__hpr_number"))
        people = coordinators_of(both[0].post.trust, at) if len(both) == len(ASKED) else []
        if not people or Swap.objects.exists() or rules.against_swapping(both[0], norwegian_day(at), both[1]):
            return 0
        propose_swap(
            placement=both[0],
            other=both[1],
            why=_("Begge trenger den andre avdelingen. Veileder er avtalt begge steder."),
            by=people[0],
            at=at - timedelta(days=2),
        )
    return 1


def _give_accounts() -> None:
    """Tie the accounts of the demonstration to the doctors who are asked, and to the persons these are."""
    users = User.objects.filter(email=OuterRef("email")).values("pk")
    asked = Doctor.objects.filter(hpr_number__in=ASKED, user=None, email__in=User.objects.values("email"))
    asked.update(user_id=Subquery(users[:1]))
    persons = Person.objects.filter(doctor__hpr_number__in=ASKED, user=None, doctor__user__isnull=False)
    own = Doctor.objects.filter(pk=OuterRef("doctor")).values("user")
    persons.update(user_id=Subquery(own[:1]), version=F("version") + 1)
