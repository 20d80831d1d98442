"""Reading what somebody has typed and not sent: only their own."""

from alisveien.base.actor import Actor
from alisveien.establishments.models import KeptAnswers


def kept_for(actor: Actor, *subjects: str) -> KeptAnswers | None:
    """What the actor has typed in a form, under the first subject that has something; None when nothing waits."""
    if actor.user_id is None:
        return None
    kept = {one.subject: one for one in KeptAnswers.objects.filter(user_id=actor.user_id, subject__in=subjects)}
    return next((kept[subject] for subject in subjects if subject in kept), None)
