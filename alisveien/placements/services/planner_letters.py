"""The letters when a plan is published or taken back: that something is new, never who or where."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from alisveien.access.permissions import Permission
from alisveien.access.queries_who import holders_of
from alisveien.accounts.models import User
from alisveien.base.actor import VISITOR
from alisveien.base.mail import write_letter
from alisveien.base.models import Letter
from alisveien.placements.models import PlacementUnit, PlanDraft

PUBLISHED, BACK = "placements.plan_published", "placements.plan_taken_back"
DOCTOR, LEADER, WARD = "plan_doctor", "plan_leader", "plan_ward"


@transaction.atomic
def write_plan_letters(*, draft: PlanDraft, back: bool, at: datetime) -> int:
    """One letter to each doctor a plan moves, to each leader of theirs, and to each contact of a ward they leave or
    come to. Returns how many were new: done twice, nobody gets two. ``back``: the plan was taken back.
    """
    kind = BACK if back else PUBLISHED
    letters = Letter.objects.filter(kind=kind, about_model=draft._meta.label_lower, about_id=draft.pk)
    told = set(letters.values_list("to_address", flat=True))
    written = 0
    for name, address in recipients_of(draft, at):
        if address not in told:
            told.add(address)
            template = f"placements/mail/{name}.txt"
            words = {"trust": draft.trust.name, "address": f"{settings.ADDRESS}{_page(draft, name)}", "back": back}
            write_letter(kind=kind, to=address, template=template, at=at, words=words, about=draft)
            written += 1
    return written


def recipients_of(draft: PlanDraft, at: datetime) -> list[tuple[str, str]]:
    """(which letter, address) for everybody who is told of a draft that was published, each address once."""
    units = PlacementUnit.objects.filter(pk__in=[int(pk) for pk in draft.after["units"]])
    units = units.select_related("placement__doctor", "placement__nomination").order_by("pk")
    stays = [one.placement for one in units]
    found = [(DOCTOR, one.doctor.email) for one in stays]
    found += [(LEADER, one.nomination.leader_email) for one in stays]
    found += [(WARD, address) for address in _wards(draft, at)]
    return list({address: (name, address) for name, address in reversed(found) if address}.values())[::-1]


def _wards(draft: PlanDraft, at: datetime) -> Iterable[str]:
    rows = [*draft.before["units"].values(), *draft.after["units"].values()]
    wards = {place for hospital, department, *_days in rows for place in (hospital, department) if place is not None}
    holders = [one.user_id for one in holders_of(VISITOR, Permission.SEE_PLACED, wards, at)]
    return User.objects.filter(pk__in=holders).order_by("pk").values_list("email", flat=True)


def _page(draft: PlanDraft, name: str) -> str:
    return reverse("placements:plan", args=[draft.trust.code]) if name == WARD else reverse("home")
