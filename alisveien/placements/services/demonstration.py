"""The demonstration: the example workbook read in, and the region's rounds brought to different states."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.permissions import MATRIX, Role
from alisveien.access.queries import actor_for, holdings_on
from alisveien.accounts.models import User
from alisveien.base.actor import Actor, Grant
from alisveien.base.days import norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.base.shipped import DEFAULT_RULES
from alisveien.people.models import Doctor, Supervision
from alisveien.placements import sources
from alisveien.placements.models import Intake, Nomination, Round
from alisveien.placements.services.demonstration_offers import show_offers, supply_offers
from alisveien.placements.services.intake import read_in
from alisveien.placements.services.mark import mark_of
from alisveien.placements.services.rounds import (
    choose_rules,
    decide_capacity,
    distribute_round,
    draw_lot,
    freeze_round,
    judge_round,
    open_round,
    release_round,
    try_rules,
)
from alisveien.placements.services.sheet import read_workbook
from alisveien.places.models import Place

YEAR = 2028
RELEASED = "983974929"  # Helgelandssykehuset
JUDGED = "983974910"  # Nordlandssykehuset
SYSTEM = Actor(
    grants=(Grant("system", frozenset(one.value for one in MATRIX[Role.TRUST_COORDINATOR].permissions), None),)
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: the intake, and False when the workbook was read in before."""

    intake: Intake
    changed: bool


def load_demonstration(*, workbook: Path, at: datetime) -> Loaded:
    """Read a workbook for 2028 in for the whole region and open its trusts' rounds, whole or not at all.

    A workbook that has been read in changes nothing, and a round that is there is left as people have made it. Raises
    NotAllowed outside a demonstration and RuleBroken with sentences when the workbook cannot be read.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    reading = read_workbook(workbook, sources.register_for(SYSTEM, norwegian_day(at)), YEAR)
    before = Intake.objects.filter(fingerprint=mark_of(reading)).first()
    if before is not None:
        supply_offers(at=at)
        return Loaded(before, changed=False)
    with transaction.atomic():
        intake = read_in(reading=reading, place=None, year=YEAR, file_name=workbook.name, by=SYSTEM, at=at)
        _link_people(at)
        trusts = Nomination.objects.filter(wishes__year=YEAR).values("trust")
        for trust in Place.objects.filter(pk__in=trusts).order_by("pk"):
            if not Round.objects.filter(trust=trust, year=YEAR).exists():
                _bring_along(trust, at)
    return Loaded(intake, changed=True)


def _link_people(at: datetime) -> None:
    """Tie the demonstration's accounts to the doctors who have their addresses, and give these their supervisor."""
    for user in User.objects.filter(email__in=Doctor.objects.exclude(email="").values("email")):
        Doctor.objects.filter(email=user.email, user=None).update(user=user)
    for held in holdings_on(at).filter(role=Role.SUPERVISOR).select_related("user"):
        for doctor in Doctor.objects.filter(municipality=held.place).exclude(user=None):
            Supervision.objects.get_or_create(
                doctor=doctor, supervisor=held.user, defaults={"from_on": doctor.started_on}
            )


def _bring_along(trust: Place, at: datetime) -> None:
    """Open a trust's round and take it as far as the demonstration shows it, by the trust's own coordinators."""
    round_ = open_round(trust=trust, year=YEAR, by=SYSTEM, at=at)
    try_rules(round_=round_, by=SYSTEM, at=at)
    coordinators = coordinators_of(trust, at)
    if trust.code not in (RELEASED, JUDGED) or len(coordinators) < 2:
        return
    first, second = coordinators[:2]
    decide_capacity(round_=round_, by=first, at=at)
    choose_rules(round_=round_, name=DEFAULT_RULES, by=first, at=at)
    freeze_round(round_=round_, source=_("Øving: sju oppdiktede lottotall, i stigende rekkefølge"), by=first, at=at)
    draw_lot(round_=round_, value="3 9 14 17 22 30 31", known_on=norwegian_day(at), by=first, at=at)
    distribute_round(round_=round_, by=first, at=at)
    judge_round(round_=round_, by=first, at=at)
    if trust.code == RELEASED:
        release_round(round_=round_, by=second, at=at)
        show_offers(round_=round_, by=second, at=at)


def coordinators_of(trust: Place, at: datetime) -> list[Actor]:
    """Those who are a trust's coordinators, with all they may."""
    held = holdings_on(at).filter(role=Role.TRUST_COORDINATOR, place=trust).select_related("user").order_by("pk")
    return [actor_for(one.user, at, second_factor=True) for one in held]
