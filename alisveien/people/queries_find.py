"""Finding persons by name or HPR number, as far as the actor sees them by name. With typing errors."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.finding import INSIDE, Group, Hit, Nearness, group_of, score_of, words_of
from alisveien.base.folding import Folded
from alisveien.people.models import ContactRoleName, Person
from alisveien.people.queries_persons import persons_for, with_roles

MOST_READ, MOST_NEAR = 100, 1000
SHORTEST_NUMBER = 4


def found_persons(actor: Actor, words: str, today: date) -> list[Group]:
    """The persons with every word in the name, or with the HPR number; else those whose names are near."""
    wanted = words_of(words)
    if not wanted or actor.is_visitor:
        return []
    seen = with_roles(persons_for(actor, today).select_related("doctor__municipality"), actor, today)
    hits = _by_number(seen, wanted[0]) if wanted[0].isdigit() else _by_name(seen, words) or _near(seen, words)
    return group_of("personer", _("Personer"), hits)


def _by_number(seen: QuerySet[Person], number: str) -> list[Hit]:
    if len(number) < SHORTEST_NUMBER:
        return []
    found = seen.filter(hpr_number__startswith=number).order_by("hpr_number")[:MOST_READ]
    return [_hit(one, score_of(number, [one.name], [one.hpr_number or ""]) or 0) for one in found]


def _by_name(seen: QuerySet[Person], words: str) -> list[Hit]:
    rows = seen.alias(first=Folded("first_name"), last=Folded("last_name"))
    for word in words_of(words):
        rows = rows.filter(Q(first__contains=word) | Q(last__contains=word))
    found = rows.order_by("sort_key", "pk")[:MOST_READ]
    return [_hit(one, _score(words, one)) for one in found]


def _score(words: str, one: Person) -> int:
    """How near the words are to a name that has them all; `INSIDE` where letters are folded in the database only."""
    score = score_of(words, [one.name, f"{one.last_name} {one.first_name}", one.last_name])
    return INSIDE if score is None else score


def _near(seen: QuerySet[Person], words: str) -> list[Hit]:
    """Those near the words, among those where a name and a word begin alike: nobody errs in every first letter."""
    rows = seen.alias(first=Folded("first_name"), last=Folded("last_name"))
    alike = Q(pk__in=[])
    for word in words_of(words):
        alike |= alike_names(word)
    several = rows.filter(alike).order_by("sort_key", "pk").values_list("pk", "first_name", "last_name")[:MOST_NEAR]
    nearness = Nearness(words)
    scored = ((pk, nearness.of([f"{first} {last}"])) for pk, first, last in several)
    near = {pk: score for pk, score in scored if score is not None}
    found = seen.filter(pk__in=near).order_by("sort_key", "pk")[:MOST_READ] if near else []
    return [_hit(one, near[one.pk]) for one in found]


def alike_names(word: str) -> Q:
    """The condition that a first or last name could be a word with an error in it: it begins or ends alike."""
    two, one, end = word[:2], word[:1], word[-2:]
    first = Q(first__startswith=two) | Q(first__startswith=one, first__endswith=end)
    return first | Q(last__startswith=two) | Q(last__startswith=one, last__endswith=end)


def _hit(one: Person, score: int) -> Hit:
    roles = [f"{ContactRoleName(role.role).label}, {role.place.name}" for role in getattr(one, "seen_roles", [])]
    if one.doctor is not None:
        roles.append(_("lege i spesialisering, {place}").format(place=one.doctor.municipality.name))
    number = _("HPR-nummer {number}").format(number=one.hpr_number) if one.hpr_number else ""
    return Hit(one.name, f"/personer/{one.pk}/", " · ".join(part for part in (*roles, number) if part), score)
