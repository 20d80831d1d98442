"""Two ways a nomination ends otherwise than by a post: it moves to another trust, or the service is done at home."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.placements.models.nominations import Nomination


class TrustMove(models.Model):
    """A nomination that was closed and opened anew at another trust, with the day it was made kept.

    The reason in words stands on the old nomination. ``by_id`` is a number of a user without a key.
    """

    class Code(models.TextChoices):
        """Why the doctor moves to another trust. Nothing here asks for anything about health or leave."""

        NEARER = "nearer", _("sykehuset er nærmere hjemmet eller kontoret")
        SUBJECT = "subject", _("det legen trenger å lære, finnes der")
        SOONER = "sooner", _("legen kan få plass tidligere der")
        OTHER = "other", _("noe annet")

    old = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="moves_away")
    new = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="moved_here")
    code = models.CharField(_("hvorfor"), max_length=10, choices=Code)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["old"], condition=Q(undone_at=None), name="trust_move_one_standing"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="trust_move_to_another"),
            models.CheckConstraint(
                condition=Q(code__in=["nearer", "subject", "sooner", "other"]), name="trust_move_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_id} {self.new_id}"


class HomeService(models.Model):
    """That a doctor does the institution service in an approved municipal institution instead, and left the queue.

    ``institution`` is its name, if known; ``to_on`` the last day, if known. It stands until it is taken back.
    """

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="home_services")
    institution = models.CharField(_("institusjon"), max_length=200, blank=True)
    from_on = models.DateField(_("fra"))
    to_on = models.DateField(_("til"), null=True)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["nomination"], condition=Q(undone_at=None), name="home_service_one_standing"
            ),
            models.CheckConstraint(condition=Q(to_on=None) | Q(to_on__gte=F("from_on")), name="home_service_forwards"),
        ]

    def __str__(self) -> str:
        return f"{self.nomination_id} {self.from_on}"
