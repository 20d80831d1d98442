"""The answers to choose among when an arena is described."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunBy(models.TextChoices):
    """Who runs the place of work."""

    MUNICIPAL = "municipal", _("kommunen")
    SELF_EMPLOYED = "selfemployed", _("selvstendig næringsdrivende leger")
    SEVERAL = "several", _("flere kommuner sammen")
    COMPANY = "company", _("andre private")


class Room(models.TextChoices):
    """Whether there is a room for the doctor in training."""

    OWN = "own", _("ja, eget kontor")
    SHARED = "shared", _("deler kontor")
    COMING = "coming", _("ikke ennå, men det kommer")
    NONE = "none", _("nei")


class Equipment(models.TextChoices):
    """What the application asked for."""

    ECG = "ecg", _("EKG")
    SPIROMETRY = "spirometry", _("spirometri")
    RECTOSCOPY = "rectoscopy", _("rektoskopi")
    AUDIOMETRY = "audiometry", _("audiometri")
    MINOR_SURGERY = "minor_surgery", _("småkirurgi")
    DOPPLER = "doppler", _("doppler")
    LABORATORY = "laboratory", _("laboratorium")


class ListSolution(models.TextChoices):
    """How the doctor gets patients of their own."""

    MUNICIPAL = "municipal", _("kommunal liste i kommunalt legesenter")
    COMMON = "common", _("fellesliste")
    SHARED = "shared", _("deleliste")
    BOUGHT_FREE = "bought_free", _("frikjøpt liste i privat senter")
    OWN = "own", _("egen hjemmel")
    NONE = "none", _("ingen egen liste")


class Somewhat(models.TextChoices):
    """Yes, partly or no."""

    YES = "yes", _("ja")
    PARTLY = "partly", _("delvis")
    NO = "no", _("nei")


class LocalSupervisor(models.TextChoices):
    """Where the individual supervisor is, a specialist in general practice."""

    HERE = "here", _("her")
    SAME_TOWN = "same_town", _("et annet sted i kommunen")
    OTHER_TOWN = "other_town", _("i en annen kommune")
    NONE = "none", _("mangler")


class Backup(models.TextChoices):
    """Whether somebody experienced stands behind the doctor on call until the doctor is approved."""

    ALWAYS = "always", _("ja, alltid")
    PARTLY = "partly", _("noen vakter")
    NO = "no", _("nei")
    NO_CALLS = "no_calls", _("legen har ikke vakt")


class Work(models.TextChoices):
    """The municipal work a doctor can be given, for breadth."""

    NURSING_HOME = "nursing_home", _("sykehjem")
    EMERGENCY = "emergency", _("legevakt")
    HEALTH_STATION = "health_station", _("helsestasjon")
    SCHOOL = "school", _("skolehelsetjeneste")
    YOUTH = "youth", _("helsestasjon for ungdom")
    REHABILITATION = "rehabilitation", _("rehabilitering")
    MENTAL_HEALTH = "mental_health", _("psykisk helse og rus")
    REFUGEES = "refugees", _("flyktninghelse")
    PRISON = "prison", _("fengsel")
    INFECTIONS = "infections", _("smittevern")
    PUBLIC_HEALTH = "public_health", _("samfunnsmedisin og miljørettet helsevern")


class LocumCover(models.TextChoices):
    """Who steps in when a doctor is away."""

    COLLEAGUES = "colleagues", _("kollegene dekker")
    FIXED = "fixed", _("faste vikarer")
    AGENCY = "agency", _("vikarbyrå")
    NONE = "none", _("ingen ordning")


class Recruitment(models.TextChoices):
    """How hard it is to get and keep doctors."""

    STABLE = "stable", _("stabilt")
    SOME = "some", _("noen ledige stillinger")
    HARD = "hard", _("vanskelig å få leger")
    LOCUMS = "locums", _("drives hovedsakelig med vikarer")
