"""«Stemmer dette?» as it is printed: a line for each holder and vacant role, the receipt, and who a letter reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alisveien.base.models import Letter
from alisveien.base.registers import Tone
from alisveien.outreach import queries_letters, queries_network, rules_letters
from alisveien.outreach.forms import LineForm, line_forms
from alisveien.outreach.models import CheckAnswer, Recipient
from alisveien.outreach.pages.rows import begun
from alisveien.outreach.queries import role_in_words
from alisveien.outreach.queries_network import town_of
from alisveien.outreach.services.checks import Said
from alisveien.places.models import Place

Answer = CheckAnswer.Answer
State = Letter.State
TONES: dict[str, Tone] = {
    State.WAITING: "info",
    State.SENDING: "info",
    State.SENT: "success",
    State.SHOWN: "neutral",
    State.BOUNCED: "danger",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the role and who holds it. ``prefix`` names its fields, the same as long as the holder is."""

    prefix: str
    role: str
    role_words: str
    held: int | None
    name: str
    email: str
    phone: str

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the role."""
        return self.held is None


def lines_of(place: Place, day: date) -> list[Line]:
    """The lines of a municipality. Whether the one who asks may see them is asked by the view."""
    seats = queries_network.seats_of([town_of(place)], queries_network.network_on([place.pk], day))
    return [
        Line(
            prefix=f"r{one.held.pk}" if one.held else one.role,
            role=one.role,
            role_words=role_in_words(one.role),
            held=one.held.pk if one.held else None,
            name=one.held.name if one.held else "",
            email=one.held.email if one.held else "",
            phone=one.held.phone if one.held else "",
        )
        for one in seats
    ]


def said_of(lines: Sequence[Line], forms: Sequence[LineForm]) -> list[Said]:
    """What was said, line by line; the forms are valid."""
    return [Said(role=line.role, held=line.held, **form.cleaned_data) for line, form in zip(lines, forms, strict=True)]


def mark_of(lines: Sequence[Line]) -> str:
    """The same as long as the same people hold the roles: what one agrees to is what one saw."""
    return "-".join(str(line.held) if line.held is not None else line.role for line in lines)


def all_right(lines: Sequence[Line]) -> list[Said]:
    """What «alt stemmer» says: every holder confirmed, every vacant role still vacant."""
    return [
        Said(role=line.role, held=line.held, answer=Answer.VACANT if line.vacant else Answer.CONFIRMED)
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class Answered:
    """What was sent: the forms as they were filled, what is said (None when it cannot be taken), and why not."""

    forms: list[LineForm]
    said: list[Said] | None = None
    reasons: tuple[str, ...] = ()


def answered(sent: Any, lines: Sequence[Line]) -> Answered:
    """Read what was sent: line by line, or with the one button for all. ``sent`` is None before anything was."""
    named = [(line.prefix, line.vacant) for line in lines]
    if sent is None or "alt" not in sent:
        forms = line_forms(sent, named)
        right = sent is not None and not any(form.errors for form in forms)
        return Answered(forms, said_of(lines, forms) if right else None)
    if sent.get("sett") == mark_of(lines):
        return Answered(line_forms(None, named), all_right(lines))
    return Answered(
        line_forms(None, named), None, (_("Kontaktene er endret mens du svarte. Se over, og svar på nytt."),)
    )


def receipt(check: Any, said: Sequence[Said]) -> dict[str, Any]:
    """What the receipt shows."""
    words = {
        Answer.CONFIRMED: _("stemmer"),
        Answer.CHANGED: _("ny person"),
        Answer.VACANT: _("ingen har rollen"),
    }
    return {
        "receipt": [
            {"role": begun(role_in_words(one.role)), "answer": words[Answer(one.answer)], "name": _new_name(one)}
            for one in said
        ],
        "sent_to": check.sent_to,
    }


def _new_name(said: Said) -> str:
    return f"{said.first_name} {said.last_name}" if said.answer == Answer.CHANGED else ""


def asking(place: Place, day: date) -> dict[str, Any]:
    """To whom the link would go, and what speaks against it."""
    held = queries_letters.whom_to_ask(place.pk, queries_network.network_on([place.pk], day))
    against = rules_letters.against_asking(email=held.email if held else "", bounced=bool(held and held.bounced))
    return {"to": held, "to_role": role_in_words(held.role) if held else "", "against": against}


def recipient_row(one: Recipient) -> dict[str, Any]:
    """How it went with one letter."""
    state = one.letter.state if one.letter else ""
    return {
        "town": one.place.name,
        "code": one.place.code,
        "role": role_in_words(one.role),
        "name": one.person.name,
        "address": one.letter.to_address if one.letter else "",
        "state": str(State(state).label) if state else _("slettet"),
        "tone": TONES.get(state, "neutral"),
    }
