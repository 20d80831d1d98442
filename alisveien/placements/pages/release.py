"""Before a release: who will be written to, and what each will see on signing in."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.placements.pages.parts import card_address
from alisveien.placements.queries_release import Concerned
from alisveien.placements.telling.offers import moment_with_weekday


class Reader(NamedTuple):
    """A doctor: what the card will say in short, and where the letter goes, empty where nowhere."""

    name: str
    href: str
    sees: str
    email: str


class Home(NamedTuple):
    """A municipality with its leaders' addresses and its doctors."""

    name: str
    leaders: tuple[str, ...]
    doctors: tuple[Reader, ...]


class Told(NamedTuple):
    """Everybody who is told, in words and by municipality."""

    words: str
    without: str
    homes: tuple[Home, ...]


def told_of(concerned: Iterable[Concerned], year: int, shown_from: datetime | None) -> Told:
    """Who is told what when a round of a year is released; ``shown_from``: the hour before which nobody is.

    An address stands for one letter, however many it is about, as the letters are written.
    """
    every = list(concerned)
    doctors = {one.email for one in every if one.email}
    leaders = {one.leader_email for one in every if one.leader_email} - doctors
    words = _("{doctors} og {leaders}.").format(
        doctors=ngettext("{n} brev til leger", "{n} brev til leger", len(doctors)).format(n=len(doctors)),
        leaders=ngettext("{n} til ledere", "{n} til ledere", len(leaders)).format(n=len(leaders)),
    )
    when = _("De sendes {hour}.").format(hour=moment_with_weekday(shown_from)) if shown_from else _("De sendes straks.")
    without = sum(not one.email for one in every)
    homes = tuple(
        Home(name, tuple(sorted({one.leader_email for one in here} - {""})), tuple(_reader(one, year) for one in here))
        for name, here in ((name, list(some)) for name, some in groupby(every, key=lambda one: one.home))
    )
    return Told(f"{words} {when}", _without(without), homes)


def _without(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "{n} lege har ingen e-postadresse og får ikke brev. Be kommunen føre den.",
        "{n} leger har ingen e-postadresse og får ikke brev. Be kommunene føre dem.",
        count,
    ).format(n=count)


def _reader(one: Concerned, year: int) -> Reader:
    sees = {"placed": _("får plass"), "waiting": _("venter, med grunn")}
    words = sees.get(one.status, _("fyller ikke vilkårene, med hva som mangler"))
    return Reader(one.name, card_address(year, one.hpr_number), words, one.email)
