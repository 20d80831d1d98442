"""Who may keep the headings of a trust's HR system, and which headings do."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.engines.nominations.holding import KEY
from alisveien.placements.queries_holding import FIELDS
from alisveien.places.models import Place


def may_see_queues(actor: Actor) -> bool:
    """True when the actor sees the queue of some trust by name."""
    return actor.may(Permission.SEE_NOMINATED)


def may_keep_headings(actor: Actor, trust: Place) -> bool:
    """True when the actor may say how the trust's HR system names its columns."""
    return actor.may(Permission.IMPORT_NOMINATIONS, trust.pk)


def against_headings(headings: Mapping[str, str]) -> list[str]:
    """Why headings cannot be kept: the number is not among them, one is unknown, or two are alike."""
    used = [heading.casefold() for heading in headings.values()]
    reasons = [] if headings.get(KEY) else [_("HPR-nummeret må ha en kolonne, for listene sammenlignes på det.")]
    if len(set(used)) != len(used):
        reasons.append(_("To kolonner har samme navn."))
    if not headings.keys() <= FIELDS.keys():
        reasons.append(_("En av kolonnene er ukjent."))
    return reasons
