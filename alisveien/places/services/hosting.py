"""Who is host of an office and where it sits: a new host, and that one has given notice.

Hamar gave notice for Øst on 21 December 2021; Ringsaker came after, with the office in Ottestad in Stange.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.journal.seen import mark_of, told_now
from alisveien.places import rules_hosting as rules
from alisveien.places.models import OfficeHost, Place, RegisterChange
from alisveien.places.queries_edit import hosts_of
from alisveien.places.rules import may_edit_register
from alisveien.places.services.deeds import refused
from alisveien.places.services.ledger import Ledger

Did = RegisterChange.Kind


def present_host(office: Place) -> OfficeHost | None:
    """The host an office has, or had last, locked. Call it in a transaction."""
    hosts = OfficeHost.objects.select_for_update(of=("self",)).filter(office=office)
    return hosts.order_by("host_from", "pk").last()


def _against_others(office: Place, seen: str, current: OfficeHost | None) -> list[str]:
    """Why one must look again: others have changed the hosts since the page was written."""
    if seen == mark_of(hosts_of(office)):
        return []
    now = {"host": current.host if current else "", "town": current.town if current else ""}
    return told_now(now, {}, {"host": _("Vertskommune"), "town": _("Kontorsted")})


@transaction.atomic
def change_host(
    *, office: Place, host: Place, town: str, effective_on: date, why: str, seen: str, by: Actor, at: datetime
) -> RegisterChange:
    """Give an office another host municipality, another seat or both from a day. Raises NotAllowed, RuleBroken.

    The one before ends on the same day. What the office covers goes on as it was. ``seen`` is the mark of the hosts
    (`queries_edit.hosts_of`) the page was written on.
    """
    allow(may_edit_register(by, office), refused())
    current = present_host(office)
    agree(
        rules.against_hosting(office, host=host, town=town, current=current, effective_on=effective_on)
        + _against_others(office, seen, current)
    )
    ledger = Ledger()
    if current is not None and current.host_to is None:
        ledger.change(current, office, host_to=effective_on)
    made = OfficeHost(
        office=office,
        host=host.name,
        municipality=host,
        host_from=effective_on,
        host_from_precision=OfficeHost.Precision.DAY,
        town=town.strip(),
        former_name=current.former_name if current else "",
        coverage_rule=current.coverage_rule if current else "",
        agreement_note=why.strip(),
    )
    ledger.make(made, office)
    title = _("{office}: {host} er vertskommune, kontor i {town}").format(
        office=office.name, host=host.name, town=made.town
    )
    return ledger.close(kind=Did.HOST, title=title, effective_on=effective_on, why=why, by=by, at=at)


@transaction.atomic
def give_notice(
    *, office: Place, effective_on: date, host_to: date | None, why: str, seen: str, by: Actor, at: datetime
) -> RegisterChange:
    """Write down that the host of an office gave notice on a day, and when it ceases if that is known.

    ``seen`` as in `change_host`. Raises NotAllowed, RuleBroken.
    """
    allow(may_edit_register(by, office), refused())
    current = present_host(office)
    agree(
        rules.against_notice(current, given_on=effective_on, host_to=host_to) + _against_others(office, seen, current)
    )
    assert current is not None
    ledger = Ledger()
    ledger.change(current, office, notice_given_on=effective_on, host_to=host_to)
    title = _("{office}: {host} sa opp avtalen {day}").format(
        office=office.name, host=current.host, day=date_format(effective_on, "j. F Y")
    )
    return ledger.close(kind=Did.HOST, title=title, effective_on=effective_on, why=why, by=by, at=at)
