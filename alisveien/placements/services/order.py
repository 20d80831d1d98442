"""A municipality's own order of the doctors it has nominated."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.journal.services import record
from alisveien.people.models import Doctor
from alisveien.placements import queries_nomination, rules_nomination
from alisveien.places.models import Place


@transaction.atomic
def order_doctors(*, municipality: Place, ordered: Sequence[int], by: Actor, at: datetime) -> list[Doctor]:
    """Number the doctors a municipality has nominated 1, 2, 3 … in the order of ``ordered`` (keys of doctors).

    A doctor without an open nomination loses the number. Raises NotAllowed, and RuleBroken when it is not just those.
    """
    allow(rules_nomination.may_order_doctors(by, municipality), _("Bare kommunen prioriterer mellom legene sine."))
    doctors = {one.pk: one for one in Doctor.objects.select_for_update().filter(municipality=municipality)}
    there = list(queries_nomination.ordered_doctors(municipality).values_list("pk", flat=True))
    agree(rules_nomination.against_ordering(there, ordered))
    before = _numbered(doctors)
    wanted = {pk: place for place, pk in enumerate(ordered, start=1)}
    changed = [one for one in doctors.values() if one.municipal_order != wanted.get(one.pk)]
    for one in changed:
        one.municipal_order = wanted.get(one.pk)
        one.version += 1
    Doctor.objects.bulk_update(changed, ["municipal_order", "version"])
    if changed:
        record(
            "placements.doctors.ordered",
            about=municipality,
            by=by,
            at=at,
            before=before,
            after=_numbered(doctors),
            places=[municipality.pk],
            on_request_of=rules_nomination.acts_on_request_of(by, municipality),
        )
    return [doctors[pk] for pk in ordered]


def _numbered(doctors: Mapping[int, Doctor]) -> dict[str, list[int]]:
    numbered = [one for one in doctors.values() if one.municipal_order]
    return {"order": [one.pk for one in sorted(numbered, key=lambda one: one.municipal_order or 0)]}
