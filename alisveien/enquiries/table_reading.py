"""A table of enquiries → what each row says, with a sentence for what cannot be read. Knows no database.

The headings of the exported list are known, so it is read back unchanged; others are mapped by whoever sends the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.enquiries.models import LONGEST_TEXT, Asker, Channel, Topic
from alisveien.enquiries.queries import ANSWERED, OPEN
from alisveien.enquiries.telling import STATES
from alisveien.workbench import intake
from alisveien.workbench.intake import Row
from alisveien.workbench.tables import day_of, text_of

FIELDS: intake.Fields = {
    "asked_on": (gettext_lazy("Kom inn"), ("kom inn", "dato", "mottatt")),
    "place": (gettext_lazy("Sted (navn eller nummer)"), ("sted", "kommune", "kommunenummer")),
    "asker": (gettext_lazy("Hvem spør"), ("hvem spør", "hvem", "rolle")),
    "topics": (gettext_lazy("Tema"), ("tema", "temaer")),
    "channel": (gettext_lazy("Kanal"), ("kanal",)),
    "words": (gettext_lazy("Spørsmålet"), ("spørsmålet", "spørsmål")),
    "state": (gettext_lazy("Status"), ("status",)),
    "days": (gettext_lazy("Svartid, virkedager"), ("svartid, virkedager", "svartid")),
    "answer": (gettext_lazy("Svaret"), ("svaret", "svar")),
    "office": (gettext_lazy("Kontor"), ("kontor",)),
}
ASKERS = {str(label).lower(): value for value, label in Asker.choices}
CHANNELS = {str(label).lower(): value for value, label in Channel.choices}
TOPICS = {str(label).lower(): value for value, label in Topic.choices}
STATUSES = {str(label).lower(): value for value, label in STATES.items()}
MOST_DAYS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(intake.Line):
    """What a row says. ``place`` and ``office`` are as written.

    ``channel``, ``words`` and ``answer`` are None where the file has no column for them. ``state`` is one of `queries`;
    ``days`` the working days to the first answer, where it says.
    """

    asked_on: date
    place: str
    asker: str
    topics: tuple[str, ...]
    channel: str | None
    words: str | None
    state: str
    days: int
    answer: str | None
    office: str


def line_of(row: Row) -> Line:
    """What a row says."""
    return _Reading(row).line()


class _Reading:
    """One row while it is read; what cannot be understood is gathered in ``faults``."""

    def __init__(self, row: Row) -> None:
        self.row, self.cell, self.said = row, row.cells, row.said
        self.faults: list[str] = []

    def line(self) -> Line:
        """What the row says."""
        asked_on, topics = self.day(), self.topics()
        answer = self.long("answer")
        return Line(
            row=self.row,
            asked_on=asked_on,
            place=self.said("place"),
            asker=self.one_of("asker", ASKERS, _("Skriv hvem som spør, slik rollen heter i lista.")) or "",
            topics=topics,
            channel=self.one_of("channel", CHANNELS) if "channel" in self.cell else None,
            words=self.long("words"),
            state=self.one_of("state", STATUSES) or (ANSWERED if answer else OPEN),
            days=self.days(),
            answer=answer,
            office=self.said("office"),
            faults=tuple(self.faults),
        )

    def long(self, field: str) -> str | None:
        """A text as it was written, with its lines; None where the file has no such column."""
        if field not in self.cell:
            return None
        written = "\n".join(text_of(line) for line in str(self.cell[field] or "").strip().splitlines())
        if len(written) > LONGEST_TEXT:
            words = _("{label} er for langt. Det kan ha høyst {most} tegn.")
            self.faults.append(words.format(label=FIELDS[field][0], most=LONGEST_TEXT))
        return written

    def one_of(self, field: str, known: Mapping[str, str], missing: str = "") -> str | None:
        """The value a word stands for; None when the cell is empty or the word is not known, which is a fault."""
        said = self.said(field)
        value = known.get(said.lower())
        if said and value is None:
            words = _("Vi kjenner ikke «{said}» under {label}.")
            self.faults.append(words.format(said=said[:60], label=FIELDS[field][0]))
        if not said and missing:
            self.faults.append(missing)
        return value

    def topics(self) -> tuple[str, ...]:
        """The topics. Their names have commas in them and are divided by one: the longest that fits comes first."""
        found, rest = [], self.said("topics").lower()
        while rest:
            name = next((one for one in sorted(TOPICS, key=len, reverse=True) if _begins(rest, one)), None)
            if name is None:
                self.faults.append(_("Vi kjenner ikke temaet «{said}».").format(said=rest[:60]))
                break
            found.append(TOPICS[name])
            rest = rest[len(name) :].lstrip(",; ")
        if not found and not rest:
            self.faults.append(_("Temaet mangler."))
        return tuple(dict.fromkeys(found))

    def day(self) -> date:
        """The day it came; the oldest there is when it does not say one, which is a fault."""
        try:
            day = day_of(self.cell.get("asked_on"))
            self.faults += [] if day else [_("Datoen mangler.")]
        except ValueError as fault:
            day = None
            self.faults.append(str(fault))
        return day or date.min

    def days(self) -> int:
        """Working days to the first answer; nought for the same day, or where it does not say."""
        said = self.said("days")
        if not said or (said.isascii() and said.isdigit() and int(said) <= MOST_DAYS):
            return int(said or 0)
        self.faults.append(_("«{text}» er ikke et antall virkedager.").format(text=said[:20]))
        return 0


def _begins(text: str, name: str) -> bool:
    """Whether a text begins with a name, and then ends or has a comma."""
    return text.startswith(name) and text[len(name) : len(name) + 1] in ("", ",", ";")
