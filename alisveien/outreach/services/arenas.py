"""Asking a municipality by a one-time link whether the description of its arenas is right."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.permissions import Role
from alisveien.access.services.links import finish_task, make_link
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.mail import write_letter
from alisveien.establishments.queries_arenas import open_arenas
from alisveien.establishments.rules_arenas import CONFIRM, against_confirming
from alisveien.journal.services import record
from alisveien.outreach import queries_letters, queries_network, rules, rules_letters
from alisveien.places.models import Place

LASTS = timedelta(days=30)


@transaction.atomic
def ask_about_arenas(*, place: Place, by: Actor, at: datetime) -> str:
    """Send a municipality a link where it reads, puts right and confirms its arenas; the address the letter went to.

    A link that was sent before closes. The answer is `establishments.services.arenas.confirm_arenas`.
    Raises NotAllowed, RuleBroken.
    """
    allow(rules.may_follow_up_place(by, place.pk), _("Kontoret som følger kommunen, kan spørre."))
    Place.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    held = queries_letters.whom_to_ask(place.pk, queries_network.network_on([place.pk], norwegian_day(at)))
    against = rules_letters.against_asking(email=held.email if held else "", bounced=bool(held and held.bounced))
    agree(against_confirming(open_arenas(place)) + against)
    assert held is not None
    finish_task(task=CONFIRM, about=str(place.pk), at=at)
    expires_at = at + LASTS
    address = make_link(
        task=CONFIRM,
        about=str(place.pk),
        place=place,
        role=Role.MUNICIPAL_LEADER,
        recipient=held.email,
        expires_at=expires_at,
        by=by,
        at=at,
    )
    words = {"address": address, "name": held.name, "municipality": place.name, "last_day": norwegian_day(expires_at)}
    write_letter(
        kind="outreach.arenas_asked",
        to=held.email,
        template="outreach/mail/arenas_asked.txt",
        at=at,
        words=words,
        about=place,
    )
    record("outreach.arenas.asked", about=place, by=by, at=at, places=[place.pk])
    return held.email
