"""Reading the letter templates of one's own offices."""

from datetime import date

from django.db.models import QuerySet

from alisveien.access.permissions import Permission
from alisveien.access.reach import there_on, within
from alisveien.base.actor import Actor
from alisveien.outreach import rules
from alisveien.outreach.models import LetterTemplate
from alisveien.places.models import Place


def template_offices(actor: Actor, today: date) -> QuerySet[Place]:
    """The offices whose templates the actor keeps, by name."""
    if not rules.may_follow_up(actor):
        return Place.objects.none()
    return (
        there_on(today).filter(within(actor, Permission.FOLLOW_UP, "pk"), kind=Place.Kind.OFFICE).order_by("sort_key")
    )


def templates_for(actor: Actor) -> QuerySet[LetterTemplate]:
    """The templates in use at the actor's offices, by name."""
    return every_template(actor).filter(ended_on=None)


def every_template(actor: Actor) -> QuerySet[LetterTemplate]:
    """The same, with those out of use."""
    if not rules.may_follow_up(actor):
        return LetterTemplate.objects.none()
    own = within(actor, Permission.FOLLOW_UP, "office")
    return LetterTemplate.objects.filter(own).select_related("office").order_by("name", "pk")
