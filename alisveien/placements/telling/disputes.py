"""What the journal says about a doctor who said that something is not right."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.journal.models import Entry
from alisveien.journal.words import Telling, Told
from alisveien.placements.models import Dispute


def _told(words: Callable[[], str]) -> Telling:
    def telling(entry: Entry) -> Told:
        criterion = str(Dispute.Criterion((entry.after or {})["criterion"]).label)
        return Told(f"{words()}: {criterion}", (), reverse("placements:nomination", args=[entry.about_id]))

    return telling


def _settled(entry: Entry) -> Told:
    after = entry.after or {}
    words = _("Legen fikk svar: {state}").format(state=Dispute.State(after["state"]).label)
    criterion = str(Dispute.Criterion(after["criterion"]).label)
    return Told(f"{words} ({criterion})", (), reverse("placements:nomination", args=[entry.about_id]))


TELLINGS: dict[str, Telling] = {
    "placements.dispute.raised": _told(lambda: _("Legen sa fra at noe ikke stemmer")),
    "placements.dispute.taken_back": _told(lambda: _("Legen trakk det som ble sagt fra om")),
    "placements.dispute.settled": _settled,
}
