"""What the journal says about roles, mandates and links. Names of roles, never of persons: the line names its own."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.access.models import Holding, Link, Mandate
from alisveien.access.permissions import Role
from alisveien.access.rules import may_read_log_of_holding, may_read_log_of_mandate, may_take_back_ending
from alisveien.access.tasks_by_link import link_tasks
from alisveien.journal.handed import Reader, Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Labels, Telling, Told, changes_of

LABELS: Labels = {"to_on": gettext_lazy("Til")}


def _role(entry: Entry) -> str:
    holding = entry.thing or Holding.objects.filter(pk=entry.about_id).select_related("place", "user").first()
    if not isinstance(holding, Holding):
        return _("en rolle")
    where = holding.place.name if holding.place else _("hele landet")
    return _("{name}: {role}, {place}").format(name=holding.user.name, role=Role(holding.role).label, place=where)


def _given(entry: Entry) -> Told:
    return Told(_("Tilgang gitt. {role}").format(role=_role(entry)))


def _ended(entry: Entry) -> Told:
    return Told(_("Tilgang avsluttet. {role}").format(role=_role(entry)), changes_of(entry, LABELS), "/tilganger/")


def _municipality(entry: Entry) -> str:
    mandate = entry.thing or Mandate.objects.filter(pk=entry.about_id).select_related("municipality").first()
    return mandate.municipality.name if isinstance(mandate, Mandate) else _("kommunen")


def _begun(entry: Entry) -> Told:
    return Told(_("Begynte oppdrag for {place}").format(place=_municipality(entry)))


def _finished(entry: Entry) -> Told:
    return Told(_("Avsluttet oppdrag for {place}").format(place=_municipality(entry)))


def _task(entry: Entry) -> str:
    link = Link.objects.filter(pk=entry.about_id).first()
    task = link_tasks().get(link.task) if link else None
    return str(task.title) if task else _("en oppgave")


def _link_made(entry: Entry) -> Told:
    return Told(_("Laget lenke til én oppgave: {task}").format(task=_task(entry)))


def _link_opened(entry: Entry) -> Told:
    return Told(_("Åpnet lenke til én oppgave: {task}").format(task=_task(entry)))


def _link_revoked(entry: Entry) -> Told:
    return Told(_("Trakk tilbake lenke: {task}").format(task=_task(entry)))


TELLINGS: dict[str, Telling] = {
    "access.role.given": _given,
    "access.role.ended": _ended,
    "access.mandate.begun": _begun,
    "access.mandate.ended": _finished,
    "access.link.made": _link_made,
    "access.link.opened": _link_opened,
    "access.link.revoked": _link_revoked,
}

UNDOINGS: dict[str, Undoing] = {"access.role.ended": Undoing(may=may_take_back_ending, labels=LABELS)}
READERS: dict[str, Reader] = {
    "access.holding": may_read_log_of_holding,
    "access.mandate": may_read_log_of_mandate,
}
NAMED: dict[str, tuple[str, ...]] = {"access.holding": ("place", "user"), "access.mandate": ("municipality",)}
"""What the tellings name besides the thing, fetched along with it."""
