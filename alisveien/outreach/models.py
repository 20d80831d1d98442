"""Touches an office logs, rules of fragility, letters to a role, and what municipalities said of their contacts."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.base import touches
from alisveien.base.models import Letter
from alisveien.journal.history import tracked
from alisveien.people.models import Person
from alisveien.places.models import Place


@tracked()
class Touch(models.Model):
    """A meeting, visit, call, course or letter an office had with a municipality, logged by hand.

    ``role`` is that of whom one met, a `people.ContactRole.Role`, never a name. ``note`` is short and holds nothing on
    patients, health or leave. A touch is taken out, never deleted.
    ``by_id`` is a number of a user without a key, as in the journal.
    """

    class Kind(models.TextChoices):
        """How the contact was; nominations, letters and enquiries count of themselves."""

        MEETING = touches.MEETING, _("møte")
        VISIT = touches.VISIT, _("besøk")
        CALL = touches.CALL, _("samtale")
        COURSE = touches.COURSE, _("kurs")
        MAIL = touches.MAIL, _("e-post")
        OTHER = touches.OTHER, _("annet")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="touches")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    on = models.DateField()
    role = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    is_removed = models.BooleanField(default=False)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=["meeting", "visit", "call", "course", "mail", "other"]),
                name="touch_kind_is_known",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "on"], name="touch_place_on")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class FragilityRule(models.Model):
    """A version of how fragility is weighed, from a day on: for one office, or for all that have none of their own.

    A version is never changed; a later one takes over from its day. ``why`` says the reason. See `engines.fragility`.
    """

    office = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="fragility_rules")
    from_on = models.DateField()
    specialist = models.PositiveSmallIntegerField()
    locums = models.PositiveSmallIntegerField()
    supervisor = models.PositiveSmallIntegerField()
    registered = models.PositiveSmallIntegerField()
    contact = models.PositiveSmallIntegerField()
    locum_percent = models.PositiveSmallIntegerField()
    silent_months = models.PositiveSmallIntegerField()
    medium = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(specialist__lte=5, locums__lte=5, supervisor__lte=5, registered__lte=5, contact__lte=5),
                name="fragility_weights",
            ),
            models.CheckConstraint(
                condition=Q(locum_percent__range=(1, 100), silent_months__range=(1, 60)), name="fragility_limits"
            ),
            models.CheckConstraint(
                condition=Q(medium__gte=1, high__gt=F("medium"))
                & Q(high__lte=F("specialist") + F("locums") + F("supervisor") + F("registered") + F("contact")),
                name="fragility_levels",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="fragility_has_a_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["office", "from_on"], name="fragility_office_from")]

    def __str__(self) -> str:
        return f"{self.from_on}"


@tracked()
class LetterTemplate(models.Model):
    """A letter an office writes often, shared by its advisers. ``ended_on`` takes it out of use.

    ``subject`` and ``body`` hold fields in brackets as a `Mailing` does (`rules_letters.FIELDS`), and no person.
    """

    office = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="letter_templates")
    name = models.CharField(max_length=120)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint("office", "name", condition=Q(ended_on=None), name="letter_template_once_in_use"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(subject="") & ~Q(body=""), name="letter_template_has_words"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mailing(models.Model):
    """A letter an office wrote to roles in several municipalities at once. It is sent whole or not at all."""

    subject = models.CharField(max_length=200)
    body = models.TextField()
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="mailing_has_words"),
            models.UniqueConstraint(fields=["by_id", "at"], name="mailing_once"),
        ]

    def __str__(self) -> str:
        return self.subject


class Recipient(models.Model):
    """One letter of a mailing: to whom, in which role, where. How it went stands on the letter itself."""

    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="recipients")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["mailing", "person"], name="recipient_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["place"], name="recipient_place")]

    def __str__(self) -> str:
        return f"{self.mailing_id} {self.person_id}"


class Check(models.Model):
    """That a municipality was asked whether its contacts are right, by a one-time link to one address.

    Open until it is answered, or closed because somebody asked anew.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="contact_checks")
    sent_to = models.EmailField(max_length=254)
    letter = models.OneToOneField(Letter, null=True, on_delete=models.SET_NULL, related_name="+")
    by_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place"], condition=Q(answered_at=None, closed_at=None), name="check_one_open_each"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("asked_at"), closed_at=None),
                name="check_answered_after_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place_id}"


class CheckAnswer(models.Model):
    """What a municipality said of one holder of a role, or of a vacant role, when it was asked, on a Norwegian day."""

    class Answer(models.TextChoices):
        """What was said."""

        CONFIRMED = "confirmed", _("stemmer")
        CHANGED = "changed", _("ny person")
        VACANT = "vacant", _("ingen")

    contact_check = models.ForeignKey(Check, on_delete=models.CASCADE, related_name="answers")
    role = models.CharField(max_length=20)
    answer = models.CharField(max_length=9, choices=Answer.choices)
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(answer__in=["confirmed", "changed", "vacant"]), name="check_answer_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.answer}"
