"""Persons, what they are specialists in, and which roles they hold where. One human being is one row."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from alisveien.journal.history import tracked
from alisveien.people.models.doctors import Doctor
from alisveien.places.models import NorwegianOrder, Place
from alisveien.places.models.dated import only, words

Kind = Place.Kind
Speciality = Doctor.Speciality


class Persons(models.QuerySet["Person"]):
    """Persons that can be narrowed to those that have not been merged into another."""

    def there(self) -> "Persons":
        """Those that stand for themselves. Every list, count and search is made of these."""
        return self.filter(merged_into=None)


@tracked(leave_out=("sort_key",), many=True)
class Person(models.Model):
    """Somebody the offices, municipalities and trusts deal with: a leader, a supervisor, a doctor, an adviser.

    A doctor in training is one person too: ``doctor`` leads to what is known of the training. Name and HPR number
    of such a person are the doctor's, and a foreign key of all four columns with ``ON UPDATE CASCADE`` keeps them so
    in the same statement. ``user`` is the account, where there is one: what somebody may do stands in
    ``access.Holding``, who somebody is for the outside stands in ``ContactRole``.
    A person merged into another stays, with ``merged_into``, so that the merging can be undone.
    ``is_synthetic``: invented for practice. ``version`` grows with each change, so that two who edit at once are told.
    """

    first_name = models.CharField(_("fornavn"), max_length=200)
    last_name = models.CharField(_("etternavn"), max_length=200)
    email = models.EmailField(_("e-post"), blank=True)
    phone = models.CharField(_("telefon"), max_length=30, blank=True)
    hpr_number = models.CharField(_("HPR-nummer"), max_length=9, null=True, blank=True, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    doctor = models.OneToOneField(Doctor, null=True, blank=True, on_delete=models.SET_NULL, related_name="person")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    is_synthetic = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    sort_key = models.GeneratedField(
        expression=NorwegianOrder(Concat(F("last_name"), Value(" "), F("first_name"))),
        output_field=models.TextField(),
        db_persist=True,
    )

    objects = Persons.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hpr_number=None) | Q(hpr_number__regex=r"^[0-9]{1,9}$"), name="person_hpr_number"
            ),
            models.CheckConstraint(condition=~Q(first_name="") & ~Q(last_name=""), name="person_has_a_name"),
            models.CheckConstraint(
                condition=Q(doctor=None) | Q(hpr_number__isnull=False), name="person_doctor_has_hpr_number"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | (Q(doctor=None, user=None) & ~Q(merged_into=F("id"))),
                name="person_merged_leaves_all_behind",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["sort_key", "id"], condition=Q(merged_into=None), name="person_order"),
            models.Index(fields=["email"], name="person_email"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}"


@tracked()
class Specialist(models.Model):
    """That a person is a specialist, since a year, and to when the approval lasts (in general practice: five years)."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="specialities")
    speciality = models.CharField(_("spesialitet"), max_length=3, choices=Speciality.choices)
    since_year = models.PositiveSmallIntegerField(_("spesialist siden (år)"), null=True, blank=True)
    valid_to = models.DateField(_("godkjenningen gjelder til"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "speciality"], name="specialist_once"),
            models.CheckConstraint(condition=Q(speciality__in=["ALM", "SAM"]), name="specialist_speciality_is_known"),
            models.CheckConstraint(
                condition=Q(since_year=None) | Q(since_year__range=(1940, 2100)), name="specialist_since_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.speciality


class ContactRoleName(models.TextChoices):
    """Who somebody is for the outside."""

    HEALTH_LEADER = "health_leader", _("helseleder")
    MUNICIPAL_CMO = "municipal_cmo", _("kommuneoverlege")
    UNIT_CMO = "unit_cmo", _("bydels- eller etatsoverlege")
    UNIT_LEADER = "unit_leader", _("enhetsleder")
    ALIS_CONTACT = "alis_contact", _("kontaktperson for ALIS")
    CHIEF_EXECUTIVE = "chief_executive", _("kommunedirektør")
    MAYOR = "mayor", _("ordfører")
    TRUST_COORDINATOR = "trust_coordinator", _("koordinator i helseforetaket")
    DEPARTMENT_CONTACT = "department_contact", _("kontakt ved avdelingen")
    ADVISER = "adviser", _("rådgiver")
    SPECIALIST = "specialist", _("spesialist")
    SUPERVISOR = "supervisor", _("veileder")
    GROUP_SUPERVISOR = "group_supervisor", _("gruppeveileder")
    COURSE_LEADER = "course_leader", _("kursleder")


R = ContactRoleName
_UNITS = frozenset({Kind.MUNICIPALITY, Kind.DISTRICT, Kind.AGENCY})
_TRAINS = _UNITS | {Kind.STATE_BODY, Kind.TRUST, Kind.PRIVATE, Kind.HOSPITAL, Kind.DEPARTMENT, Kind.UNIT}
HELD_AT: dict[str, frozenset[str]] = {
    R.HEALTH_LEADER: _UNITS,
    R.MUNICIPAL_CMO: frozenset({Kind.MUNICIPALITY}),
    R.UNIT_CMO: frozenset({Kind.DISTRICT, Kind.AGENCY}),
    R.UNIT_LEADER: _UNITS | {Kind.STATE_BODY},
    R.ALIS_CONTACT: _UNITS | {Kind.STATE_BODY},
    R.CHIEF_EXECUTIVE: frozenset({Kind.MUNICIPALITY}),
    R.MAYOR: frozenset({Kind.MUNICIPALITY}),
    R.TRUST_COORDINATOR: frozenset({Kind.TRUST, Kind.PRIVATE}),
    R.DEPARTMENT_CONTACT: frozenset({Kind.HOSPITAL, Kind.DEPARTMENT}),
    R.ADVISER: frozenset({Kind.OFFICE}),
    R.SPECIALIST: _TRAINS,
    R.SUPERVISOR: _TRAINS,
    R.GROUP_SUPERVISOR: _TRAINS | {Kind.OFFICE},
    R.COURSE_LEADER: _TRAINS | {Kind.OFFICE},
}
"""At which kinds of place each role is held."""
OFFICIAL = frozenset(set(R) - {R.SPECIALIST, R.SUPERVISOR, R.GROUP_SUPERVISOR, R.COURSE_LEADER})
"""The roles that speak for a place: whoever sees contacts sees who holds them, also elsewhere."""
ONE_AT_A_TIME = frozenset({R.CHIEF_EXECUTIVE, R.MAYOR})
"""The roles only one can hold at a place."""
PERIOD = Func(F("from_on"), F("to_on"), function="daterange", output_field=DateRangeField())


def at_the_right_kind() -> Q:
    """Each role is held at one of its kinds of place."""
    right = Q()
    for role in R:
        right |= Q(role=role.value, place_kind__in=sorted(str(kind) for kind in HELD_AT[role]))
    return right


@tracked()
class ContactRole(models.Model):
    """A role a person holds at a place from ``from_on`` (empty: as long as we know) until, not with, ``to_on``.

    ``place_kind`` repeats the kind of the place; a foreign key of both columns keeps it true. A role is ended, never
    deleted. ``confirmed_at`` is when somebody last said that it is right, ``confirmed_by`` the number of that user
    without a key, as in the journal; empty when it was by a one-time link. ``topics`` are an adviser's own.
    """

    Role = ContactRoleName

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(_("rolle"), max_length=20, choices=ContactRoleName.choices)
    place = models.ForeignKey(Place, verbose_name=_("sted"), on_delete=models.PROTECT, related_name="contact_roles")
    place_kind = models.CharField(max_length=16, choices=Place.Kind.choices, editable=False)
    topics = models.CharField(_("fagområder"), max_length=200, blank=True)
    from_on = models.DateField(_("fra"), null=True, blank=True)
    to_on = models.DateField(_("til"), null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.BigIntegerField(null=True, editable=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=at_the_right_kind(), name="contact_role_at_right_kind"),
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(from_on=None) | Q(to_on__gte=F("from_on")), name="contact_role_forwards"
            ),
            ExclusionConstraint(
                name="contact_role_once_at_a_time",
                expressions=[
                    (only(F("person")), "&&"),
                    (words(F("role")), "&&"),
                    (only(F("place")), "&&"),
                    (PERIOD, "&&"),
                ],
            ),
            ExclusionConstraint(
                name="contact_role_one_holder",
                expressions=[(words(F("role")), "&&"), (only(F("place")), "&&"), (PERIOD, "&&")],
                condition=Q(role__in=sorted(role.value for role in ONE_AT_A_TIME)),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "role"], name="contact_role_place")]

    def __str__(self) -> str:
        return f"{self.role} {self.place_id}"
