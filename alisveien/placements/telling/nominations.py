"""A nomination in words: each answer, who changed what, and the deeds of the journal."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.engines.nominations.cells import Cells
from alisveien.journal.models import Entry
from alisveien.journal.words import Change, Telling, Told
from alisveien.people.models import Doctor
from alisveien.placements.answers import DATES, ITEMS, YES, Choices, Typed, wish_fields
from alisveien.placements.models import Nomination
from alisveien.placements.telling.reasons import day

LABELS: dict[str, Callable[[], str]] = {
    "hpr_number": lambda: _("HPR-nummer"),
    "first_name": lambda: _("Fornavn"),
    "last_name": lambda: _("Etternavn"),
    "email": lambda: _("Legens e-post"),
    "unit": lambda: _("Bydel eller etat"),
    "trust": lambda: _("Helseforetak"),
    "position": lambda: _("Stilling"),
    "started_on": lambda: _("Startet som ALIS"),
    "percentage": lambda: _("Stillingsprosent"),
    "scheme": lambda: _("Ordning"),
    "converted_on": lambda: _("Konvertert dato"),
    "group": lambda: _("Veiledningsgruppe"),
    "courses": lambda: _("Fullførte kurs"),
    "goals_percent": lambda: _("Godkjente læringsmål"),
    "own_post_on": lambda: _("Fast hjemmel eller stilling fra"),
    "locum_on": lambda: _("Vikariat fra"),
    "leave_from": lambda: _("Permisjon fra"),
    "leave_to": lambda: _("Permisjon til"),
    "earliest_on": lambda: _("Tidligst fra"),
    "latest_on": lambda: _("Senest fra"),
    "can_be_split": lambda: _("Kan deles 3 + 3"),
    "leader_email": lambda: _("E-post for kvittering"),
}
"""Item → its name. Wishes are named by `label_of`."""
_WORDS = {"position": Doctor.Position, "scheme": Doctor.Scheme, "group": Doctor.Group}


def label_of(item: str) -> str:
    """The name of an item: «Stillingsprosent», «2. ønske»."""
    if item.startswith("wish_"):
        return _("{number}. ønske").format(number=item.removeprefix("wish_"))
    return LABELS[item]()


def say(item: str, typed: Typed, choices: Choices) -> str:
    """One item of typed answers in words, just as typed where it cannot be read; empty when there is nothing."""
    if item.startswith("wish_"):
        return say_wish(int(item.removeprefix("wish_")), typed, choices)
    text = typed.get(item, "").strip()
    if item in DATES:
        return say_day(text)
    if item in _WORDS and text in _WORDS[item].values:
        return str(_WORDS[item](text).label)
    if item in ("percentage", "goals_percent") and text:
        return f"{text} %"
    if item == "trust":
        return choices.trusts[text].name if text in choices.trusts else text
    if item == "unit":
        return choices.units[text].name if text in choices.units else text
    if item == "can_be_split":
        return _("ja") if text == YES else _("nei")
    return text


def say_wish(number: int, typed: Typed, choices: Choices, *, with_need: bool = True) -> str:
    """A wish in words: «Gynekologi, UNN Tromsø, P1 2028», with the need after it."""
    place, half, need = (typed.get(name, "").strip() for name in wish_fields(number))
    said = ", ".join(part for part in (choices.label(place) if place else "", half) if part)
    return f"{said} – {need}" if said and need and with_need else said or need


def say_day(text: str) -> str:
    """A typed date as «1. mars 2028», or as it was typed."""
    found = read_day(text)
    return day(found) if found else text


def read_day(text: str) -> date | None:
    """The date that was typed, None when it is none."""
    return Cells({"started_on": text}).day("started_on")


def _about(entry: Entry, words: str) -> Told:
    """Words about a nomination, with what changed and the way to it."""
    href = reverse("placements:nomination", args=[entry.about_id])
    return Told(words, _changes(entry), href)


def _changes(entry: Entry) -> tuple[Change, ...]:
    """The items that were changed, as they are kept: names and addresses without a value."""
    before, after = entry.before or {}, entry.after or {}
    items = [item for item in ITEMS if item in after] if before else []
    return tuple(Change(label_of(item), _kept(item, before), _kept(item, after)) for item in items)


def _kept(item: str, values: Mapping[str, Any]) -> str:
    value = values.get(item)
    if value is None:
        return _("vises ikke her")
    if item in _WORDS and value in _WORDS[item].values:
        return str(_WORDS[item](value).label)
    return (say_day(value) if item in DATES else str(value)) or _("tomt")


def _made(entry: Entry) -> Told:
    return _about(entry, _("Legen ble meldt inn"))


def _changed(entry: Entry) -> Told:
    return _about(entry, _("Innmeldingen ble endret"))


def _confirmed(entry: Entry) -> Told:
    return Told(_("Innmeldingen ble bekreftet"), (), reverse("placements:nomination", args=[entry.about_id]))


def _withdrawn(entry: Entry) -> Told:
    code = (entry.after or {}).get("ended_code", "")
    words = _("Innmeldingen ble trukket: {why}").format(why=Nomination.Ended(code).label)
    return Told(words, (), reverse("placements:nomination", args=[entry.about_id]))


def _moved(entry: Entry) -> Told:
    href = reverse("placements:nomination", args=[entry.about_id])
    return Told(_("Innmeldingen fulgte legen til en ny kommune, som må bekrefte den"), (), href)


def _moved_back(entry: Entry) -> Told:
    href = reverse("placements:nomination", args=[entry.about_id])
    return Told(_("Innmeldingen ble som før, for flyttingen av legen ble angret"), (), href)


def _asked(entry: Entry) -> Told:
    return _about(entry, _("Lederen ble bedt om å bekrefte innmeldingen"))


def _ordered(entry: Entry) -> Told:
    count = len((entry.after or {}).get("order", []))
    return Told(_("Rekkefølgen mellom {count} leger ble satt").format(count=count))


TELLINGS: dict[str, Telling] = {
    "placements.nomination.made": _made,
    "placements.nomination.changed": _changed,
    "placements.nomination.confirmed": _confirmed,
    "placements.nomination.withdrawn": _withdrawn,
    "placements.nomination.moved": _moved,
    "placements.nomination.moved_back": _moved_back,
    "placements.nomination.asked": _asked,
    "placements.doctors.ordered": _ordered,
}
"""Kind → how it is told in the journal."""
