"""What offers put on the work list: one's own to answer, the trust's to settle and those that run out."""

from datetime import date, datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY
from alisveien.base.work import Task
from alisveien.placements.models import LIVE, Offer
from alisveien.placements.queries_offers import where_of

MOST = 50


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """Offers to answer and deferrals to settle. The number of queries does not grow with the tasks.

    Only the day is known here: one's own offer is told of when it is sent, at the latest the day after.
    """
    if actor.user_id is None:
        return []
    return [*_own(actor, today), *_to_settle(actor), *_outstanding(actor)]


def _own(actor: Actor, today: date) -> list[Task]:
    if not actor.may(Permission.SEE_SELF):
        return []
    midnight = datetime.combine(today, time(), NORWAY)
    shown = Q(state=Offer.State.SENT) | Q(shown_from__lte=midnight)
    mine = Offer.objects.filter(shown, doctor__user=actor.user_id, state__in=LIVE).select_related(
        "post", "hospital", "department"
    )
    return [_answer(one) for one in mine]


def _answer(offer: Offer) -> Task:
    about = f"{where_of(offer)}, P{offer.post.half} {offer.post.year}"
    href = reverse("placements:offer", args=[offer.pk])
    if offer.ground:
        return Task(
            what=_("Helseforetaket svarer på utsettelsen"),
            about=about,
            href=href,
            action=_("Se tilbudet"),
            by_others=True,
        )
    return Task(
        what=_("Svar på tilbudet om sykehusplass"),
        about=about,
        deadline=offer.answer_by,
        href=href,
        action=_("Svar"),
        decides=True,
    )


def _to_settle(actor: Actor) -> list[Task]:
    """Deferrals that are asked for and not settled."""
    if not actor.may(Permission.RELEASE_ROUND):
        return []
    mine = Offer.objects.filter(within(actor, Permission.RELEASE_ROUND, "nomination__trust"), state__in=LIVE)
    asked = mine.exclude(ground="").select_related("doctor", "nomination__municipality").order_by("ground_at", "pk")
    return [
        Task(
            what=_("Svar på ønsket om utsettelse"),
            about=_("{doctor}, {municipality}").format(
                doctor=one.doctor.name, municipality=one.nomination.municipality.name
            ),
            href=reverse("placements:offer_step", args=[one.pk, "avgjor"]),
            action=_("Svar"),
        )
        for one in asked[:MOST]
    ]


def _outstanding(actor: Actor) -> list[Task]:
    """How many offers the trust waits for, until the first of them runs out."""
    if not actor.may(Permission.RELEASE_ROUND):
        return []
    mine = Offer.objects.filter(within(actor, Permission.RELEASE_ROUND, "nomination__trust"))
    waiting = list(
        mine.filter(state=Offer.State.SENT, ground="").order_by("answer_by").values_list("answer_by", flat=True)
    )
    if not waiting:
        return []
    return [
        Task(
            what=_("{count} tilbud venter på svar").format(count=len(waiting)),
            about=_("Legen svarer. Uten svar går plassen til neste."),
            deadline=waiting[0],
            href=f"{reverse('placements:offers')}?status=sent",
            action=_("Se tilbudene"),
            by_others=True,
        )
    ]
