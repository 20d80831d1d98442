"""What an address asks of the pages of this area besides the day: the speciality."""

from alisveien.establishments.models import Speciality

SUBJECT = "fag"
SPECIALITIES = Speciality.choices


def speciality_of(asked: str | None) -> Speciality:
    """The speciality of ``?fag=SAM``; general practice when nothing else is asked for."""
    return Speciality.SAM if asked == Speciality.SAM else Speciality.ALM
