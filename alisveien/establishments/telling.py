"""What the journal says about applications and registrations, and how each is taken back."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.establishments.models import Registration, Speciality
from alisveien.establishments.rules import may_read_log, may_undo
from alisveien.establishments.rules_gaps import may_check_gaps
from alisveien.journal.handed import Reader, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Shows, Telling, Told, changes_of

LABELS: Labels = {
    "applied_on": gettext_lazy("Søkt"),
    "decision": gettext_lazy("Vedtak"),
    "decided_on": gettext_lazy("Vedtaksdato"),
    "valid_from": gettext_lazy("Registrert fra, oppgitt"),
    "withdrawn_on": gettext_lazy("Trukket"),
    "reason": gettext_lazy("Grunn til at det ikke er søkt"),
    "source": gettext_lazy("Kilde"),
}
SHOWS: Shows = {
    "decision": lambda value: str(dict(Registration.Decision.choices).get(value, value)),
    "reason": lambda value: str(dict(Registration.Reason.choices).get(value, value)),
}


def _told(words: Callable[[], str]) -> Telling:
    """A telling: the deed, the speciality, what changed, and the way to the place's record."""

    def telling(entry: Entry) -> Told:
        case = entry.thing or Registration.objects.filter(pk=entry.about_id).select_related("place").first()
        changes = changes_of(entry, LABELS, SHOWS)
        if not isinstance(case, Registration):
            return Told(words(), changes)
        speciality = Speciality(case.speciality).label
        href = reverse("establishments:institution", args=[case.place.code])
        return Told(f"{words()}, {speciality}", changes, href)

    return telling


def _checked(entry: Entry) -> Told:
    return Told(_("Gikk gjennom hva som mangler før søknaden"), (), f"/utdanningsvirksomheter/sjekk/{entry.about_id}/")


CHANGES: dict[str, Telling] = {
    "establishments.registration.applied": _told(lambda: _("Søknad om registrering")),
    "establishments.registration.decided": _told(lambda: _("Vedtak om registrering")),
    "establishments.registration.withdrawn": _told(lambda: _("Søknad eller registrering trukket")),
    "establishments.registration.imported": _told(lambda: _("Rettet etter Helsedirektoratets tabell")),
    "establishments.registration.reason_noted": _told(lambda: _("Grunn til at det ikke er søkt")),
}
TELLINGS: dict[str, Telling] = {**CHANGES, "establishments.gap_check.kept": _checked}
UNDOINGS: dict[str, Undoing] = {kind: Undoing(may=may_undo, labels=LABELS) for kind in CHANGES}
READERS: dict[str, Reader] = {
    "establishments.registration": may_read_log,
    "establishments.gapcheck": lambda actor, check: may_check_gaps(actor, check.place),
}
NAMED: dict[str, tuple[str, ...]] = {
    "establishments.registration": ("place",),
    "establishments.gapcheck": ("place",),
}
