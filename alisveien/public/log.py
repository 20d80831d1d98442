"""The timeline and the log of a place, as tabs of its record, for those who may read them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.journal.pages import as_timeline, log_at

EVENTS, LOG = "hendelser", "logg"


def with_log(context: dict[str, Any], request: HttpRequest, actor: Actor, place_id: int) -> dict[str, Any]:
    """The context of a record with its tabs, and with the part the address asks for in place of the record.

    Who may not read the log gets the context as it is, whatever the address says.
    """
    if not actor.may(Permission.READ_LOG, place_id):
        return context
    wanted = request.GET.get("del", "")
    part = wanted if wanted in (EVENTS, LOG) else ""
    labels = (("", _("Oversikt")), (EVENTS, _("Hendelser")), (LOG, _("Logg")))
    tabs = [
        {"label": label, "href": f"?del={name}" if name else request.path, "current": name == part}
        for name, label in labels
    ]
    context = {**context, "tabs": tabs}
    if not part:
        return context
    lines = log_at(actor, Permission.READ_LOG, place_id)
    if part == LOG:
        return {**context, "part": "journal/_log.html", "part_heading": _("Logg"), "log": lines}
    return {**context, "part": "base/_events.html", "part_heading": _("Hendelser"), "events": as_timeline(lines)}
