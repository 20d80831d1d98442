"""Placements in words: what was done to one, and what is agreed about a stay."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.registers import Text
from alisveien.journal.handed import Undoing
from alisveien.journal.models import Entry
from alisveien.journal.words import Shows, Telling, Told, changes_of
from alisveien.placements import rules_stays as rules
from alisveien.placements.models import ReadinessItem, Stay, Swap, Teaching
from alisveien.placements.telling.reasons import day
from alisveien.places.models import Place

LABELS: dict[str, Text] = {
    "agreement_on": gettext_lazy("Veiledningsavtale inngått"),
    "employed_on": gettext_lazy("Arbeidsavtale signert"),
    "on_call": gettext_lazy("Vakt"),
    "midway_on": gettext_lazy("Midtveissamtale planlagt"),
    "midway_held_on": gettext_lazy("Midtveissamtale holdt"),
    "leave_granted": gettext_lazy("Permisjon innvilget"),
    "leave_granted_on": gettext_lazy("Permisjon avgjort"),
    "locum_arranged": gettext_lazy("Vikar hjemme"),
    "home_contact_on": gettext_lazy("Siste kontakt med veilederen hjemme"),
    "alm055_on": gettext_lazy("ALM 055 vurdert"),
    "alm055_by": gettext_lazy("ALM 055 vurdert av"),
    "alm055_result": gettext_lazy("Resultat for ALM 055"),
    "alm085_on": gettext_lazy("ALM 085 vurdert"),
    "alm085_by": gettext_lazy("ALM 085 vurdert av"),
    "alm085_result": gettext_lazy("Resultat for ALM 085"),
}
"""Field of what is agreed → what it is called in the log. Who the supervisor is does not stand there."""
SHOWS: Shows = {
    "on_call": lambda value: str(Stay.OnCall(value).label),
    "leave_granted": lambda value: str(Stay.Answer(value).label),
    "locum_arranged": lambda value: str(Stay.Answer(value).label),
    **{f"alm{goal}_by": lambda value: str(Stay.Role(value).label) for goal in ("055", "085")},
    **{f"alm{goal}_result": lambda value: str(Stay.Result(value).label) for goal in ("055", "085")},
}


def _of_stay(words: Callable[[], str]) -> Telling:
    """Words about what is agreed, with what changed and the way to the placement."""

    def telling(entry: Entry) -> Told:
        stay = entry.thing
        href = reverse("placements:stay", args=[stay.placement_id]) if isinstance(stay, Stay) else ""
        return Told(words(), changes_of(entry, LABELS, SHOWS), href)

    return telling


def _of_placement(entry: Entry, words: str) -> Told:
    return Told(words, (), reverse("placements:stay", args=[entry.about_id]))


def _ticked(entry: Entry) -> Told:
    said = entry.after or {}
    item = ReadinessItem.objects.filter(code=said.get("item", "")).order_by("-from_on").first()
    name = item.words if item else said.get("item", "")
    words = _("Krysset av: {what}") if said.get("done") else _("Krysset tatt bort: {what}")
    return _of_placement(entry, words.format(what=name))


def _reminded(entry: Entry) -> Told:
    home = (entry.after or {}).get("side") == ReadinessItem.Side.HOME
    words = _("Kommunen ble minnet om det som mangler") if home else _("Helseforetaket ble minnet om det som mangler")
    return _of_placement(entry, words)


def _taught(entry: Entry) -> Told:
    said = entry.after or entry.before or {}
    words = _("Undervisning ført: {theme}") if entry.after else _("Undervisning tatt bort: {theme}")
    return _of_placement(entry, words.format(theme=Teaching.Theme(said["theme"]).label))


def _day_of(said: object) -> str:
    return day(date.fromisoformat(str(said)))


def _moved(words: Callable[[], str]) -> Telling:
    """Words about a new last day: ``{day}`` is filled in."""
    return lambda entry: _of_placement(entry, words().format(day=_day_of((entry.after or {})["to_on"])))


def _interrupted(entry: Entry) -> Told:
    said = entry.after or entry.before or {}
    words = _("Avbrudd ført: {days}") if entry.after else _("Avbrudd tatt bort: {days}")
    first, last = (date.fromisoformat(said[name]) for name in ("from_on", "to_on"))
    return _of_placement(entry, words.format(days=days(first, last)))


def _split(entry: Entry) -> Told:
    return _of_placement(entry, _("Delt i 3 + 3 fra {day}").format(day=_day_of((entry.after or {})["from_on"])))


def _ward_of(entry: Entry) -> str:
    ward = Place.objects.filter(pk=int((entry.after or {})["ward"])).select_related("parent").first()
    return ward_name(ward) if ward else ""


def _swap(words: Callable[[], str]) -> Telling:
    """Words about a swap: ``{ward}`` and ``{day}`` are filled in."""

    def telling(entry: Entry) -> Told:
        filled = words().format(ward=_ward_of(entry), day=_day_of((entry.after or {})["from_on"]))
        return _of_placement(entry, filled)

    return telling


def _swap_answered(entry: Entry) -> Told:
    yes = (entry.after or {}).get("answer") == "yes"
    return _of_placement(entry, _("Svarte ja til et bytte midtveis") if yes else _("Svarte nei til et bytte midtveis"))


def _swap_ended(entry: Entry) -> Told:
    said = {
        Swap.State.DECLINED: _("Byttet midtveis ble ikke noe av"),
        Swap.State.WITHDRAWN: _("Forslaget om bytte midtveis er trukket"),
        Swap.State.UNDONE: _("Byttet midtveis er angret"),
    }
    return _of_placement(entry, said[Swap.State((entry.after or {})["state"])])


TELLINGS: dict[str, Telling] = {
    "placements.placement.paper_kept": lambda entry: _of_placement(entry, _("Veiledningsavtalen lagt inn som fil")),
    "placements.placement.paper_removed": lambda entry: _of_placement(entry, _("Fila med veiledningsavtalen slettet")),
    "placements.placement.swap_proposed": _swap(lambda: _("Bytte foreslått: {ward} fra {day}")),
    "placements.placement.swap_answered": _swap_answered,
    "placements.placement.swapped": _swap(lambda: _("Bytte avtalt: {ward} fra {day}")),
    "placements.placement.swap_ended": _swap_ended,
    "placements.placement.extended": _moved(lambda: _("Plassen er forlenget til {day}")),
    "placements.placement.ended_early": _moved(lambda: _("Plassen er avsluttet før tiden, {day}")),
    "placements.placement.extension_undone": _moved(lambda: _("Forlengelsen er angret. Siste dag er {day}")),
    "placements.placement.ending_undone": _moved(lambda: _("Avslutningen er angret. Siste dag er {day}")),
    "placements.placement.interrupted": _interrupted,
    "placements.placement.uninterrupted": _interrupted,
    "placements.placement.split": _split,
    "placements.placement.joined": lambda entry: _of_placement(entry, _("Plassen er samlet igjen")),
    "placements.placement.evaluated": lambda entry: _of_placement(entry, _("Evaluering av avdelingen er besvart")),
    "placements.placement.begun": lambda entry: _of_placement(entry, _("Plassen begynte")),
    "placements.placement.completed": lambda entry: _of_placement(entry, _("Plassen er gjennomført")),
    "placements.stay.hospital_changed": _of_stay(lambda: _("Helseforetaket førte hva som er avtalt")),
    "placements.stay.home_changed": _of_stay(lambda: _("Kommunen førte hva som er avtalt")),
    "placements.stay.assessed": _of_stay(lambda: _("Læringsmål ble vurdert")),
    "placements.stay.supervisor_named": _of_stay(lambda: _("Veileder i sykehuset ble ført")),
    "placements.placement.ticked": _ticked,
    "placements.placement.reminded": _reminded,
    "placements.placement.taught": _taught,
    "placements.placement.untaught": _taught,
}
"""Kind → how it is told in the journal."""
UNDOINGS: dict[str, Undoing] = {
    "placements.stay.hospital_changed": Undoing(
        may=lambda actor, stay: rules.may_keep_stay(actor, stay.placement), labels=LABELS
    ),
    "placements.stay.home_changed": Undoing(
        may=lambda actor, stay: rules.may_keep_home(actor, stay.placement), labels=LABELS
    ),
    "placements.stay.assessed": Undoing(
        may=lambda actor, stay: rules.may_keep_stay(actor, stay.placement), labels=LABELS
    ),
}
NAMED: dict[str, tuple[str, ...]] = {
    "placements.stay": ("placement__doctor", "placement__post", "placement__nomination__doctor")
}


def days(first: date, last: date) -> str:
    """A period as «1. mars 2027 til 31. august 2027»."""
    return _("{start} til {end}").format(start=day(first), end=day(last))


def ward_name(ward: Place) -> str:
    """A department with its hospital: «UNN Tromsø, lunge»."""
    hospital = (ward.parent.short_name or ward.parent.name) if ward.parent else ""
    return ", ".join(part for part in (hospital, ward.name) if part)
