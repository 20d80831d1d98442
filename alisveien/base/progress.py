"""How long work stands, in words for the one who waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from alisveien.base.models import LongTask
from alisveien.base.registers import Tone

State = LongTask.State
_MOMENT = r"j. F Y \k\l. H.i"
SLOW_START = timedelta(seconds=30)
TONES: dict[str, Tone] = {"waiting": "neutral", "running": "info", "done": "success", "failed": "danger"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything the page of long work prints. ``total`` is None until it is known."""

    address: str
    title: str
    state: str
    state_name: str
    tone: Tone
    done: int
    total: int | None
    left: str
    ended: bool
    failed: bool
    summary: str
    result: str
    origin: str
    when: str


def work_address(task: LongTask) -> str:
    """The address of the page of long work."""
    return reverse("long_task", args=[task.key])


def standing_of(task: LongTask, at: datetime) -> Standing:
    """How ``task`` stands at a time."""
    return Standing(
        address=work_address(task),
        title=task.title,
        state=task.state,
        state_name=str(State(task.state).label),
        tone=TONES[task.state],
        done=task.done,
        total=task.total,
        left=_left(task, at),
        ended=task.state in {State.DONE, State.FAILED},
        failed=task.state == State.FAILED,
        summary=task.summary,
        result=task.result,
        origin=task.origin,
        when=_when(task),
    )


def _when(task: LongTask) -> str:
    """When it began and ended; the day is said once when it is the same."""
    began = timezone.localtime(task.started_at)
    said = _("Startet {at}").format(at=date_format(began, _MOMENT))
    if task.ended_at is None:
        return f"{said}."
    ended = timezone.localtime(task.ended_at)
    form = r"\k\l. H.i" if ended.date() == began.date() else _MOMENT
    return _("{began}, avsluttet {at}.").format(began=said, at=date_format(ended, form))


def _left(task: LongTask, at: datetime) -> str:
    """A sentence on what is done and what is left."""
    if task.state == State.WAITING:
        if at - task.changed_at > SLOW_START:
            return _("Står fortsatt i kø. Andre oppgaver blir gjort først.")
        return _("Står i kø og begynner straks.")
    if task.total is None and not task.done:
        return _("Arbeidet er i gang.")
    if task.total is None:
        return _("{done} {unit} er ferdige.").format(done=_figure(task.done), unit=_unit(task))
    return _("{done} av {total} {unit} er ferdige, {left} igjen.").format(
        done=_figure(task.done), total=_figure(task.total), unit=_unit(task), left=_figure(task.total - task.done)
    )


def _unit(task: LongTask) -> str:
    return task.unit or _("deler")


def _figure(number: int) -> str:
    return number_format(number, force_grouping=True)
