"""Finding places: by name of today or before, in any of their languages, by number, with typing errors.

The register is open: everybody finds the same. Two queries, one more when nothing has the words as they stand.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.finding import ALIKE, EXACT, OTHER_NAME, Group, Hit, Nearness, group_of, score_of, words_of
from alisveien.base.folding import Folded, folded
from alisveien.base.word_forms import stems
from alisveien.places.former import Former, former_municipalities
from alisveien.places.models import Place

Kind = Place.Kind
OTHERS = (Kind.COUNTY, Kind.DISTRICT, Kind.AGENCY, Kind.STATE_BODY)
FINDABLE = (Kind.MUNICIPALITY, Kind.TRUST, Kind.PRIVATE, Kind.HOSPITAL, Kind.OFFICE, *OTHERS)
MOST_READ = 200
"""How many that have the words are read and ranked."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place and what it is found by: its score, and the former name or number that led to it."""

    place: Place
    score: int
    former: str = ""


def found_places(actor: Actor, words: str, today: date) -> list[Group]:
    """Municipalities, trusts, hospitals, offices and other organisations, each in its group."""
    if not words_of(words):
        return []
    named = _by_text(words, today)
    former = _by_former(words, today, {one.place.pk for one in named if one.score <= OTHER_NAME})
    known = {one.place.pk for one in former}
    named = [*former, *(one for one in named if one.place.pk not in known)] or _by_errors(words, today)
    return [
        *group_of("kommuner", _("Kommuner"), _hits(named, (Kind.MUNICIPALITY,))),
        *group_of("helseforetak", _("Helseforetak"), _hits(named, (Kind.TRUST, Kind.PRIVATE))),
        *group_of("sykehus", _("Sykehus"), _hits(named, (Kind.HOSPITAL,))),
        *group_of("kontor", _("Kontor"), _hits(named, (Kind.OFFICE,))),
        *group_of("organisasjoner", _("Andre organisasjoner"), _hits(named, OTHERS)),
    ]


def _findable(today: date) -> Any:
    rows = Place.objects.filter(kind__in=FINDABLE).valid_on(today)
    return rows.select_related("parent", "municipality").order_by("sort_key", "pk")


def _by_text(words: str, today: date) -> list[Named]:
    """The places whose text has every word, in any form."""
    text = Concat(
        "name", Value(" "), "short_name", Value(" "), "code", Value(" "), "search_text", output_field=TextField()
    )
    wanted = " ".join(stems(" ".join(words_of(words))))
    rows = _findable(today).alias(letters=Folded(text)).filter(letters__holds_all=wanted)
    scored = ((place, score_of(words, _names(place), _codes(place), place.search_text)) for place in rows[:MOST_READ])
    return [Named(place, score) for place, score in scored if score is not None]


def _by_former(words: str, today: date, exact: set[int]) -> list[Named]:
    """Today's municipalities after those that were called so, or had the number; not those found by it already."""
    wanted = " ".join(words_of(words))
    rows = [one for one in former_municipalities() if wanted in (folded(one.name), one.number)]
    if not rows:
        return []
    numbers = {number for one in rows for number in one.today}
    places = {place.code: place for place in _findable(today).filter(kind=Kind.MUNICIPALITY, code__in=numbers)}
    led: dict[str, Former] = {number: one for one in rows for number in one.today if number in places}
    return [
        Named(places[number], _former_score(places[number], one, words), _was(one))
        for number, one in led.items()
        if places[number].pk not in exact
    ]


def _former_score(place: Place, one: Former, words: str) -> int:
    """Called so to the letter, or numbered so: a place that has the name again is what one means. Else nearly so."""
    if words.strip().lower() not in (one.name.lower(), one.number):
        return ALIKE
    return EXACT if place.name == one.name else OTHER_NAME


def _by_errors(words: str, today: date) -> list[Named]:
    """The places whose names are near the words, when none has them."""
    known = _findable(today).select_related(None).values_list("pk", "name", "short_name", "municipality__name_sme")
    nearness = Nearness(words)
    near = {pk: score for pk, *names in known if (score := nearness.of(filter(None, names))) is not None}
    if not near:
        return []
    best = min(near.values())
    keys = [pk for pk, score in near.items() if score <= best + 1][:MOST_READ]
    return [Named(place, near[place.pk]) for place in _findable(today).filter(pk__in=keys)]


def _names(place: Place) -> list[str]:
    facts = getattr(place, "municipality", None)
    own = [place.name, place.short_name]
    if facts is not None:
        own += [facts.name_sme, facts.name_smj, facts.name_sma, facts.name_fkv]
    return list(dict.fromkeys(name for name in own if name))


def _codes(place: Place) -> list[str]:
    return [place.code]


def _was(one: Former) -> str:
    return _("{number} {name} til {year}").format(number=one.number, name=one.name, year=int(one.until[:4]) - 1)


def _hits(named: Iterable[Named], kinds: Iterable[str]) -> list[Hit]:
    wanted = set(kinds)
    return [_hit(one) for one in named if one.place.kind in wanted]


def _hit(one: Named) -> Hit:
    place = one.place
    parent = place.parent.name if place.parent else ""
    if place.kind == Kind.MUNICIPALITY:
        return Hit(
            place.name, f"/kommuner/{place.code}/", _note(place.code, parent, *_names(place)[1:], one.former), one.score
        )
    if place.kind in (Kind.TRUST, Kind.PRIVATE):
        return Hit(place.name, f"/helseforetak/{place.code}/", _note(place.short_name, place.town), one.score)
    if place.kind == Kind.HOSPITAL:
        return Hit(place.name, f"/sykehus/{place.code}/", _note(place.town, parent), one.score)
    if place.kind == Kind.OFFICE:
        return Hit(place.name, f"/kontor/{place.code}/", _note(place.town), one.score)
    return Hit(place.name, f"/organisasjoner/{place.pk}/", _note(str(Kind(place.kind).label), parent), one.score)


def _note(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
