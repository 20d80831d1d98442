"""When something that is saved as one types was saved, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def saved_in_words(at: datetime, now: datetime) -> str:
    """«Lagret kl. 14.32.», with the day when it was another day."""
    there, here = timezone.localtime(at), timezone.localtime(now)
    clock = there.strftime("%H.%M")
    if there.date() == here.date():
        return _("Lagret kl. {clock}.").format(clock=clock)
    return _("Lagret {day} kl. {clock}.").format(day=date_format(there.date(), "j. F"), clock=clock)
