"""What may be seen and done with a round."""

from django.conf import settings

from alisveien.base.actor import Actor


def may_see_rounds(actor: Actor) -> bool:
    """True when the actor may see rounds. Until there is sign-in that is everybody in a demonstration, nobody else."""
    return bool(settings.DEMONSTRATION)
