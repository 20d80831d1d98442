"""Who may see long work and the outbox."""

from collections.abc import Callable

from alisveien.base.actor import Actor
from alisveien.base.models import LongTask

SEE_LETTERS = "see_letters"

Admits = Callable[[Actor, LongTask], bool]
admitted: dict[str, Admits] = {}
"""Kind of long work → who sees it besides the one who started it. Filled once, by ``config.wiring``."""


def may_see_long_task(actor: Actor, task: LongTask) -> bool:
    """True for the one who started it, by account or by link, and for those the kind's own rule admits."""
    if actor.user_id is not None and actor.user_id == task.started_by:
        return True
    if actor.link is not None and actor.link.link_id == task.started_by_link:
        return True
    rule = admitted.get(task.kind)
    return rule is not None and rule(actor, task)


def may_see_letters(actor: Actor) -> bool:
    """True for administrators: they see which letters went and which did not, never to whom or with what words."""
    return actor.may(SEE_LETTERS)
