"""Reading municipalities and touches: who may see which, every touch of one, and the last one of each."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import among, within
from alisveien.base import touches
from alisveien.base.actor import Actor, Everywhere
from alisveien.base.touches import Latest, later
from alisveien.outreach import rules
from alisveien.outreach.handed import sources
from alisveien.outreach.models import Touch
from alisveien.people.models import ContactRole
from alisveien.places.models import Place, Places
from alisveien.places.models.place import valid_on
from alisveien.places.queries_former import former_of, former_of_all, goes_on_as, names_of_places

Kind = Place.Kind


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality as the lists need it. ``office`` and ``county`` are keys, codes and names."""

    pk: int
    code: str
    name: str
    sort_key: str
    county_code: str
    county: str
    office_pk: int
    office_code: str
    office: str


_FIELDS = (
    "pk",
    "code",
    "short_name",
    "sort_key",
    "parent__code",
    "parent__name",
    "municipality__office",
    "municipality__office__code",
    "municipality__office__name",
)


def towns_seen(actor: Actor, today: date) -> list[Town]:
    """The municipalities whose contacts the actor sees, in Norwegian order. One query, none for who sees none."""
    return _towns(actor, Permission.SEE_CONTACTS, today)


def towns_followed(actor: Actor, today: date) -> list[Town]:
    """The municipalities the actor follows up, in Norwegian order. One query, none for who follows none."""
    return _towns(actor, Permission.FOLLOW_UP, today)


def _towns(actor: Actor, permission: Permission, today: date) -> list[Town]:
    if actor.link is not None or not actor.may(permission):
        return []
    rows = Place.objects.filter(valid_on(today), within(actor, permission, "pk"), kind=Kind.MUNICIPALITY)
    return [Town(*row) for row in rows.order_by("sort_key", "code").values_list(*_FIELDS)]


def place_for(actor: Actor, code: str) -> Places:
    """The municipality with a number, also an ended one, when the actor sees contacts there or where it went."""
    if actor.link is not None:
        return Place.objects.none()
    seen = within_with_former(actor, Permission.SEE_CONTACTS, "pk")
    places = Place.objects.filter(seen, kind=Kind.MUNICIPALITY, code=code, municipality__isnull=False)
    return places.select_related("parent", "municipality__office")


def touch_for(actor: Actor, pk: int) -> QuerySet[Touch]:
    """The logged touch with a key, when the actor follows up its municipality and it is not taken out.

    That of a municipality that has ended is for those who follow up the one that goes on.
    """
    if not rules.may_follow_up(actor):
        return Touch.objects.none()
    mine = within_with_former(actor, Permission.FOLLOW_UP, "place")
    return Touch.objects.filter(mine, pk=pk, is_removed=False).select_related("place")


def within_with_former(actor: Actor, permission: str, field: str) -> Q:
    """As `access.reach.within`, and the ended municipalities that became one of those reached. One query at most."""
    reached = actor.reach(permission)
    if isinstance(reached, Everywhere) or not reached:
        return among(reached, field)
    return among(reached | former_of_all(reached, date.max), field)


def touches_of(actor: Actor, place: Place, day: date) -> list[touches.Touch]:
    """Every touch of a municipality up to a day, newest first; notes only for those who follow it up.

    What happened in those it came from stands there too, with their names.
    Empty for who does not see its contacts. Two queries, and those of each source; more for each it came from.
    """
    if not rules.may_see_network(actor, place.pk):
        return []
    follows = rules.may_follow_up_place(actor, place.pk)
    found = _touches_at(actor, place.pk, day, follows=follows)
    for former, name in sorted(names_of_places(former_of(place.pk, day)).items()):
        there = _("I {name}").format(name=name)
        for one in _touches_at(actor, former, day, follows=follows):
            found.append(replace(one, note=". ".join(filter(None, (there, str(one.note))))))
    return sorted(found, key=lambda one: one.on, reverse=True)


def _touches_at(actor: Actor, place: int, day: date, *, follows: bool) -> list[touches.Touch]:
    """What happened in one municipality while it was."""
    return [
        *_logged(place, day, follows=follows),
        *(one for source in sources for one in source.of(actor, place, day)),
    ]


def latest_for(actor: Actor, day: date) -> dict[int, Latest]:
    """Municipality → the day and kind of its last touch up to a day. Two queries, and those of each source.

    One that goes on has the touches of those that became it too.
    For all municipalities: whoever asks shows those the actor follows up only.
    """
    rows = Touch.objects.filter(on__lte=day, is_removed=False).order_by("place", "-on", "-pk").distinct("place")
    latest: dict[int, Latest] = {place: (on, kind) for place, on, kind in rows.values_list("place", "on", "kind")}
    for source in sources:
        for place, touch in source.latest(actor, day).items():
            latest[place] = later(latest.get(place), touch)
    for former, those in goes_on_as(day).items():
        if former in latest:
            latest.update({place: later(latest.get(place), latest[former]) for place in those})
    return latest


def _logged(place: int, day: date, *, follows: bool) -> list[touches.Touch]:
    rows = Touch.objects.filter(place=place, on__lte=day, is_removed=False).order_by("-on", "-pk")
    return [
        touches.Touch(
            on=one.on,
            kind=one.kind,
            what=str(Touch.Kind(one.kind).label).capitalize(),
            who=role_in_words(one.role),
            note=one.note if follows else "",
            href=f"/kontaktnett/kontakt/{one.pk}/" if follows else "",
        )
        for one in rows
    ]


def role_in_words(role: str) -> str:
    """The word of a contact role; empty for none."""
    return str(ContactRole.Role(role).label) if role in ContactRole.Role.values else ""
