"""Finding nominated doctors by name or HPR number, as far as the actor sees them by name."""

from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.finding import Group, Hit, Nearness, group_of, score_of, words_of
from alisveien.base.folding import Folded
from alisveien.people.queries_find import alike_names
from alisveien.placements.models import Nomination
from alisveien.placements.queries import nominations_for

MOST_READ, MOST_NEAR = 100, 1000
SHORTEST_NUMBER = 4


def found_nominations(actor: Actor, words: str, today: date) -> list[Group]:
    """The nominations of doctors with every word in the name or with the number; else those whose names are near."""
    wanted = words_of(words)
    if not wanted or actor.is_visitor:
        return []
    seen = nominations_for(actor, today).alias(first=Folded("doctor__first_name"), last=Folded("doctor__last_name"))
    seen = seen.order_by("doctor__sort_key", "-nominated_on", "pk")
    if wanted[0].isdigit():
        numbered = seen.filter(doctor__hpr_number__startswith=wanted[0])[:MOST_READ]
        several = numbered if len(wanted[0]) >= SHORTEST_NUMBER else []
        return group_of("innmeldinger", _("Innmeldinger"), [_hit(one, _score(one, words)) for one in several])
    alike = Q(pk__in=[])
    rows = seen
    for word in wanted:
        rows = rows.filter(Q(first__contains=word) | Q(last__contains=word))
        alike |= alike_names(word)
    hits = [_hit(one, _score(one, words)) for one in rows[:MOST_READ]]
    if not hits:
        hits = _near(seen, alike, words)
    return group_of("innmeldinger", _("Innmeldinger"), hits)


def _near(seen: QuerySet[Nomination], alike: Q, words: str) -> list[Hit]:
    """Those near the words: names first, and the whole nominations only of those that are near."""
    names = seen.filter(alike).values_list("pk", "doctor__first_name", "doctor__last_name")[:MOST_NEAR]
    nearness = Nearness(words)
    scored = ((pk, nearness.of([f"{first} {last}"])) for pk, first, last in names)
    near = {pk: score for pk, score in scored if score is not None}
    found = seen.filter(pk__in=near)[:MOST_READ] if near else []
    return [_hit(one, near[one.pk]) for one in found]


def _score(one: Nomination, words: str) -> int:
    doctor = one.doctor
    found = score_of(
        words, [doctor.name, f"{doctor.last_name} {doctor.first_name}", doctor.last_name], [doctor.hpr_number]
    )
    return 5 if found is None else found


def _hit(one: Nomination, score: int) -> Hit:
    note = _("{place} til {trust}, HPR-nummer {number}").format(
        place=one.municipality.name, trust=one.trust.short_name or one.trust.name, number=one.doctor.hpr_number
    )
    return Hit(one.doctor.name, reverse("placements:nomination", args=[one.pk]), note, score)
