"""Who may register and change a doctor."""

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.people.models import Doctor


def may_edit(actor: Actor, doctor: Doctor) -> bool:
    """True for those who register doctors in the doctor's municipality or unit."""
    at = [doctor.municipality.pk, *([doctor.unit.pk] if doctor.unit else [])]
    return any(actor.may(Permission.EDIT_DOCTORS, place) for place in at)
