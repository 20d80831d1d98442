"""Offers of hospital posts, the terms they are sent on, and the chain of what happened to them."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.people.models import Doctor
from alisveien.placements.models.intakes import HEX, SHA256
from alisveien.placements.models.nominations import Nomination
from alisveien.placements.models.rounds import Round
from alisveien.places.models import Place
from alisveien.posts.models import Post

LIVE = ("prepared", "sent")
"""States of an offer that holds its post and its doctor and waits for an answer."""


@tracked()
class OfferTerms(models.Model):
    """How a trust sends the offers of a year: when they are shown, the working days to answer, and till when.

    ``shown_from`` None shows an outcome as soon as it is released. ``answer_hour`` None is to the end of the day.
    """

    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="offer_terms")
    year = models.PositiveSmallIntegerField()
    shown_from = models.DateTimeField(_("vises fra"), null=True)
    answer_days = models.PositiveSmallIntegerField(_("virkedager til å svare"), default=5)
    answer_hour = models.PositiveSmallIntegerField(_("klokkeslett"), null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["trust", "year"], name="offer_terms_once"),
            models.CheckConstraint(
                condition=Q(year__range=(2000, 2100), answer_days__range=(1, 60))
                & (Q(answer_hour=None) | Q(answer_hour__range=(0, 23))),
                name="offer_terms_figures",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"


@tracked(many=True)
class Offer(models.Model):
    """A post offered to a doctor. While it is live it holds both: a post has one live offer, a doctor has one.

    ``round`` is the round whose chain it belongs to, None for an offer made outside every round. ``why`` is a code
    of :class:`Why`. Doctor and municipality see nothing of it before ``shown_from``. ``answered_by`` is a user's id;
    ``asked_how`` says who asked and how when another answered for the doctor. ``waived`` names what was set aside
    (``notice``, ``floor``) so that a post would not stand empty, with the reason.
    """

    class State(models.TextChoices):
        """How far an offer has come."""

        PREPARED = "prepared", _("klargjort")
        SENT = "sent", _("venter på svar")
        ACCEPTED = "accepted", _("tatt imot")
        DECLINED = "declined", _("takket nei")
        EXPIRED = "expired", _("fristen gikk ut")
        DEFERRED = "deferred", _("utsatt")
        REPLACED = "replaced", _("byttet i et bedre")
        RECALLED = "recalled", _("trukket ved retting")

    class Why(models.TextChoices):
        """Why just this doctor was offered just this post."""

        ROUND = "round", _("fordelingen")
        FREED = "freed", _("plassen ble ledig")
        BETTER = "better", _("et bedre ønske ble ledig")
        VACANCY = "vacancy", _("ledig plass")

    class Declined(models.TextChoices):
        """Why a doctor declines. Nothing here asks for anything about health or leave."""

        PLACE = "place", _("stedet eller avdelingen passer ikke")
        LATER = "later", _("tidspunktet passer ikke")
        MOVED = "moved", _("jeg flytter eller bytter jobb")
        DONE = "done", _("jeg tar tjenesten et annet sted")
        OTHER = "other", _("noe annet")

    class Ground(models.TextChoices):
        """Valid grounds for a deferral. That there is a leave is enough; never why."""

        LEAVE = "leave", _("permisjon")
        PLAN = "plan", _("gjennomføringsplanen er endret")
        DUTY = "duty", _("kommunen kan ikke gi fri da")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="offers")
    nomination = models.ForeignKey(Nomination, on_delete=models.PROTECT, related_name="offers")
    doctor = models.ForeignKey(Doctor, on_delete=models.PROTECT, related_name="offers")
    round = models.ForeignKey(Round, null=True, on_delete=models.PROTECT, related_name="offers")
    wish_number = models.PositiveSmallIntegerField(null=True)
    hospital = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="offered_here")
    department = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="offered")
    state = models.CharField(max_length=10, choices=State, default=State.PREPARED)
    why = models.CharField(max_length=10, choices=Why)
    shown_from = models.DateTimeField(_("vises fra"))
    answer_by = models.DateTimeField(_("svarfrist"))
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    asked_how = models.CharField(_("hvem som ba om det, og hvordan"), max_length=200, blank=True)
    decline_code = models.CharField(_("hvorfor nei"), max_length=10, choices=Declined, blank=True)
    ground = models.CharField(_("grunn til utsettelse"), max_length=10, choices=Ground, blank=True)
    ground_at = models.DateTimeField(null=True)
    settled_by = models.BigIntegerField(null=True)
    settled_why = models.CharField(_("begrunnelse for svaret"), max_length=300, blank=True)
    deferred_year = models.PositiveSmallIntegerField(null=True)
    deferred_half = models.PositiveSmallIntegerField(null=True)
    ended_why = models.CharField(_("hvorfor det er trukket"), max_length=300, blank=True)
    waived = models.JSONField(default=list)
    waived_why = models.CharField(_("hvorfor kravet er satt til side"), max_length=300, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["post"], condition=Q(state__in=LIVE), name="offer_one_live_per_post"),
            models.UniqueConstraint(fields=["doctor"], condition=Q(state__in=LIVE), name="offer_one_live_per_doctor"),
            models.CheckConstraint(
                condition=Q(state="prepared", sent_at=None, ended_at=None)
                | Q(state="sent", sent_at__isnull=False, ended_at=None)
                | Q(
                    state__in=["accepted", "declined", "expired", "deferred", "replaced", "recalled"],
                    ended_at__isnull=False,
                ),
                name="offer_state",
            ),
            models.CheckConstraint(
                condition=Q(state="declined") & ~Q(decline_code="") | ~Q(state="declined") & Q(decline_code=""),
                name="offer_declined_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="recalled") | ~Q(ended_why=""),
                name="offer_recalled_why",
            ),
            models.CheckConstraint(
                condition=Q(state="deferred", deferred_year__isnull=False, deferred_half__in=(1, 2))
                & ~Q(ground="")
                & ~Q(settled_why="")
                | ~Q(state="deferred") & Q(deferred_year=None, deferred_half=None),
                name="offer_deferred_to",
            ),
            models.CheckConstraint(
                condition=Q(ground="", ground_at=None) | ~Q(ground="") & Q(ground_at__isnull=False),
                name="offer_ground_when",
            ),
            models.CheckConstraint(condition=Q(waived=[]) | ~Q(waived_why=""), name="offer_waived_why"),
            models.CheckConstraint(
                condition=Q(department=None) | Q(hospital__isnull=False), name="offer_department_in_hospital"
            ),
            models.CheckConstraint(condition=Q(why__in=["round", "freed", "better", "vacancy"]), name="offer_why"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "answer_by"], name="offer_state_deadline"),
            models.Index(fields=["round", "state"], name="offer_round_state"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def is_live(self) -> bool:
        """Whether it holds its post and waits for an answer."""
        return self.state in LIVE


@tracked()
class ShortNotice(models.Model):
    """That a doctor can begin at short notice, said on a day by doctor or municipality; it holds until it is ended."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="short_notices")
    said_at = models.DateTimeField()
    said_by = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["nomination"], condition=Q(ended_at=None), name="short_notice_one_holds"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"


class OfferStep(models.Model):
    """One event after a release, in order: with the round's problem they give the offers, to the letter.

    ``event`` is what `engines.allocation.offering` reads, ``mark`` its mark after the event.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="offer_steps")
    number = models.PositiveIntegerField()
    event = models.JSONField()
    mark = models.CharField(max_length=SHA256)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["round", "number"], name="offer_step_once"),
            models.CheckConstraint(condition=Q(mark__regex=HEX, number__gte=1), name="offer_step_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.number}"
