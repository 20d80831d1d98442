"""The letters of a release: that the outcome is there, never what it is."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alisveien.base.mail import write_letter
from alisveien.base.models import Letter
from alisveien.placements.models import Nomination, Round
from alisveien.placements.queries import is_shown

KIND = "placements.released"


@transaction.atomic
def write_release_letters(*, round_: Round, at: datetime) -> int:
    """One letter to each doctor of a released round and one to each leader; returns how many were new.

    Nobody before the hour the outcome is shown. Done twice, nobody gets two.
    A letter names the trust, the year and where to sign in, and no doctor.
    """
    if not is_shown(round_, at):
        return 0
    told = set(
        Letter.objects.filter(kind=KIND, about_model=round_._meta.label_lower, about_id=round_.pk).values_list(
            "to_address", flat=True
        )
    )
    nominations = list(round_.frozen_nominations.select_related("doctor"))
    doctors = {one.doctor.email: one.doctor.hpr_number for one in nominations if one.doctor.email}
    written = 0
    for address, hpr_number in doctors.items():
        card = reverse("placements:doctor_card", args=[round_.year, hpr_number])
        written += _write(round_, address, "released_doctor", card, told, at)
    for address in _leaders(nominations):
        written += _write(round_, address, "released_leader", reverse("placements:rounds"), told, at)
    return written


def _leaders(nominations: Iterable[Nomination]) -> list[str]:
    return list(dict.fromkeys(one.leader_email for one in nominations if one.leader_email))


def _write(round_: Round, to: str, name: str, path: str, told: set[str], at: datetime) -> int:
    if to in told:
        return 0
    told.add(to)
    words = {"trust": round_.trust.name, "year": round_.year, "address": f"{settings.ADDRESS}{path}"}
    write_letter(kind=KIND, to=to, template=f"placements/mail/{name}.txt", at=at, words=words, about=round_)
    return 1
