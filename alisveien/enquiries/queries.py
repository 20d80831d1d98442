"""Reading enquiries: each function takes the actor and gives those of the actor's own offices."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Coalesce, Concat

from alisveien.access.models import Holding
from alisveien.access.permissions import Permission, Role
from alisveien.access.reach import there_on, within
from alisveien.accounts.models import User
from alisveien.base.actor import Actor
from alisveien.base.folding import Folded, folded
from alisveien.base.word_forms import stems
from alisveien.enquiries.models import Enquiry, StandardAnswer
from alisveien.enquiries.rules import ASKED_BY
from alisveien.places.models import Place

OVERDUE, OPEN, ANSWERED, DROPPED = "forfalt", "apen", "besvart", "avsluttet"
"""How an enquiry stands on a day, as the list is filtered."""
MOST_FOUND = 10


def offices_for(actor: Actor, today: date) -> QuerySet[Place]:
    """The offices whose enquiries the actor keeps, by name."""
    kept = within(actor, Permission.KEEP_ENQUIRIES, "pk")
    return there_on(today).filter(kept, kind=Place.Kind.OFFICE).order_by("sort_key")


def enquiries_for(actor: Actor, today: date) -> QuerySet[Enquiry]:
    """Every enquiry to the actor's offices, with ``state`` on a day, its place and who is to answer."""
    own = within(actor, Permission.KEEP_ENQUIRIES, "office")
    state = Case(
        When(outcome=Enquiry.Outcome.ANSWERED, then=Value(ANSWERED)),
        When(outcome=Enquiry.Outcome.DROPPED, then=Value(DROPPED)),
        When(due_on__lt=today, first_answered_on=None, then=Value(OVERDUE)),
        default=Value(OPEN),
        output_field=CharField(),
    )
    return (
        Enquiry.objects.filter(own)
        .annotate(state=state)
        .select_related("office", "place__parent", "assigned_to", "person")
    )


def open_enquiries(actor: Actor, today: date) -> QuerySet[Enquiry]:
    """Those that wait for an answer and are the actor's or nobody's, the most pressing first."""
    mine = Q(assigned_to=None) | Q(assigned_to=actor.user_id)
    return enquiries_for(actor, today).filter(mine, closed_on=None).order_by("due_on", "pk")


def colleagues_of(actor: Actor, office: Place, today: date) -> QuerySet[User]:
    """The advisers of an office today, by name. Nobody for those who do not keep its enquiries."""
    if not actor.may(Permission.KEEP_ENQUIRIES, office.pk):
        return User.objects.none()
    held = Holding.objects.filter(Q(to_on=None) | Q(to_on__gt=today), from_on__lte=today)
    advisers = held.filter(role=Role.ADVISER, place=office).values("user")
    return User.objects.filter(pk__in=advisers, is_active=True).order_by("name", "pk")


def standard_answers_for(actor: Actor) -> QuerySet[StandardAnswer]:
    """The standard answers in use at the actor's offices, by title."""
    own = within(actor, Permission.KEEP_ENQUIRIES, "office")
    return StandardAnswer.objects.filter(own, ended_on=None).select_related("office").order_by("title", "pk")


def places_that_ask(actor: Actor, today: date) -> list[tuple[int, str, str]]:
    """(key, code, name) of all an enquiry can come from today, municipalities first. The register is open to all."""
    found = there_on(today).filter(kind__in=ASKED_BY).order_by(_municipalities_first(), "sort_key")
    return list(found.values_list("pk", "code", "name"))


def place_called(actor: Actor, typed: str, today: date) -> Place | None:
    """The one place a person means by «Tromsø (5501)», «5501», «tromso» or the start of a name; None when not one."""
    words = typed.strip()
    code = words.rpartition("(")[2].rstrip(") ") if words.endswith(")") else words
    asked = there_on(today).filter(kind__in=ASKED_BY)
    by_code = list(asked.filter(code=code)[:2])
    if len(by_code) == 1:
        return by_code[0]
    name = folded(words)
    if not name:
        return None
    near = list(asked.annotate(folded=Folded("name")).filter(folded__startswith=name).order_by(_municipalities_first()))
    exact = [place for place in near if folded(place.name) == name]
    towns = [place for place in exact or near if place.kind == Place.Kind.MUNICIPALITY]
    several = towns or exact or near
    return several[0] if len(several) == 1 else None


def found_enquiries(actor: Actor, words: str, today: date) -> list[Enquiry]:
    """Enquiries of one's own offices with every word in question, answer or place, in any form. One query."""
    wanted = stems(words)
    if not wanted or not actor.may(Permission.KEEP_ENQUIRIES):
        return []
    letters = Folded(_together("words", "answer", Coalesce("place__name", Value(""))))
    rows = enquiries_for(actor, today).alias(letters=letters).filter(letters__holds_all=" ".join(wanted))
    return list(rows.order_by("-asked_on", "-pk")[:MOST_FOUND])


def figures_for(actor: Actor, first: date, last: date, office: str = "") -> Sequence[Mapping[str, Any]]:
    """What was asked in a period, as plain rows without words: office, topics, asker, channel and days. One query.

    For those who see figures; ``office`` is a code that narrows.
    """
    rows = Enquiry.objects.filter(within(actor, Permission.SEE_FIGURES, "office"), asked_on__range=(first, last))
    if office:
        rows = rows.filter(office__code=office)
    return list(
        rows.values(
            "topics",
            "asker",
            "channel",
            "asked_on",
            "first_answered_on",
            "outcome",
            "is_synthetic",
            code=F("office__code"),
        )
    )


def offices_with_figures(actor: Actor, today: date) -> list[tuple[str, str]]:
    """(code, name) of the offices whose figures the actor sees."""
    seen = there_on(today).filter(within(actor, Permission.SEE_FIGURES, "pk"), kind=Place.Kind.OFFICE)
    return list(seen.order_by("sort_key").values_list("code", "name"))


def _together(*parts: Any) -> Concat:
    """Texts after one another, with a space between."""
    spaced = [one for part in parts for one in (part, Value(" "))]
    return Concat(*spaced, output_field=TextField())


def _municipalities_first() -> Case:
    return Case(When(kind=Place.Kind.MUNICIPALITY, then=Value(0)), default=Value(1))
