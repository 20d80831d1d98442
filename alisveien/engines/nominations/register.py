"""The register as the engines need it: plain values, and the questions nominations ask of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from alisveien.engines.nominations.wording import folded, place_key


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality: number, name, other official names, the number it had in 2020–2023, its catchment."""

    number: str
    name: str
    other_names: tuple[str, ...]
    former_number: str
    area: str
    trust: str
    authority: str


@dataclass(frozen=True, slots=True)
class Trust:
    """A hospital trust: organisation number, name, short name, its regional authority's name."""

    number: str
    name: str
    short_name: str
    authority: str


@dataclass(frozen=True, slots=True)
class Hospital:
    """A hospital or unit: id, name as wishes write it, owner, its own area and the hospital it belongs to."""

    id: str
    name: str
    trust: str
    area: str
    belongs_to: str


@dataclass(frozen=True, slots=True)
class Department:
    """A department that can host a doctor; ``ceiling`` counts only where a run asks for ceilings."""

    hospital: str
    name: str
    ceiling: int | None


@dataclass(frozen=True)
class Register:
    """Municipalities by number, trusts by organisation number, hospitals by id, and the departments."""

    municipalities: Mapping[str, Municipality]
    trusts: Mapping[str, Trust]
    hospitals: Mapping[str, Hospital]
    departments: tuple[Department, ...]

    @cached_property
    def kinds(self) -> dict[str, frozenset[str]]:
        """Hospital id → names of the departments it has."""
        found: dict[str, set[str]] = {}
        for department in self.departments:
            found.setdefault(department.hospital, set()).add(department.name)
        return {hospital: frozenset(names) for hospital, names in found.items()}

    @cached_property
    def trust_by_name(self) -> dict[str, Trust]:
        """Folded full name → trust."""
        return {folded(trust.name): trust for trust in self.trusts.values()}

    @cached_property
    def trust_by_short_name(self) -> dict[str, Trust]:
        """Folded short name and name without HF → trust: what people write, and what we suggest from."""
        found = {folded(trust.name.removesuffix(" HF")): trust for trust in self.trusts.values()}
        found.update({folded(trust.short_name): trust for trust in self.trusts.values()})
        return found

    @cached_property
    def hospital_by_name(self) -> dict[str, Hospital]:
        """Name as `place_key` compares it → hospital. One with departments goes before a namesake without."""
        ordered = sorted(self.hospitals.values(), key=lambda place: place.id in self.kinds)
        return {place_key(place.name): place for place in ordered}

    @cached_property
    def departments_by_name(self) -> dict[tuple[str, str], str]:
        """(hospital id, folded department) → the department's name as registered."""
        return {(place.hospital, folded(place.name)): place.name for place in self.departments}

    @cached_property
    def by_former_number(self) -> dict[str, list[Municipality]]:
        """A number of 2020–2023 that is no longer in use → those that carry on."""
        found: dict[str, list[Municipality]] = {}
        for place in self.municipalities.values():
            if place.former_number not in self.municipalities:
                found.setdefault(place.former_number, []).append(place)
        return found

    @cached_property
    def _areas(self) -> dict[str, str]:
        areas = {}
        for place in self.hospitals.values():
            owner = self.hospitals.get(place.belongs_to)
            areas[place.id] = place.area or (owner.area if owner else "")
        return areas

    @cached_property
    def _near(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    def nearest(self, municipality: str, department: str | None) -> frozenset[str]:
        """The hospitals that count as nearest for a municipality, by catchment and never by distance.

        The local hospital of its catchment area with the units that belong to it. Where none of them has the department
        wished for: those of the municipality's own trust that have it; failing that, those of its region (ADR 3).
        """
        key = (municipality, department or "")
        if key not in self._near:
            self._near[key] = self._nearest(self.municipalities[municipality], department)
        return self._near[key]

    def _nearest(self, home: Municipality, department: str | None) -> frozenset[str]:
        local = frozenset(place for place, area in self._areas.items() if area and area == home.area)
        if department is None:
            return local
        owners = {place.id: place.trust for place in self.hospitals.values()}
        has = {place for place, names in self.kinds.items() if department in names}
        own_trust = {place for place in has if owners[place] == home.trust}
        region = {place for place in has if self.trusts[owners[place]].authority == home.authority}
        return next((frozenset(near) for near in (local & has, own_trust, region) if near), local)


Rows = Iterable[Mapping[str, str]]


def register_of(*, municipalities: Rows, catchment: Rows, trusts: Rows, hospitals: Rows, departments: Rows) -> Register:
    """A register from the rows of the files in ``data/register``, columns by the files' names.

    Raises KeyError when a column is missing and ValueError when a ceiling is no number.
    """
    areas = {row["number"]: row for row in catchment}
    owners = list(trusts)
    names = {row["org_number"]: row["name"] for row in owners}
    listed = list(departments)
    labels = {row["hospital_id"]: row["hospital"] for row in listed}
    return Register(
        municipalities={row["number"]: _municipality(row, areas[row["number"]]) for row in municipalities},
        trusts={row["org_number"]: _trust(row, names) for row in owners if row["rhf_org_number"]},
        hospitals={row["hospital_id"]: _hospital(row, labels) for row in hospitals},
        departments=tuple(
            Department(row["hospital_id"], row["name"], int(row["places_ceiling"]) if row["places_ceiling"] else None)
            for row in listed
        ),
    )


def _municipality(row: Mapping[str, str], area: Mapping[str, str]) -> Municipality:
    others = (row["name_unique"], row["official_name"], *(row[f"name_{tongue}"] for tongue in _TONGUES))
    return Municipality(
        number=row["number"],
        name=row["name"],
        other_names=tuple(sorted({name for name in others if name} - {row["name"]})),
        former_number=row["number_2020_2023"],
        area=area["local_hospital_area"],
        trust=area["hf_org_number"],
        authority=area["rhf"],
    )


_TONGUES = ("sme", "smj", "sma", "fkv")


def _trust(row: Mapping[str, str], names: Mapping[str, str]) -> Trust:
    return Trust(row["org_number"], row["name"], row["short_name"], names[row["rhf_org_number"]])


def _hospital(row: Mapping[str, str], labels: Mapping[str, str]) -> Hospital:
    name = labels.get(row["hospital_id"], row["name"])
    return Hospital(row["hospital_id"], name, row["owner_org_number"], row["hospital_area"], row["belongs_to"])
