"""What the journal says about the letters on the old scheme."""

from django.utils.translation import gettext as _

from alisveien.journal.models import Entry
from alisveien.journal.words import Telling, Told


def _to_doctor(entry: Entry) -> Told:
    return Told(_("Skrev til legen om fristen i gammel ordning"), (), "/gammel-ordning/")


def _to_leader(entry: Entry) -> Told:
    return Told(_("Skrev til kommunen om leger i gammel ordning"), (), "/gammel-ordning/")


TELLINGS: dict[str, Telling] = {
    "journeys.old_scheme.doctor_told": _to_doctor,
    "journeys.old_scheme.leader_told": _to_leader,
}
