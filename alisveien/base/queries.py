"""Reading long work and letters, each as far as the actor may."""

from uuid import UUID

from django.db.models import Q, QuerySet

from alisveien.base.actor import Actor
from alisveien.base.models import Letter, LongTask
from alisveien.base.rules import may_see_long_task


def long_task_for(actor: Actor, key: UUID) -> LongTask | None:
    """The long work with this key, if the actor started it or its kind's rule lets the actor see it."""
    task = LongTask.objects.filter(key=key).first()
    return task if task is not None and may_see_long_task(actor, task) else None


def long_tasks_for(actor: Actor, *, at_most: int = 50) -> list[LongTask]:
    """What the actor has started, newest first. A visitor has started nothing."""
    own = Q()
    if actor.user_id is not None:
        own |= Q(started_by=actor.user_id)
    if actor.link is not None:
        own |= Q(started_by_link=actor.link.link_id)
    return list(LongTask.objects.filter(own).order_by("-started_at")[:at_most]) if own else []


def letters() -> QuerySet[Letter]:
    """Every letter, newest first, without its words: ids, kind and state. Who may: ``rules.may_see_letters``."""
    return Letter.objects.order_by("-at", "-pk").defer("subject", "body", "to_address", "reply_to")


def shown_letters(*, demonstration: bool) -> QuerySet[Letter]:
    """Every letter with its words, newest first; none at all outside a demonstration."""
    every = Letter.objects.order_by("-at", "-pk")
    return every if demonstration else every.none()
