"""A table of enquiries → what each row says, with a sentence for what cannot be read. Knows no database.

The headings of the exported list are known, so it is read back unchanged; others are mapped by whoever sends the file.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.registers import Text
from alisveien.enquiries.models import LONGEST_TEXT, Asker, Channel, Topic
from alisveien.enquiries.queries import ANSWERED, OPEN
from alisveien.enquiries.telling import STATES
from alisveien.people.table_reading import DAY, text_of
from alisveien.workbench.sheets import Cell, Sheet

FIELDS: dict[str, tuple[Text, tuple[str, ...]]] = {
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
"""Field → what it is called, and the headings it is known by."""
ASKERS = {str(label).lower(): value for value, label in Asker.choices}
CHANNELS = {str(label).lower(): value for value, label in Channel.choices}
TOPICS = {str(label).lower(): value for value, label in Topic.choices}
STATUSES = {str(label).lower(): value for value, label in STATES.items()}
MOST_DAYS = 1000
Mapped = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number in the file, its cells as text, what it says, and what is wrong with it.

    ``place`` and ``office`` are as written. ``channel``, ``words`` and ``answer`` are None where the file has no column
    for them. ``state`` is one of `queries`; ``days`` the working days to the first answer, where it says.
    """

    number: int
    cells: tuple[str, ...]
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
    faults: tuple[str, ...]


def guessed(headings: Sequence[str]) -> dict[str, str]:
    """Field → the heading that is known to be it."""
    known = {heading.strip().lower(): heading for heading in headings}
    return {
        field: known[word] for field, (_label, words) in FIELDS.items() for word in reversed(words) if word in known
    }


def lines_of(sheet: Sheet, mapping: Mapped) -> list[Line]:
    """Every row, read by the mapping."""
    places = {field: sheet.headings.index(heading) for field, heading in mapping.items() if heading in sheet.headings}
    return [_Row(number, cells, places).line() for number, cells in sheet.rows]


class _Row:
    """One row while it is read; what cannot be understood is gathered in ``faults``."""

    def __init__(self, number: int, cells: Sequence[Cell], places: Mapping[str, int]) -> None:
        self.number, self.cells = number, cells
        self.cell = {field: cells[at] if at < len(cells) else None for field, at in places.items()}
        self.faults: list[str] = []

    def line(self) -> Line:
        """What the row says."""
        asked_on, topics = self.day(), self.topics()
        answer = self.long("answer")
        return Line(
            number=self.number,
            cells=tuple(text_of(cell) for cell in self.cells),
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

    def said(self, field: str) -> str:
        """The cell of a field as one line of text."""
        return text_of(self.cell.get(field))

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
        """The day it came, of a workbook, «26.06.2020» or «2020-06-26»; the oldest there is with a fault for none."""
        cell = self.cell.get("asked_on")
        if isinstance(cell, date):
            return cell.date() if isinstance(cell, datetime) else cell
        text = text_of(cell)
        found = DAY.fullmatch(text)
        try:
            return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text[:10])
        except ValueError:
            fault = _("«{text}» er ikke en dato.").format(text=text[:20]) if text else _("Datoen mangler.")
            self.faults.append(fault)
        return date.min

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
