"""Which of a trust's rounds other numbers of posts touch, in words."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.placements.models import Round
from alisveien.places.models import Place


def rounds_touched(actor: Actor, trust: Place, years: Iterable[int]) -> list[str]:
    """A sentence for each year: a draft takes the new numbers, a list that is locked keeps those it was locked with."""
    wanted = sorted(years)
    rounds = {one.year: one for one in Round.objects.filter(trust=trust, year__in=wanted).defer("frozen")}
    return [_words(year, rounds.get(year)) for year in wanted]


def _words(year: int, round_: Round | None) -> str:
    if round_ is None:
        return _("Runden for {year} er ikke åpnet. Den begynner med de nye tallene.").format(year=year)
    if round_.state != Round.State.DRAFTED:
        words = _("Runden for {year} er {state} og beholder tallene den ble låst med.")
        return words.format(year=year, state=round_.get_state_display())
    if round_.capacity_decided_at is not None:
        return _("Runden for {year} er et utkast. Vedta antallet i runden på nytt før lista låses.").format(year=year)
    return _("Runden for {year} er et utkast og bruker de nye tallene.").format(year=year)
