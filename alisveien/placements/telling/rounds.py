"""Deeds on a round and workbooks in words: right after they are done, and in the journal."""

from datetime import date
from typing import cast

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.journal.models import Entry
from alisveien.journal.words import Telling, Told
from alisveien.placements.models import Intake, Round
from alisveien.placements.models.calendar import Step
from alisveien.placements.telling.reasons import rules_title


def done_words(step: str) -> str:
    """What a deed did, said to the one who did it. ``step`` is the last part of the deed's address."""
    return {
        "kapasitet": _("Antall plasser er vedtatt."),
        "prov": _("Regelsettene er prøvd på lista slik den er nå."),
        "velg": _("Regelsettet er valgt."),
        "las": _("Lista er låst. Kontrollsummen er kunngjort. Nå må loddet trekkes."),
        "trekk": _("Loddet er trukket. Nå kan plassene fordeles."),
        "apne": _("Lista er åpnet igjen. Det som var fordelt, er kastet."),
        "fordel": _("Plassene er fordelt. Nå må fordelingen kontrolleres."),
        "kontroller": _("Kontrollen fant ingen avvik."),
        "frigi": _("Fordelingen er frigitt. Leger og kommuner ser utfallet nå."),
    }[step]


def _told(entry: Entry, words: str) -> Told:
    """Words about a round, with the way to it."""
    found = cast("Round | None", entry.thing)
    href = reverse("placements:round_overview", args=[found.year, found.trust.code]) if found else ""
    return Told(words, (), href)


def _opened(entry: Entry) -> Told:
    return _told(entry, _("Runden ble åpnet"))


def _capacity(entry: Entry) -> Told:
    posts = (entry.after or {}).get("posts", {})
    listed = _(" og ").join(_("{posts} i {period}").format(posts=count, period=one) for one, count in posts.items())
    return _told(entry, _("Antall plasser vedtatt: {posts}").format(posts=listed))


def _tried(entry: Entry) -> Told:
    return _told(entry, _("Regelsettene ble prøvd på lista"))


def _chosen(entry: Entry) -> Told:
    name = rules_title((entry.after or {})["rules"])
    return _told(entry, _("Regelsett valgt: «{name}»").format(name=name))


def _frozen(entry: Entry) -> Told:
    after = entry.after or {}
    words = _("Lista ble låst med {count} leger, kontrollsum {mark}")
    mark = after.get("commitment") or after["fingerprint"]
    return _told(entry, words.format(count=after["nominated"], mark=mark[:12]))


def _thawed(entry: Entry) -> Told:
    return _told(entry, _("Lista ble åpnet igjen"))


def _drawn(entry: Entry) -> Told:
    after = entry.after or {}
    words = _("Loddet ble trukket av «{value}» ({source})")
    return _told(entry, words.format(value=after["value"], source=after["source"]))


def _distributed(entry: Entry) -> Told:
    return _told(entry, _("Plassene ble fordelt"))


def _judged(entry: Entry) -> Told:
    return _told(entry, _("Fordelingen ble kontrollert uten avvik"))


def _released(entry: Entry) -> Told:
    return _told(entry, _("Fordelingen ble frigitt"))


def _day_moved(entry: Entry) -> Told:
    return _told_of_day(entry, _("{step} flyttet fra {before} til {after}"))


def _day_by_rule(entry: Entry) -> Told:
    return _told_of_day(entry, _("{step} satt tilbake fra {before} til {after}, som regelen sier"))


def _told_of_day(entry: Entry, words: str) -> Told:
    before, after = entry.before or {}, entry.after or {}
    days = {name: date_format(date.fromisoformat(one["on"])) for name, one in (("before", before), ("after", after))}
    return _told(entry, words.format(step=Step(after["step"]).label, **days))


def _read(entry: Entry) -> Told:
    intake = cast("Intake | None", entry.thing)
    if intake is None:
        return Told(_("En arbeidsbok ble lest inn"))
    words = _("{name} ble lest inn: {new} nye, {changed} endret").format(
        name=intake.file_name, new=intake.new, changed=intake.changed
    )
    return Told(words, (), reverse("placements:intake_faults", args=[intake.pk]))


TELLINGS: dict[str, Telling] = {
    "placements.intake.read": _read,
    "placements.round.opened": _opened,
    "placements.round.capacity_decided": _capacity,
    "placements.round.rules_tried": _tried,
    "placements.round.rules_chosen": _chosen,
    "placements.round.frozen": _frozen,
    "placements.round.thawed": _thawed,
    "placements.round.drawn": _drawn,
    "placements.round.distributed": _distributed,
    "placements.round.judged": _judged,
    "placements.round.released": _released,
    "placements.round.day_moved": _day_moved,
    "placements.round.day_by_rule": _day_by_rule,
}

NAMED: dict[str, tuple[str, ...]] = {"placements.round": ("trust",), "placements.intake": ()}
"""What the tellings name besides the thing itself."""
