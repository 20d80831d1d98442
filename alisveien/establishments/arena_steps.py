"""The groups of questions about an arena, in order: which fields each asks, and what they are about.

They are the points of the application to ALIS-Vest (January 2019), one group a page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from alisveien.establishments.models import Arena

STEPS: Mapping[str, tuple[str, ...]] = {
    "om": ("kind", "name", "run_by", "opened_on", "closed_on"),
    "leger": ("doctors", "under_40", "from_40", "from_60", "specialists", "other_specialities", "lis1", "alis"),
    "utstyr": ("room", "room_note", "staff", "staff_competence", "equipment", "equipment_note"),
    "liste": ("list_solution", "list_length", "list_note"),
    "veiledning": (
        "daily_supervision",
        "daily_supervision_note",
        "local_supervisor",
        "supervision_hours",
        "backup",
        "backup_note",
    ),
    "bredde": (
        "work",
        "work_note",
        "locum_cover",
        "locum_note",
        "vacant_posts",
        "recruitment",
        "recruitment_note",
    ),
    "mal": ("goals_full", "goals_partly"),
}
"""Step → fields. The last one asks about goals and has a form of its own."""
GOALS = "mal"
FIELDS: tuple[str, ...] = tuple(name for names in STEPS.values() for name in names)
NOT_DESCRIBING = ("kind", "name", "run_by", "opened_on", "closed_on")
ONLY_CENTRES = ("liste",)
"""Steps that are asked of medical centres alone."""


@dataclass(frozen=True, slots=True)
class Step:
    """A group of questions as its page tells it: name in the address, heading and lead."""

    name: str
    title: str
    lead: str


def step_words(name: str) -> Step:
    """The words of a step."""
    words = {
        "om": (_("Om arenaen"), _("Hva arenaen heter, og hvem som driver den.")),
        "leger": (_("Legene"), _("Antall, ikke navn. La stå tomt det du ikke vet.")),
        "utstyr": (_("Kontor, medarbeidere og utstyr"), _("Det en lege i spesialisering har rundt seg.")),
        "liste": (_("Liste"), _("Hvordan legen får pasienter på egen liste.")),
        "veiledning": (_("Supervisjon og veiledning"), _("Hvem legen kan spørre i det daglige, på vakt og fast.")),
        "bredde": (_("Bredde, vikar og rekruttering"), _("Kommunalt arbeid legen kan få, og hvor sårbart det er.")),
        "mal": (_("Læringsmål"), _("Hvilke læringsmål legen kan nå her, helt eller delvis.")),
    }
    return Step(name, *words[name])


def steps_of(arena: Arena) -> tuple[str, ...]:
    """The steps that are asked of an arena, in order."""
    centre = arena.kind == Arena.Kind.MEDICAL_CENTRE
    return tuple(name for name in STEPS if centre or name not in ONLY_CENTRES)


def next_step(arena: Arena, name: str) -> str:
    """The step after one; empty after the last."""
    names = steps_of(arena)
    place = names.index(name) + 1
    return names[place] if place < len(names) else ""


def previous_step(arena: Arena, name: str) -> str:
    """The step before one; empty before the first."""
    names = steps_of(arena)
    place = names.index(name)
    return names[place - 1] if place else ""


def is_said(value: Any) -> bool:
    """Whether something has been answered: nought is an answer, nothing is not."""
    return value not in (None, "", [])


def said_of(arena: Arena, names: Iterable[str]) -> int:
    """How many of some fields have been answered."""
    return sum(is_said(getattr(arena, name)) for name in names)
