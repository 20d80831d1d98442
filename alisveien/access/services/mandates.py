"""An adviser acting for a municipality that asked."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access import rules
from alisveien.access.models import Mandate
from alisveien.base.actor import Actor
from alisveien.base.errors import NotAllowed, agree, allow
from alisveien.journal.services import record
from alisveien.places.models import Place


@transaction.atomic
def act_on_request(*, municipality: Place, reason: str, until_at: datetime, by: Actor, at: datetime) -> Mandate:
    """Let an adviser see names of and nominate for one municipality until an instant. Raises NotAllowed, RuleBroken."""
    allow(rules.may_act_on_request(by, municipality), _("Kontoret ditt dekker ikke denne kommunen."))
    assert by.user_id is not None  # the permission came with a role, and the role with a user
    agree(rules.against_acting_on_request(municipality, reason=reason, from_at=at, until_at=until_at))
    mandate = Mandate.objects.create(
        user_id=by.user_id, municipality=municipality, reason=reason.strip(), from_at=at, until_at=until_at
    )
    record(
        "access.mandate.begun",
        about=mandate,
        by=by,
        at=at,
        why=mandate.reason,
        places=[municipality.pk],
        on_request_of=municipality.pk,
    )
    return mandate


@transaction.atomic
def end_mandate(*, mandate: Mandate, by: Actor, at: datetime) -> Mandate:
    """End a mandate of one's own before its time. Ending it twice changes nothing. Raises NotAllowed."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if mandate.user_id != by.user_id:
        raise NotAllowed(_("Oppdraget er ikke ditt."))
    if mandate.ended_at is None and mandate.until_at > at:
        mandate.ended_at = at
        mandate.save(update_fields=["ended_at"])
        record(
            "access.mandate.ended",
            about=mandate,
            by=by,
            at=at,
            places=[mandate.municipality_id],
            on_request_of=mandate.municipality_id,
        )
    return mandate
