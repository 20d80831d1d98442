"""Who may see and change a trust's plan, and when a draft of it can be changed, published and taken back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.journal.handed import Reader
from alisveien.placements.models import PlanDraft
from alisveien.places.models import Place

State = PlanDraft.State
LONGEST_NAME = 80


def may_see_plan(actor: Actor, trust: Place) -> bool:
    """True when the actor may see the whole plan of a trust with names, drafts too."""
    return actor.may(Permission.SEE_NOMINATED, trust.pk)


def may_plan(actor: Actor, trust: Place) -> bool:
    """True when the actor may draft and publish a trust's plan: the one who may distribute its posts."""
    return actor.user_id is not None and actor.may(Permission.DISTRIBUTE, trust.pk)


def may_read_log(actor: Actor, draft: PlanDraft) -> bool:
    """True when the actor may read what was done with a draft."""
    return actor.may(Permission.READ_LOG, draft.trust_id)


def against_drafting(name: str, taken: Iterable[str]) -> list[str]:
    """Why no draft can be made with a name. ``taken`` are the names of the trust's open drafts."""
    if not name.strip():
        return [_("Gi utkastet et navn.")]
    if len(name.strip()) > LONGEST_NAME:
        return [_("Navnet kan ha høyst {most} tegn.").format(most=LONGEST_NAME)]
    if name.strip() in set(taken):
        return [_("Det finnes alt et utkast som heter «{name}». Velg et annet navn.").format(name=name.strip())]
    return []


def against_changing_plan(draft: PlanDraft, version: int) -> list[str]:
    """Why a draft cannot be changed by somebody who saw a version of it: published, dropped, or changed by another."""
    if draft.state != State.OPEN:
        return [_("Utkastet er ikke åpent lenger. Lag et nytt.")]
    if draft.version != version:
        return [_("En annen har endret utkastet siden du åpnet det. Ingenting er flyttet. Se over og prøv igjen.")]
    return []


def against_stepping(draft: PlanDraft, by: int, moves: int) -> list[str]:
    """Why the last move cannot be undone (``by`` −1) or the next be done again (1). ``moves``: how many there are."""
    if 0 <= draft.steps + by <= moves:
        return []
    return [_("Det er ingenting å angre.") if by < 0 else _("Det er ingenting å gjøre om igjen.")]


def against_publishing_plan(draft: PlanDraft, changed: int, news: Sequence[str]) -> list[str]:
    """Why a draft cannot be published, besides what the moves themselves meet. ``news``: what changed under it."""
    if draft.state != State.OPEN:
        return [_("Utkastet er ikke åpent lenger. Lag et nytt.")]
    if news:
        return [_("Planen er endret siden utkastet ble laget. Ta med utkastet videre før du publiserer.")]
    return [] if changed else [_("Utkastet flytter ingen. Det er ingenting å publisere.")]


def against_taking_back(draft: PlanDraft, stands: Mapping[str, Any], *, begun: bool) -> list[str]:
    """Why a publishing cannot be taken back: something has begun, or been changed since. ``stands``: as it is now."""
    if draft.state != State.PUBLISHED:
        return [_("Utkastet er ikke publisert.")]
    if begun:
        return [_("Noen har begynt i plassen sin. Flytt resten i et nytt utkast.")]
    if dict(stands) != draft.after:
        return [_("Noe er endret siden planen ble publisert. Flytt i et nytt utkast i stedet.")]
    return []


READERS: dict[str, Reader] = {"placements.plandraft": may_read_log}
"""Label of a model → who may read its journal."""
