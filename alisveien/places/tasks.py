"""The jobs of the register of places: a change that was registered for later becomes the present on its day."""

from django.utils import timezone

from alisveien.base.jobs import job
from alisveien.places.services.undoing import turn_to


@job("places.turn_to_today")
def turn_to_today() -> None:
    """Set the present right for places whose day has come. Asked for by the deed, for just after midnight that day."""
    turn_to(timezone.localdate())
