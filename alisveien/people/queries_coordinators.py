"""The coordinators of the trusts: who to ask and send to. Open to everybody (the Helse Nord report of 2021, 4.2)."""

from collections import defaultdict
from datetime import date

from alisveien.base.actor import Actor
from alisveien.people.models import ContactRole, ContactRoleName
from alisveien.people.queries_persons import held_on


def coordinators_for(actor: Actor, day: date) -> dict[int, list[ContactRole]]:
    """Who coordinates at each trust on a day, by the key of the trust, with the person fetched, by name.

    The one role whose name and address is open to visitors too: the report asks the trusts to publish it.
    """
    found = ContactRole.objects.filter(
        held_on(day), role=ContactRoleName.TRUST_COORDINATOR, person__merged_into=None
    ).select_related("person")
    by_trust: dict[int, list[ContactRole]] = defaultdict(list)
    for role in found.order_by("place_id", "person__sort_key", "pk"):
        by_trust[role.place_id].append(role)
    return dict(by_trust)
