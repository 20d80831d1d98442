"""Reading dry runs, and what the anomalies need of the register."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TypeAlias

from django.db.models import Q

from alisveien.base.actor import Actor
from alisveien.engines.distribution.frozen import Frozen, from_data
from alisveien.people.models import ContactRole, Doctor
from alisveien.placements.models import Round, Trial
from alisveien.placements.queries import Named
from alisveien.places.models import Place

FoundTrial: TypeAlias = Trial
"""What is found here, for the views, which import no model."""
_SUPERVISES = ("supervisor", "group_supervisor")


def trials_of(round_: Round) -> list[Trial]:
    """The dry runs of a round the actor may see, newest first, without what they were made of."""
    return list(round_.trials.defer("frozen"))


def input_of_trial(trial: Trial) -> Frozen:
    """What a dry run was made of; kept in the process by key and fingerprint."""
    return _input(trial.pk, trial.fingerprint)


@lru_cache(maxsize=32)
def _input(pk: int, fingerprint: str) -> Frozen:
    return from_data(Trial.objects.values_list("frozen", flat=True).get(pk=pk, fingerprint=fingerprint))


def people_in(inputs: Iterable[Frozen], trust: str) -> dict[str, Named]:
    """HPR number → name and municipality of everyone nominated to a trust in some inputs, also who is not any more."""
    numbers = {one.hpr_number for frozen in inputs for one in frozen.nominations if one.trust == trust}
    fields = ("hpr_number", "first_name", "last_name", "municipality__name")
    found = Doctor.objects.filter(hpr_number__in=numbers).values_list(*fields)
    return {number: Named(f"{first} {last}", home) for number, first, last, home in found}


def supervised_places(actor: Actor, trust: Place, today: date) -> frozenset[tuple[str, str]]:
    """(hospital, department) of a trust where somebody is registered as supervisor today; (hospital, "") for all of it.

    That somebody supervises somewhere is open; who it is, is not told.
    """
    holds = Q(from_on=None) | Q(from_on__lte=today)
    lasts = Q(to_on=None) | Q(to_on__gte=today)
    here = Q(place__parent__parent=trust) | Q(place__parent=trust)
    found = ContactRole.objects.filter(holds & lasts & here, role__in=_SUPERVISES).select_related("place__parent")
    return frozenset(_where(one.place) for one in found)


def _where(place: Place) -> tuple[str, str]:
    if place.kind == Place.Kind.DEPARTMENT and place.parent is not None:
        return place.parent.code, place.name
    return place.code, ""
