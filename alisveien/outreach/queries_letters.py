"""Reading letters to roles and the questions municipalities were asked about their contacts."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.models import Letter
from alisveien.base.touches import ANSWER, MAIL, Latest, Source, Touch, later
from alisveien.outreach import rules
from alisveien.outreach.models import Check, Mailing, Recipient
from alisveien.outreach.queries import within_with_former
from alisveien.outreach.queries_network import Held, Network, Role

State = Letter.State
ASKED = (Role.ALIS_CONTACT, Role.HEALTH_LEADER, Role.MUNICIPAL_CMO)
"""Whom the question goes to: the first of these who has an address that works."""


def mailings_for(actor: Actor) -> QuerySet[Mailing]:
    """The letters that went to a municipality the actor follows up, with how many got them and how many came back.

    Those to a municipality that has ended count for the one that goes on.
    """
    if not rules.may_follow_up(actor):
        return Mailing.objects.none()
    mine = Recipient.objects.filter(within_with_former(actor, Permission.FOLLOW_UP, "place"), mailing=OuterRef("pk"))
    seen = within_with_former(actor, Permission.FOLLOW_UP, "recipients__place")
    return Mailing.objects.filter(Exists(mine)).annotate(
        sent=Count("recipients", filter=seen),
        bounced=Count("recipients", filter=seen & Q(recipients__letter__state=State.BOUNCED)),
        waiting=Count("recipients", filter=seen & Q(recipients__letter__state__in=(State.WAITING, State.SENDING))),
    )


def recipients_of(actor: Actor, mailing: Mailing) -> QuerySet[Recipient]:
    """Who a letter went to, as far as the actor follows them up, by municipality."""
    mine = Recipient.objects.filter(within_with_former(actor, Permission.FOLLOW_UP, "place"), mailing=mailing)
    return mine.select_related("place", "person", "letter").order_by("place__sort_key", "pk")


def check_by_link(actor: Actor, place: int) -> Check | None:
    """The question a municipality is asked, for who came by its link: the open one, or the last one answered."""
    link = actor.link
    if link is None or link.about != str(place):
        return None
    checks = Check.objects.filter(place=place).select_related("place__parent", "place__municipality__office")
    return checks.order_by("-asked_at", "-pk").first()


def asked_for(actor: Actor, places: list[int]) -> dict[int, Check]:
    """Municipality → the last question it was asked about its contacts. One query."""
    checks = Check.objects.filter(within(actor, Permission.SEE_CONTACTS, "place"), place__pk__among=places)
    return {one.place_id: one for one in checks.order_by("place", "-asked_at", "-pk").distinct("place")}


def whom_to_ask(place: int, network: Network) -> Held | None:
    """Whom the question goes to: the first with an address that works, else the first with one, else nobody."""
    held = [one for role in ASKED for one in network.holders.get((place, role.value), []) if one.email]
    return next((one for one in held if not one.bounced), next(iter(held), None))


def _touches(actor: Actor, place: int, day: date) -> list[Touch]:
    """Letters that were sent and answers that came, of one municipality."""
    return [*_letters(place, day), *_answers(place, day)]


def _letters(place: int, day: date) -> list[Touch]:
    rows = Recipient.objects.filter(place=place, mailing__at__date__lte=day).exclude(letter__state=State.BOUNCED)
    fields = ("mailing__at", "mailing__subject", "letter__subject", "role")
    return [
        Touch(
            on=norwegian_day(at),
            kind=MAIL,
            what=merged or subject,
            who=str(Role(role).label) if role in Role.values else "",
        )
        for at, subject, merged, role in rows.order_by("-mailing__at").values_list(*fields)
    ]


def _answers(place: int, day: date) -> list[Touch]:
    rows = Check.objects.filter(place=place, answered_at__date__lte=day).order_by("-answered_at")
    words = _("Kommunen svarte på «Stemmer dette?»")
    return [Touch(on=on, kind=ANSWER, what=words) for on in rows.values_list(TruncDate("answered_at"), flat=True)]


def _latest(actor: Actor, day: date) -> dict[int, Latest]:
    """Municipality → the last letter or answer up to a day. Two queries."""
    letters = Recipient.objects.filter(mailing__at__date__lte=day).exclude(letter__state=State.BOUNCED)
    sent = letters.order_by("place", "-mailing__at").distinct("place").values_list("place", "mailing__at")
    found: dict[int, Latest] = {place: (norwegian_day(at), MAIL) for place, at in sent}
    answers = Check.objects.filter(answered_at__date__lte=day).order_by("place", "-answered_at").distinct("place")
    for place, on in answers.values_list("place", TruncDate("answered_at")):
        found[place] = later(found.get(place), (on, ANSWER))
    return found


SOURCE = Source(of=_touches, latest=_latest)
"""Letters to roles and answers, as touches."""
