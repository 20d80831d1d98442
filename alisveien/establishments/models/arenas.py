"""Where doctors learn in a municipality, described as the application to ALIS-Vest asked (January 2019)."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.establishments.models.choices import (
    Backup,
    Equipment,
    ListSolution,
    LocalSupervisor,
    LocumCover,
    Recruitment,
    Room,
    RunBy,
    Somewhat,
    Work,
)
from alisveien.journal.history import tracked
from alisveien.places.models import Place


def _count(label: Any) -> "models.PositiveSmallIntegerField[Any, Any]":
    return models.PositiveSmallIntegerField(label, null=True, blank=True)


def _choice(label: Any, choices: type[models.TextChoices]) -> "models.CharField[Any, Any]":
    return models.CharField(label, max_length=12, choices=choices.choices, blank=True)


def _note(label: Any) -> "models.CharField[Any, Any]":
    return models.CharField(label, max_length=500, blank=True)


def _several(label: Any, longest: int = 16) -> "ArrayField[Any, Any]":
    return ArrayField(models.CharField(max_length=longest), verbose_name=label, default=list, blank=True)


@tracked()
class Arena(models.Model):
    """One place of work where a doctor in training learns: a medical centre, a nursing home, an emergency clinic.

    What is empty has not been said. Figures are of places, never of persons: three ages, a number of specialists.
    ``goals_full`` and ``goals_partly`` are codes of learning goals, which keep them from version to version.
    ``confirmed_on`` is when the municipality last said that the description is right; ``confirmed_by_id`` the number
    of the user, empty when it was said by a one-time link.
    """

    class Kind(models.TextChoices):
        """What sort of place of work it is."""

        MEDICAL_CENTRE = "medical_centre", _("legesenter")
        NURSING_HOME = "nursing_home", _("sykehjem")
        EMERGENCY = "emergency", _("legevakt")
        ACUTE_BEDS = "acute_beds", _("kommunal akutt døgnenhet")
        HEALTH_STATION = "health_station", _("helsestasjon og skolehelsetjeneste")
        ADMINISTRATION = "administration", _("kommuneoverlegens kontor")
        OTHER = "other", _("annen kommunal arena")

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="arenas")
    place_kind = models.CharField(max_length=16, editable=False)
    kind = models.CharField(_("Slag"), max_length=14, choices=Kind.choices)
    name = models.CharField(_("Navn"), max_length=120)
    run_by = _choice(_("Drives av"), RunBy)
    opened_on = models.DateField(_("I bruk fra"), null=True, blank=True)
    closed_on = models.DateField(_("Ikke lenger i bruk fra"), null=True, blank=True)

    doctors = _count(_("Leger"))
    under_40 = _count(_("Leger under 40 år"))
    from_40 = _count(_("Leger fra 40 til 59 år"))
    from_60 = _count(_("Leger fra 60 år"))
    specialists = _count(_("Spesialister i allmennmedisin"))
    other_specialities = models.CharField(_("Andre spesialiteter"), max_length=200, blank=True)
    lis1 = _count(_("LIS1"))
    alis = _count(_("Leger i spesialisering"))

    room = _choice(_("Kontor til legen i spesialisering"), Room)
    room_note = _note(_("Mer om kontoret"))
    staff = _count(_("Hjelpepersonell"))
    staff_competence = _note(_("Hjelpepersonellets kompetanse"))
    equipment = _several(_("Utstyr"))
    equipment_note = _note(_("Annet utstyr"))

    list_solution = _choice(_("Liste og løsning"), ListSolution)
    list_length = _count(_("Listelengde"))
    list_note = _note(_("Mer om lista"))

    daily_supervision = _choice(_("Daglig supervisjon av kollega"), Somewhat)
    daily_supervision_note = _note(_("Hvordan daglig supervisjon er ordnet"))
    local_supervisor = _choice(_("Lokal veileder"), LocalSupervisor)
    supervision_hours = models.DecimalField(
        _("Timer veiledning i måneden"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    backup = _choice(_("Bakvakt på legevakt"), Backup)
    backup_note = _note(_("Mer om bakvakt"))

    work = _several(_("Kommunalt arbeid legen kan få"))
    work_note = _note(_("Omfanget av kommunalt arbeid"))
    locum_cover = _choice(_("Vikar ved fravær"), LocumCover)
    locum_note = _note(_("Mer om vikar og sårbarhet"))
    vacant_posts = _count(_("Ledige legestillinger"))
    recruitment = _choice(_("Rekruttering"), Recruitment)
    recruitment_note = _note(_("Mer om rekruttering"))

    goals_full = _several(_("Læringsmål som nås helt"), 12)
    goals_partly = _several(_("Læringsmål som nås delvis"), 12)

    confirmed_on = models.DateField(_("Bekreftet"), null=True, blank=True)
    confirmed_by_id = models.BigIntegerField(null=True, blank=True)
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=Q(place_kind="municipality"), name="arena_of_municipality"),
            models.CheckConstraint(condition=~Q(name=""), name="arena_has_name"),
            models.UniqueConstraint(
                fields=["place", "kind", "name"], condition=Q(closed_on=None), name="arena_named_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(opened_on=None) | Q(closed_on__gt=F("opened_on")),
                name="arena_opened_before_closed",
            ),
            models.CheckConstraint(
                condition=Q(equipment__contained_by=Equipment.values), name="arena_equipment_is_known"
            ),
            models.CheckConstraint(condition=Q(work__contained_by=Work.values), name="arena_work_is_known"),
            models.CheckConstraint(
                condition=~Q(goals_full__overlap=F("goals_partly")), name="arena_goal_full_or_partly"
            ),
            models.CheckConstraint(
                condition=Q(doctors=None) | Q(specialists=None) | Q(specialists__lte=F("doctors")),
                name="arena_specialists_among_doctors",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by_id=None) | Q(confirmed_on__isnull=False), name="arena_confirmed_on_a_day"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["place", "kind"], name="arena_by_place")]

    def __str__(self) -> str:
        return self.name


@tracked()
class ArenaPaper(models.Model):
    """An approval of an arena, or an agreement about it, from a day and perhaps to one."""

    class Kind(models.TextChoices):
        """What it is."""

        APPROVAL = "approval", _("godkjent av Helsedirektoratet som læringsarena")
        IN_PLAN = "in_plan", _("står i den generelle utdanningsplanen")
        AGREEMENT = "agreement", _("samarbeidsavtale")
        OTHER = "other", _("annet")

    arena = models.ForeignKey(Arena, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("Slag"), max_length=9, choices=Kind.choices)
    about = models.CharField(_("Med hvem, og om hva"), max_length=200, blank=True)
    from_on = models.DateField(_("Fra"))
    to_on = models.DateField(_("Til"), null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(to_on=None) | Q(to_on__gt=F("from_on")), name="arena_paper_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["agreement", "other"]) | ~Q(about=""), name="arena_paper_says_with_whom"
            ),
        ]

    def __str__(self) -> str:
        return self.kind
