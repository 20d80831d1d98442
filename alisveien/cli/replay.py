"""``alisveien replay``: what happened after a distribution, event by event, from a file to a file."""

import argparse
import json
from dataclasses import asdict
from gettext import gettext as _
from pathlib import Path
from typing import Any

from alisveien.cli.language import speak_norwegian
from alisveien.cli.problem_files import json_of, read_problem, refuse_same_file, understood, written
from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.allocation.events import Event, event_data, event_from
from alisveien.engines.allocation.problem import BadProblem, Problem
from alisveien.engines.allocation.replay import BadEvent, State, Step, after, begin
from alisveien.engines.allocation.written import fields, listed
from alisveien.placements.telling.changes import tell_bad_event, tell_move
from alisveien.placements.telling.problems import tell_bad_problem


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The problem, what happened, and where the state goes."""
    parser.add_argument("problem", metavar="PROBLEM", type=Path, help=_("problemet, i JSON"))
    parser.add_argument("events", metavar=_("HENDELSER"), type=Path, help=_("hendelsene i rekkefølge, i JSON"))
    parser.add_argument("--out", type=Path, required=True, metavar=_("FIL"), help=_("filen tilstanden skrives i"))


def run(args: argparse.Namespace) -> int:
    """Replay every event, print who moved and why, and write the state. Raises CannotBeDone for bad input."""
    speak_norwegian()
    refuse_same_file(args.problem, args.events, args.out)
    problem = read_problem(args.problem)
    data = json_of(args.events)
    events = understood(args.events, lambda: _events(data))
    steps = _replayed(problem, events, args.events.name)
    for number, step in enumerate(steps, start=1):
        print(_("{number}. {kind}: {count} flyttet").format(number=number, kind=_kind(step), count=len(step.moves)))
        for move in step.moves:
            print("   " + tell_move(move))
    with written(args.out) as file:
        state = steps[-1].state if steps else begin(problem)
        file.write(json.dumps(_state_data(state, steps), ensure_ascii=False, indent=1) + "\n")
    return 0


def _events(data: Any) -> list[Event]:
    fields(data, "events", {"events"})
    return [event_from(row, f"events[{place}]") for place, row in enumerate(listed(data, "events", "events"))]


def _replayed(problem: Problem, events: list[Event], name: str) -> list[Step]:
    state, steps = begin(problem), []
    for number, event in enumerate(events, start=1):
        try:
            steps.append(after(state, event))
        except (BadEvent, BadProblem) as error:
            why = tell_bad_event(error) if isinstance(error, BadEvent) else tell_bad_problem(error)
            words = _("{name}, hendelse {number}: {why}")
            raise CannotBeDone(words.format(name=name, number=number, why=why)) from error
        state = steps[-1].state
    return steps


def _kind(step: Step) -> str:
    words = {
        "withdrawn": _("trukket"),
        "nominated": _("meldt inn"),
        "posts_changed": _("antall plasser endret"),
        "accepted": _("takket ja"),
        "declined": _("takket nei"),
        "deferred": _("utsatt"),
        "mid_period": _("ledig midt i perioden"),
    }
    return words[event_data(step.event)["kind"]]


def _state_data(state: State, steps: list[Step]) -> dict[str, Any]:
    return {
        "placements": dict(state.placements),
        "accepted": dict(state.accepted),
        "mark": state.mark,
        "steps": [
            {
                "event": event_data(step.event),
                "mark": step.state.mark,
                "moves": [{**asdict(move), "by": list(move.by)} for move in step.moves],
            }
            for step in steps
        ],
    }
