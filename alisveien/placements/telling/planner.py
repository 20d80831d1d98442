"""The plan in words: what speaks against a move, what refuses to be published, and what the journal tells."""

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.planning.against import STOP, Against
from alisveien.engines.planning.plan import Cell, Piece
from alisveien.journal.models import Entry
from alisveien.journal.words import Telling, Told
from alisveien.placements.models import PlanDraft
from alisveien.placements.queries_planner import Person


def against_in_words(one: Against, half: str) -> str:
    """One thing against a move to a half-year (``half``: its label), as a sentence."""
    words = {
        "held_begun": _("Oppholdet er i gang eller over, og flyttes ikke her."),
        "held_offered": _("Plassen er tilbudt en lege og kan ikke flyttes før svaret kommer."),
        "bound_split": _("Plassen er delt 3 + 3 og kan bare bytte avdeling, ikke halvår."),
        "bound_own_days": _("Plassen har egne datoer og kan bare bytte avdeling, ikke halvår."),
        "bound_post": _("En ledig plass hører til halvåret sitt. Den kan bare bytte avdeling."),
        "here": _("Den ligger her fra før."),
        "past": _("{half} har begynt."),
        "busy": _("Legen har en annen plass i {half}."),
        "early": _("{half} begynner før legen tidligst kan, ifølge innmeldingen."),
        "late": _("{half} begynner etter at legen senest skulle begynne, ifølge innmeldingen."),
        "leave": _("Legen er meldt borte i deler av {half}."),
        "no_wish": _("Legen har ikke ønsket {half}."),
        "no_goals": _("Avdelingen gir verken ALM 055 eller ALM 085."),
    }
    if one.code in words:
        return words[one.code].format(half=half)
    return _counted(one, half)


def _counted(one: Against, half: str) -> str:
    if one.code == "ceiling":
        text = ngettext(
            "Taket for avdelingen er {count} i {half}.", "Taket for avdelingen er {count} i {half}.", one.count
        )
    else:
        text = ngettext(
            "Det blir flere leger enn plasser i {half}: {count} plass.",
            "Det blir flere leger enn plasser i {half}: {count} plasser.",
            one.count,
        )
    return text.format(count=one.count, half=half)


def stops_in_words(against: Iterable[Against], piece: Piece, to: Cell) -> list[str]:
    """What stops a move, as sentences."""
    return [against_in_words(one, to.half.label) for one in against if one.level == STOP]


def faults_in_words(
    faults: Sequence[tuple[str, Against]], plan: Mapping[str, Piece], people: Mapping[int, Person]
) -> list[str]:
    """What refuses a plan, as sentences: with the doctor's name where it is about one, and each sentence once."""
    told = []
    for key, one in faults:
        piece = plan[key]
        words = against_in_words(one, piece.cell.half.label)
        if piece.doctor is not None and one.code not in ("full", "ceiling"):
            person = people[piece.doctor]
            words = _("{name}, {home}: {words}").format(name=person.name, home=person.home, words=words)
        told.append(words)
    return list(dict.fromkeys(told))


def _told(entry: Entry, words: str) -> Told:
    draft = cast("PlanDraft | None", entry.thing)
    href = reverse("placements:plan_draft", args=[draft.trust.code, draft.pk]) if draft else ""
    return Told(words, (), href)


def _drafted(entry: Entry) -> Told:
    return _told(entry, _("Et utkast til plan ble laget"))


def _carried_over(entry: Entry) -> Told:
    return _told(entry, _("Utkastet ble tatt med videre til planen som gjelder"))


def _dropped(entry: Entry) -> Told:
    return Told(_("Et utkast til plan ble kastet"))


def _count(entry: Entry) -> int:
    return int((entry.after or {}).get("moved", 0))


def _published(entry: Entry) -> Told:
    text = ngettext("Planen ble publisert: {count} flyttet", "Planen ble publisert: {count} flyttet", _count(entry))
    return _told(entry, text.format(count=_count(entry)))


def _taken_back(entry: Entry) -> Told:
    text = ngettext(
        "Planen ble tatt tilbake: {count} flyttet tilbake",
        "Planen ble tatt tilbake: {count} flyttet tilbake",
        _count(entry),
    )
    return _told(entry, text.format(count=_count(entry)))


TELLINGS: dict[str, Telling] = {
    "placements.plan.drafted": _drafted,
    "placements.plan.carried_over": _carried_over,
    "placements.plan.dropped": _dropped,
    "placements.plan.published": _published,
    "placements.plan.taken_back": _taken_back,
}

NAMED: dict[str, tuple[str, ...]] = {"placements.plandraft": ("trust",)}
"""What the tellings name besides the thing itself."""
