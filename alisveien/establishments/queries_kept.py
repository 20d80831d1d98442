"""Reading what somebody has typed and not sent: only their own."""

from alisveien.base.actor import Actor
from alisveien.establishments.models import KeptAnswers


def kept_for(actor: Actor, subject: str) -> KeptAnswers | None:
    """What the actor has typed in a form; None when nothing waits."""
    if actor.user_id is None:
        return None
    return KeptAnswers.objects.filter(user_id=actor.user_id, subject=subject).first()
