"""The steps of the nomination form: what each asks, how far one has come, and what is worth knowing before sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.shipped import DEFAULT_RULES, rule_sets
from alisveien.engines.nominations.gate import Dropped, gate_of
from alisveien.engines.nominations.nomination import Nomination, WishRead
from alisveien.placements.answers import Answers, Choices, Typed
from alisveien.placements.facts import DOCTOR_FIELDS
from alisveien.placements.forms import STEPS
from alisveien.placements.queries_gate import conditions_for
from alisveien.placements.telling.nominations import label_of, say
from alisveien.placements.telling.reasons import tell_dropped, tell_unmet
from alisveien.places.models import Place


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step in words: its title, what it asks, two sentences of help, and whether text can be written freely."""

    title: str
    lead: str
    help: str
    free_text: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """What others have changed while somebody was typing: what it was, what it is now, and what was typed."""

    item: str
    label: str
    before: str
    now: str
    mine: str
    touched: bool


def words_of(step: str) -> StepWords:
    """The words of a step."""
    return {
        "lege": lambda: StepWords(
            _("Hvem meldes inn?"),
            _("Er legen registrert fra før, henter vi resten av opplysningene når du går videre."),
            _("HPR-nummeret skiller legen fra andre med samme navn. Fødselsnummer skal aldri skrives her."),
        ),
        "stilling": lambda: StepWords(
            _("Stilling og tid"),
            _("Stillingen i kommunen slik den er i dag."),
            _(
                "Tid i ALIS-stilling er det første helseforetaket ser på. "
                "Fast hjemmel, fast stilling eller langt vikariat teller også."
            ),
        ),
        "framdrift": lambda: StepWords(
            _("Hvor langt har legen kommet?"),
            _("Det som er gjort til nå. Du kan rette det helt til lista låses."),
            _("Veiledningsgruppa er ferdig etter 120 timer. Læringsmålene står i Kompetanseportalen."),
        ),
        "onsker": lambda: StepWords(
            _("Hva ønsker dere?"),
            _("Ett til fem ønsker, det viktigste først. Velg en avdeling, et helt sykehus eller hele helseforetaket."),
            _(
                "Et ønske gjelder ett sted i ett halvår. "
                "Flere ønsker øker sjansen for plass, og du kan bruke begge halvårene."
            ),
            free_text=True,
        ),
        "tidsrom": lambda: StepWords(
            _("Når kan legen begynne?"),
            _("Tjenesten begynner 1. mars eller 1. september. Permisjon skrives med datoer og uten grunn."),
            _("Et ønske utenfor tidsrommet kan ikke innvilges. Det gjelder også halvår legen har permisjon i."),
        ),
    }[step]()


def place_in(step: str) -> tuple[int, int]:
    """(number of the step, how many there are)."""
    names = list(STEPS)
    return names.index(step) + 1, len(names)


def next_to(step: str) -> str:
    """The step that follows."""
    names = list(STEPS)
    return names[min(names.index(step) + 1, len(names) - 1)]


def before(step: str) -> str:
    """The step that goes before; empty for the first."""
    names = list(STEPS)
    return names[names.index(step) - 1] if names.index(step) else ""


def window_from(typed: Typed, choices: Choices) -> dict[str, str]:
    """The window the wishes ask for, where none has been typed: from the first half-year wished to the last."""
    starts = [period.starts_on for period in choices.halves if period.label in _halves(typed)]
    if not starts or typed.get("earliest_on") or typed.get("latest_on"):
        return {}
    return {"earliest_on": f"{min(starts):%d.%m.%Y}", "latest_on": f"{max(starts):%d.%m.%Y}"}


def _halves(typed: Typed) -> set[str]:
    return {value for name, value in typed.items() if name.endswith("_half")}


def warnings_of(answers: Answers, nominated_on: date) -> list[str]:
    """What is worth knowing before it is sent, in words: it can be sent all the same."""
    found = []
    if len(answers.hpr_number) < 7:
        found.append(_("HPR-nummeret er kortere enn sju sifre. Kontroller det en gang til."))
    for year in answers.years:
        asked = conditions_for(answers.trust, year, [answers.municipality], nominated_on)
        gate = gate_of(_as_read(answers, year, nominated_on), rule_sets()[DEFAULT_RULES], asked)
        unmet = [tell_unmet(one) for one in gate.unmet if one.code != "floor"]
        found += [f"{told.reason} {told.helps}" for told in unmet]
        stopped = {one.code for one in gate.unmet}
        found += [_about_wish(one) for one in (*gate.dropped, *gate.warnings) if one.code not in stopped - {"floor"}]
    return list(dict.fromkeys(found))


def _about_wish(dropped: Dropped) -> str:
    told = tell_dropped(dropped)
    about = _("Ønske {number}: ").format(number=dropped.wish) if dropped.wish else ""
    return f"{about}{told.reason} {told.helps}".strip()


def _as_read(answers: Answers, year: int, nominated_on: date) -> Nomination:
    """The answers as the engines read them, with the wishes of a year."""
    wishes = enumerate(answers.wishes, start=1)
    return Nomination(
        hpr_number=answers.hpr_number,
        municipality=answers.municipality.code,
        trust=answers.trust.code,
        **{name: getattr(answers, name) for name in DOCTOR_FIELDS},
        priority=None,
        nominated_on=nominated_on,
        earliest_on=answers.earliest_on,
        latest_on=answers.latest_on,
        can_be_split=answers.can_be_split,
        wishes=tuple(
            WishRead(number, wish.half, *_where(wish.place)) for number, wish in wishes if wish.half.year == year
        ),
    )


def _where(place: Place) -> tuple[str | None, str | None]:
    if place.kind == Place.Kind.DEPARTMENT and place.parent:
        return place.parent.code, place.name
    return (place.code, None) if place.kind == Place.Kind.HOSPITAL else (None, None)


def changes_of(items: Sequence[str], seen: Typed, now: Typed, typed: Typed, choices: Choices) -> list[Change]:
    """What others have changed, item by item, in words."""
    return [
        Change(
            item,
            label_of(item),
            say(item, seen, choices) or _("ingenting"),
            say(item, now, choices) or _("ingenting"),
            say(item, typed, choices) or _("ingenting"),
            say(item, seen, choices) != say(item, typed, choices),
        )
        for item in items
    ]


def chosen_from(posted: Mapping[str, str]) -> dict[str, str]:
    """Item → what was chosen for it, from a posted form."""
    return {name.removeprefix("valg_"): value for name, value in posted.items() if name.startswith("valg_")}
