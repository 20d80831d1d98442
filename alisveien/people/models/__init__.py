"""Doctors in training, persons with the roles they hold, and what is done to persons over time."""

from alisveien.people.models.deeds import DistinctPair, Merge, Move, PersonFile
from alisveien.people.models.doctors import Doctor, Supervision
from alisveien.people.models.persons import (
    HELD_AT,
    OFFICIAL,
    ONE_AT_A_TIME,
    ContactRole,
    ContactRoleName,
    Person,
    Persons,
    Specialist,
    Speciality,
)

__all__ = [
    "HELD_AT",
    "OFFICIAL",
    "ONE_AT_A_TIME",
    "ContactRole",
    "ContactRoleName",
    "DistinctPair",
    "Doctor",
    "Merge",
    "Move",
    "Person",
    "PersonFile",
    "Persons",
    "Specialist",
    "Speciality",
    "Supervision",
]
