"""A call as it is printed: each doctor's answers now beside those of half a year ago, and what has been answered."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.registers import Text, Tone
from alisveien.placements import queries_confirmations as queries
from alisveien.placements.answers import Choices, Typed, Versions, typed_of, versions_of
from alisveien.placements.models import Call, Question
from alisveien.placements.pages.nomination_record import moment
from alisveien.placements.pages.nomination_rows import rows_of
from alisveien.placements.queries_nomination import choices_for, halves_of
from alisveien.placements.rules_confirmations import AMBER, GREEN, RED, state_of
from alisveien.placements.rules_nomination import against_changing
from alisveien.placements.telling.confirmations import answer_in_words
from alisveien.placements.telling.nominations import label_of

TONES: Mapping[str, Tone] = {GREEN: "success", AMBER: "warning", RED: "danger"}
WORDS: Mapping[str, Text] = {
    GREEN: gettext_lazy("bekreftet"),
    AMBER: gettext_lazy("venter på svar"),
    RED: gettext_lazy("fristen er ute"),
}
_SENT = re.compile(r"(\d{1,18}):(\d{1,9})-(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a doctor: what, half a year ago, now. ``changed`` when the two differ."""

    label: str
    before: str
    now: str
    note: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Doctor:
    """One doctor of a call. ``sent`` is what a press on «stemmer» sends: which nomination, as it was seen.

    ``gist`` is the first wish; ``lines`` are all the answers; ``changes`` counts those that differ from before.
    """

    nomination: int
    name: str
    hpr_number: str
    confirmed: str
    state: str
    tone: Tone
    answer: str
    answered_at: str
    is_open: bool
    sent: str
    new: bool
    gist: str
    lines: tuple[Line, ...]
    changes: int


@dataclass(frozen=True, slots=True)
class Page:
    """A call with its doctors, those that are left first; ``done`` when none is."""

    doctors: tuple[Doctor, ...]
    left: int
    total: int
    due: date
    late: bool

    @property
    def done(self) -> bool:
        """Whether every doctor is answered for."""
        return self.left == 0


def page_of(call: Call, by: Actor, day: date) -> Page:
    """The page of a call. Whether the one who asks may see it is asked by the view."""
    questions = queries.questions_of(call)
    nominations = [one.nomination for one in questions]
    before = queries.last_half_year(nominations, call.campaign.opens_on)
    kept = {label for one in nominations for label in halves_of(one)}
    homes: dict[int, Choices] = {}
    doctors = []
    for one in questions:
        home = one.nomination.municipality
        if home.pk not in homes:
            homes[home.pk] = choices_for(by, home, day, kept=kept)
        state = state_of(answered=one.is_answered, due_on=call.campaign.due_on, day=day)  # type: ignore[attr-defined]
        lines = _lines(before.get(one.nomination_id), typed_of(one.nomination), homes[home.pk], day)
        doctors.append(_doctor(one, state, lines, new=one.nomination_id not in before))
    left = sum(1 for one in doctors if one.state != GREEN)
    ordered = sorted(doctors, key=lambda one: one.state == GREEN)
    return Page(tuple(ordered), left, len(doctors), call.campaign.due_on, day > call.campaign.due_on)


def _doctor(question: Question, state: str, lines: tuple[Line, ...], *, new: bool) -> Doctor:
    one = question.nomination
    seen = versions_of(one.doctor, one)
    return Doctor(
        nomination=one.pk,
        name=one.doctor.name,
        hpr_number=one.doctor.hpr_number,
        confirmed=moment(one.confirmed_at),
        state=state,
        tone=TONES[state],
        answer=answer_in_words(question) if state == GREEN else str(WORDS[state]),
        answered_at=moment(one.ended_at or one.confirmed_at) if state == GREEN else "",
        is_open=not against_changing(one),
        sent=f"{one.pk}:{seen.doctor}-{seen.nomination}",
        gist=next((line.now for line in lines if line.label == label_of("wish_1")), ""),
        lines=lines,
        changes=0 if new else sum(1 for line in lines if line.changed),
        new=new,
    )


def _lines(before: Typed | None, now: Typed, choices: Choices, day: date) -> tuple[Line, ...]:
    """The rows of now, each beside what stood half a year ago; last what stood then and stands no more."""
    then = {row.label: row for row in rows_of(before, choices, day)} if before else {}
    lines = []
    for row in rows_of(now, choices, day):
        was = then.pop(row.label, None)
        changed = before is not None and (was is None or was.value != row.value)
        lines.append(Line(row.label, was.value if was else "", row.value, row.note, changed))
    gone = [Line(row.label, row.value, "", "", changed=True) for row in then.values() if row.value]
    return (*lines, *gone)


def seen_in(sent: Iterable[str]) -> dict[int, Versions]:
    """Nomination → versions, of what was sent as «nomination:doctor-nomination»; what cannot be read is left out."""
    found = {}
    for one in sent:
        match = _SENT.fullmatch(one)
        if match:
            found[int(match[1])] = Versions(int(match[2]), int(match[3]))
    return found
