"""Who may know who sees a doctor, and who has looked."""

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.journal.handed import Reader
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination


def may_see_who(actor: Actor, nomination: Nomination) -> bool:
    """True for the doctor, and for those who may read the log of the municipality, the unit or the trust."""
    return may_see_looks(actor, nomination.doctor) or actor.may(Permission.READ_LOG, nomination.trust_id)


def may_see_looks(actor: Actor, doctor: Doctor) -> bool:
    """True for the doctor, and for those who may read the log where the doctor works."""
    if actor.user_id is not None and actor.user_id == doctor.user_id and actor.may(Permission.SEE_SELF):
        return True
    places = [place for place in (doctor.municipality_id, doctor.unit_id) if place is not None]
    return any(actor.may(Permission.READ_LOG, place) for place in places)


READERS: dict[str, Reader] = {"people.doctor": may_see_looks}
"""Label of a model → who may read its journal."""
