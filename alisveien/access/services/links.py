"""One-time links: made by the deed that needs an answer, opened by whoever gets the letter, closed with the task."""

import secrets
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.access import rules
from alisveien.access.models import Link, hashed_token
from alisveien.access.queries import link_of
from alisveien.access.tasks_by_link import link_tasks
from alisveien.base.actor import VISITOR, Actor
from alisveien.base.errors import agree
from alisveien.journal.services import record
from alisveien.places.models import Place


@transaction.atomic
def make_link(
    *,
    task: str,
    about: str,
    place: Place | None,
    role: str,
    recipient: str,
    expires_at: datetime,
    by: Actor,
    at: datetime,
    once: bool = False,
) -> str:
    """The full address of a new link for one task. Whether ``by`` may ask for it is asked by the deed that calls.

    It opens until ``expires_at`` or until :func:`finish_task`; a ``once`` link opens one session only. The letter that
    carries it is the caller's to write; ``recipient`` is where a new one goes on request. Raises RuleBroken.
    """
    agree(rules.against_making_link(task=task, role=role, place=place, expires_at=expires_at, at=at))
    token = secrets.token_urlsafe(32)
    link = Link.objects.create(
        token_hash=hashed_token(token),
        task=task,
        about=about,
        role=role,
        place=place,
        recipient=recipient.strip().lower(),
        once=once,
        made_by=by.user_id,
        made_at=at,
        expires_at=expires_at,
    )
    record("access.link.made", about=link, by=by, at=at, places=[place.pk] if place else [])
    return f"{settings.ADDRESS}{reverse('access:link', args=[token])}"


@transaction.atomic
def open_link(*, token: str, at: datetime) -> Link:
    """Open a link for a session of its own. Raises RuleBroken with the same words whatever is wrong."""
    link = Link.objects.select_for_update(of=("self",)).filter(token_hash=hashed_token(token)).first()
    agree(rules.against_opening(link, at))
    assert link is not None
    link.opened_at = at
    link.save(update_fields=["opened_at"])
    record("access.link.opened", about=link, by=VISITOR, at=at, places=[link.place_id] if link.place_id else [])
    return link


@transaction.atomic
def finish_task(*, task: str, about: str, at: datetime) -> int:
    """Close every open link for a task that is done, and with them their sessions. How many they were."""
    return Link.objects.filter(task=task, about=about, done_at=None).update(done_at=at)


@transaction.atomic
def revoke_link(*, link: Link, by: Actor, at: datetime) -> None:
    """Take a link back at once, and its session with it. Whether ``by`` may is asked by the deed that calls."""
    if Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
        record("access.link.revoked", about=link, by=by, at=at, places=[link.place_id] if link.place_id else [])


@transaction.atomic
def renew_link(*, token: str, at: datetime) -> None:
    """Send a new link to where the old one was sent, when its task is still open. Says nothing about whether it did.

    A link that was revoked, whose task is done, or that never was, gives nothing.
    """
    old = link_of(token)
    if old is None or old.done_at or old.revoked_at or old.task not in link_tasks():
        return
    expires_at = at + min(old.expires_at - old.made_at, rules.LONGEST_LINK)
    address = make_link(
        task=old.task,
        about=old.about,
        place=old.place,
        role=old.role,
        recipient=old.recipient,
        expires_at=expires_at,
        by=Actor(user_id=old.made_by),
        at=at,
        once=old.once,
    )
    revoke_link(link=old, by=VISITOR, at=at)
    words = {"address": address, "title": link_tasks()[old.task].title, "expires_at": expires_at}
    body = render_to_string("access/mail/new_link.txt", words)
    EmailMessage(_("Ny lenke til Alisveien"), body, to=[old.recipient]).send()
