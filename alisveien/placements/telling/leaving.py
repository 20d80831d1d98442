"""Moves to another trust and service at home, in the words of the journal."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.journal.models import Entry
from alisveien.journal.words import Telling, Told


def _of(words: Callable[[], str]) -> Telling:
    def telling(entry: Entry) -> Told:
        return Told(words(), (), reverse("placements:nomination", args=[entry.about_id]))

    return telling


TELLINGS: dict[str, Telling] = {
    "placements.nomination.left_trust": _of(lambda: _("Legen ble meldt inn til et annet helseforetak i stedet")),
    "placements.nomination.came_to_trust": _of(lambda: _("En lege ble flyttet hit fra et annet helseforetak")),
    "placements.nomination.back_at_trust": _of(lambda: _("Flyttingen til et annet helseforetak ble angret")),
    "placements.nomination.at_home": _of(lambda: _("Legen tar tjenesten i kommunal institusjon og er ute av køen")),
    "placements.nomination.back_from_home": _of(lambda: _("Legen er i køen igjen")),
}
"""Kind → how it is told in the journal."""
