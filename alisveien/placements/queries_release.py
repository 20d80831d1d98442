"""Who a release concerns, and where each is written to."""

from typing import NamedTuple

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.placements.models import Outcome, Run


class Concerned(NamedTuple):
    """A doctor of a run; an address is empty where there is none."""

    hpr_number: str
    name: str
    home: str
    status: str
    email: str
    leader_email: str


def concerned_by(actor: Actor, run: Run) -> list[Concerned]:
    """The doctors of a run by municipality and name, for those who see the trust's list by name; else nobody."""
    found = (
        Outcome.objects.filter(within(actor, Permission.SEE_NOMINATED, "nomination__trust"), run=run)
        .order_by("nomination__municipality__sort_key", "nomination__doctor__sort_key", "pk")
        .select_related("nomination__doctor", "nomination__municipality")
        .only(
            "status",
            "nomination__leader_email",
            "nomination__municipality__name",
            *(f"nomination__doctor__{name}" for name in ("first_name", "last_name", "hpr_number", "email")),
        )
    )
    return [
        Concerned(
            one.nomination.doctor.hpr_number,
            one.nomination.doctor.name,
            one.nomination.municipality.name,
            one.status,
            one.nomination.doctor.email,
            one.nomination.leader_email,
        )
        for one in found
    ]
