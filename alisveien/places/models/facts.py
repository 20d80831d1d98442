"""What is known of each kind of place today: municipalities, hospitals, areas, districts, departments, offices."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alisveien.places.models.place import Place


class MunicipalityFacts(models.Model):
    """What is known of a municipality: names in five languages, numbers, people, catchment."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="municipality")
    official_name = models.CharField(max_length=200)
    unique_name = models.CharField(max_length=200)
    name_sme = models.CharField(max_length=100, blank=True)
    name_smj = models.CharField(max_length=100, blank=True)
    name_sma = models.CharField(max_length=100, blank=True)
    name_fkv = models.CharField(max_length=100, blank=True)
    sami_admin_area = models.BooleanField(default=False)
    former_number = models.CharField(max_length=4)
    former_county = models.CharField(max_length=100, blank=True)
    org_number = models.CharField(max_length=9, blank=True)
    population = models.PositiveIntegerField()
    population_on = models.DateField()
    centrality_class = models.PositiveSmallIntegerField()
    centrality_index = models.PositiveSmallIntegerField()
    lat = models.DecimalField(max_digits=8, decimal_places=5)
    lon = models.DecimalField(max_digits=8, decimal_places=5)
    trust = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="catchment")
    hospital_area = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="hospital_municipalities")
    psychiatric_area = models.ForeignKey(
        Place, null=True, on_delete=models.PROTECT, related_name="psychiatric_municipalities"
    )
    is_split = models.BooleanField(default=False)
    split_note = models.TextField(blank=True)
    office = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="covered")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(centrality_class__range=(1, 6)), name="municipality_centrality_class"),
            models.CheckConstraint(condition=Q(former_number__regex=r"^[0-9]{4}$"), name="municipality_former_number"),
        ]

    def __str__(self) -> str:
        return self.official_name


class HospitalFacts(models.Model):
    """What is known of a hospital. ``belongs_to`` ties a psychiatric or outlying unit to its local hospital."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="hospital")
    unit_kind = models.CharField(max_length=20)
    somatic = models.BooleanField()
    psychiatric = models.BooleanField()
    emergency = models.CharField(max_length=10)
    emergency_basis = models.CharField(max_length=40, blank=True)
    municipality = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="hospitals_here")
    area = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="hospitals_of_area")
    belongs_to = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="units")
    lat = models.DecimalField(max_digits=8, decimal_places=5, null=True)
    lon = models.DecimalField(max_digits=8, decimal_places=5, null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(belongs_to=F("place")), name="hospital_belongs_to_another"),
        ]

    def __str__(self) -> str:
        return self.unit_kind


class AreaFacts(models.Model):
    """What an area is a catchment for, and which trust or private hospital it is the area of."""

    class Purpose(models.TextChoices):
        """Which service the area is drawn for."""

        LOCAL_HOSPITAL = "local_hospital", _("lokalsykehus")
        PSYCHIATRIC = "dps", _("distriktspsykiatrisk senter")

    place = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="area")
    purpose = models.CharField(max_length=20, choices=Purpose.choices)
    owner = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="owned_areas")

    def __str__(self) -> str:
        return self.purpose


class DistrictFacts(models.Model):
    """Which hospital area and owner a district of Oslo has; Oslo as a whole is split between them."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="district")
    hospital_area = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="districts")
    owner = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="district_catchment")

    def __str__(self) -> str:
        return str(self.place_id)


class DepartmentFacts(models.Model):
    """A department that can host a doctor; ``ceiling`` is the trust's own or an assumption, said by ``source``."""

    place = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="department")
    hospital_label = models.CharField(max_length=120)
    grade = models.CharField(max_length=20)
    ceiling = models.PositiveSmallIntegerField(null=True)
    source = models.TextField()

    def __str__(self) -> str:
        return self.grade


class OfficeHost(models.Model):
    """Who was host of an office, and for how long. The same host may come back.

    ``host_from`` is the first day of the year, month or day that is known, as ``host_from_precision`` says.
    """

    class Precision(models.TextChoices):
        """How exactly a date is known; empty when it is not known at all."""

        YEAR = "year", _("år")
        MONTH = "month", _("måned")
        DAY = "day", _("dag")

    office = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="hosts")
    host = models.CharField(max_length=100)
    municipality = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="hosted_offices")
    host_from = models.DateField(null=True)
    host_from_precision = models.CharField(max_length=5, choices=Precision.choices, blank=True)
    host_to = models.DateField(null=True)
    town = models.CharField(max_length=100)
    former_name = models.CharField(max_length=100, blank=True)
    coverage_rule = models.TextField(blank=True)
    agreement_note = models.TextField(blank=True)
    notice_given_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["host_from", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "host", "host_from"], name="office_host_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(host_from=None, host_from_precision="")
                | Q(host_from__isnull=False, host_from_precision__in=["year", "month", "day"]),
                name="office_host_from_is_as_precise",
            ),
            models.CheckConstraint(
                condition=Q(host_to=None) | Q(host_from=None) | Q(host_to__gt=F("host_from")),
                name="office_host_forwards",
            ),
        ]

    def __str__(self) -> str:
        return self.host


class OfficeCoverage(models.Model):
    """Which office covered a municipality in 2021 and which does now; ``certainty`` says how sure that is."""

    municipality = models.OneToOneField(Place, on_delete=models.CASCADE, primary_key=True, related_name="coverage")
    number_2021 = models.CharField(max_length=4)
    office_2021 = models.ForeignKey(Place, null=True, on_delete=models.PROTECT, related_name="covered_2021")
    certainty = models.CharField(max_length=20)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.certainty
