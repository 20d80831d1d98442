"""The demonstration's agreements: invented, between the municipalities of the north and their trusts.

Nothing in them is true of the places; every row is marked so, and what it says follows from the numbers alone.
"""

import hashlib
from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.agreements.models import Agreement, Covers
from alisveien.base.errors import NotAllowed
from alisveien.places.models import Place

NORTH = "nord"
BEGAN, SIGNED = date(2024, 1, 1), date(2023, 11, 20)
ENDS_SOON, ENDS_LATER = date(2027, 3, 31), date(2030, 12, 31)
WITHOUT, SOON, DATED, UNSIGNED = 5, 12, 60, 66
"""Of a hundred: how many lack an agreement, have one that ends soon, that ends later, that is not signed."""


def load_agreements() -> int:
    """Make the agreements of the demonstration, when there are none. How many. Raises NotAllowed elsewhere."""
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        if Agreement.objects.exists():
            return 0
        towns = list(
            Place.objects.filter(kind=Place.Kind.MUNICIPALITY, municipality__office__code=NORTH)
            .select_related("municipality__trust")
            .order_by("code")
        )
        made = [*_with_trusts(towns), *_between_towns(towns)]
        return len(Agreement.objects.bulk_create(made))


def _with_trusts(towns: list[Place]) -> Iterable[Agreement]:
    for town in towns:
        drawn = _drawn(town.code)
        if drawn < WITHOUT:
            continue
        until = ENDS_SOON if drawn < SOON else ENDS_LATER if drawn < DATED else None
        signed = None if DATED <= drawn < UNSIGNED else SIGNED
        covers = sorted([Covers.HOSPITAL_SERVICE, *([Covers.SUPERVISION] if drawn % 2 else [])])
        yield _agreement(town, town.municipality.trust, covers, signed, until, f"2023/{1000 + drawn * 7}")


def _between_towns(towns: list[Place]) -> Iterable[Agreement]:
    """Every ninth municipality has one with the next about what it cannot teach itself."""
    for town, other in zip(towns[::9], towns[1::9], strict=False):
        yield _agreement(town, other, [Covers.EMERGENCY, Covers.LEARNING_GOALS], SIGNED, None, "")


def _agreement(
    town: Place, other: Place, covers: list[Covers], signed: date | None, until: date | None, reference: str
) -> Agreement:
    return Agreement(
        municipality=town,
        municipality_kind=town.kind,
        other=other,
        other_kind=other.kind,
        covers=[str(one) for one in covers],
        reference=reference,
        signed_on=signed,
        from_on=BEGAN,
        until_on=until,
        is_synthetic=True,
    )


def _drawn(text: str) -> int:
    """A number from 0 to 99 that follows from a text and says nothing about it."""
    return int(hashlib.sha256(f"avtale {text}".encode()).hexdigest(), 16) % 100
