"""Applications of training institutions, and the arenas where doctors learn."""

from alisveien.establishments.models.arenas import Arena, ArenaPaper
from alisveien.establishments.models.kept import KeptAnswers
from alisveien.establishments.models.registrations import GapCheck, Registration, Speciality, State, TableFile

__all__ = ["Arena", "ArenaPaper", "GapCheck", "KeptAnswers", "Registration", "Speciality", "State", "TableFile"]
