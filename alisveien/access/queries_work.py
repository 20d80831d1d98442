"""What access puts on the work list: a second factor that is missing, roles and mandates that end."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from alisveien.access.models import Holding
from alisveien.access.permissions import Permission, Role, roles_given_by
from alisveien.access.queries import MANDATE, holdings_for
from alisveien.base.actor import Actor
from alisveien.base.work import Task

NOTICE = timedelta(days=30)
MOST = 50


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """The tasks of one's own roles and of those one gives. One query."""
    if actor.user_id is None:
        return []
    return [*_second_factor(actor), *_mandates(actor), *(_ending(actor, one) for one in _holdings(actor, today))]


def _second_factor(actor: Actor) -> list[Task]:
    if not actor.withheld:
        return []
    return [
        Task(
            what=_("Slå på totrinnsbekreftelse"),
            about=_("Rollen din gir tilgang til opplysninger om andre, og virker ikke før det er gjort."),
            href="/konto/totrinn/",
            action=_("Slå på"),
            decides=True,
        )
    ]


def _mandates(actor: Actor) -> list[Task]:
    return [
        Task(
            what=_("Avslutt oppdraget når det er gjort"),
            about=grant.place_name,
            deadline=datetime.fromisoformat(grant.until),
            note=_("avsluttes av seg selv"),
            href="/oppdrag/",
            action=_("Se oppdraget"),
        )
        for grant in actor.grants
        if grant.role == MANDATE and grant.until
    ]


def _holdings(actor: Actor, today: date) -> QuerySet[Holding]:
    """Roles that end within a month: one's own, and those one could give anew."""
    given = roles_given_by(grant.role for grant in actor.grants if Permission.GIVE_ROLES in grant.permissions)
    soon = holdings_for(actor).filter(to_on__gt=today, to_on__lte=today + NOTICE, from_on__lte=today)
    return soon.filter(Q(user=actor.user_id) | Q(role__in=sorted(given))).order_by("to_on", "pk")[:MOST]


def _ending(actor: Actor, holding: Holding) -> Task:
    """A role counts until the day before ``to_on``, so that is the deadline."""
    where = holding.place.name if holding.place else _("hele landet")
    role = str(Role(holding.role).label)
    last = (holding.to_on or date.max) - timedelta(days=1)
    if holding.user_id == actor.user_id:
        return Task(
            what=_("Be om ny tilgang før den går ut"),
            about=_("{role}, {place}. Den som ga deg tilgangen, kan forlenge den.").format(
                role=role.capitalize(), place=where
            ),
            deadline=last,
            href="/konto/",
            action=_("Se tilgangen"),
        )
    return Task(
        what=_("Forleng tilgangen, eller la den gå ut"),
        about=_("{name}, {role}, {place}").format(name=holding.user.name, role=role, place=where),
        deadline=last,
        href="/tilganger/",
        action=_("Se tilgangen"),
    )
