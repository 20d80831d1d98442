"""A placement's record, as plain values for the templates."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Tone
from alisveien.placements import rules_stays as rules
from alisveien.placements.models import Placement, Stay, SupervisionPaper
from alisveien.placements.stay_readiness import SIDES, Line, home_supervisions, stay_of
from alisveien.placements.telling.reasons import day
from alisveien.placements.telling.stays import days

State = Placement.State
Row = dict[str, Any]
Links = Sequence[tuple[str, str]]
TONES: dict[str, Tone] = {
    State.AGREED: "accent",
    State.BEGUN: "success",
    State.COMPLETED: "neutral",
    State.ENDED_EARLY: "warning",
    State.CANCELLED: "neutral",
}


def unit_name(placement: Placement) -> str:
    """Where it is served: «UNN Tromsø, lunge», two of them with «og» between; the trust until a unit is named."""
    named = [
        ", ".join(place for place in (_short(unit.hospital), unit.department.name if unit.department else "") if place)
        for unit in placement.units.all()
    ]
    return _(" og ").join(one for one in named if one) or _short(placement.post.trust)


def _short(place: Any) -> str:
    return (place.short_name or place.name) if place else ""


def record_of(placement: Placement, log: Iterable[Any]) -> dict[str, Any]:
    """The record: heading, badges, facts, crumbs, and the merged log, newest first."""
    doctor, post = placement.doctor, placement.post
    return {
        "title": doctor.name,
        "subtitle": " · ".join((doctor.municipality.name, unit_name(placement))),
        "badges": [{"text": str(State(placement.state).label).capitalize(), "tone": TONES[placement.state]}],
        "facts": [
            {"label": _("Helseforetak"), "value": post.trust.name, "href": f"/helseforetak/{post.trust.code}/"},
            {"label": _("Plass"), "value": str(post)},
            {"label": _("Fra"), "value": day(placement.from_on)},
            {"label": _("Til og med"), "value": day(placement.to_on)},
            {"label": _("Vakt"), "value": _label(Stay.OnCall, stay_of(placement).on_call)},
        ],
        "units": [_unit(unit) for unit in placement.units.all()],
        "crumbs": [(_("Plasser"), "/plasser/"), (doctor.name, "")],
        "log": sorted(log, key=lambda line: line.at, reverse=True),
    }


def _unit(unit: Any) -> dict[str, str]:
    where = ", ".join(part for part in (_short(unit.hospital), unit.department.name if unit.department else "") if part)
    return {"label": where or _("Enhet er ikke pekt ut ennå"), "note": days(unit.from_on, unit.to_on)}


def parts_of(actor: Actor, placement: Placement, paper: SupervisionPaper | None = None) -> list[dict[str, Any]]:
    """What is agreed, part by part: heading, who answers for it, rows, and where it is changed for those who may.

    ``paper`` is the supervision agreement as a file, when there is one.
    """
    stay = stay_of(placement)
    headings = {
        rules.HOSPITAL: (_("Avtalt med sykehuset"), _("Helseforetaket fører")),
        rules.HOME: (_("Avtalt hjemme"), _("Kommunen fører")),
        rules.GOALS: (_("Læringsmål i sykehus"), _("Helseforetaket fører")),
    }
    rows = {
        rules.HOSPITAL: _hospital_rows(stay, paper, _paper_links(actor, placement, paper)),
        rules.HOME: _home_rows(placement, stay),
        rules.GOALS: [_goal_row(stay, "alm055", "ALM 055"), _goal_row(stay, "alm085", "ALM 085")],
    }
    return [
        {
            "name": name,
            "heading": heading,
            "who": who,
            "rows": rows[name],
            "href": _change(placement, name) if rules.may_change_part(actor, placement, name) else "",
        }
        for name, (heading, who) in headings.items()
    ]


def _change(placement: Placement, part: str) -> str:
    if placement.state == State.CANCELLED:
        return ""
    return reverse("placements:stay_part", args=[placement.pk, part])


def _row(label: str, value: str, note: str = "", links: Links = ()) -> Row:
    return {"label": label, "value": value, "note": note, "links": links}


def _paper_links(actor: Actor, placement: Placement, paper: SupervisionPaper | None) -> Links:
    """The agreement as a file, and where it is put in for those who may."""
    links = []
    if paper is not None:
        links.append((paper.document.name, reverse("placements:stay_paper_file", args=[placement.pk])))
    if rules.may_keep_stay(actor, placement) and not rules.against_keeping_paper(placement):
        words = _("Bytt eller slett fila") if paper else _("Legg inn avtalen som fil")
        links.append((words, reverse("placements:stay_paper", args=[placement.pk])))
    return links


def _hospital_rows(stay: Stay, paper: SupervisionPaper | None, paper_links: Links) -> list[Row]:
    about = ", ".join(part for part in (stay.supervisor_role, stay.supervisor_email) if part)
    held = _("holdt {day}").format(day=day(stay.midway_held_on)) if stay.midway_held_on else ""
    agreed = _inngatt(stay.agreement_on) or (_("dagen er ikke ført") if paper else "")
    planned = _("planlagt {day}").format(day=day(stay.midway_on)) if stay.midway_on else ""
    return [
        _row(_("Veileder i sykehuset"), stay.supervisor_name, about),
        _row(_("Veiledningsavtale"), agreed, links=paper_links),
        _row(_("Arbeidsavtale"), _signed(stay.employed_on)),
        _row(_("Vakt"), _label(Stay.OnCall, stay.on_call)),
        _row(_("Midtveissamtale"), held or planned, planned if held else ""),
    ]


def _home_rows(placement: Placement, stay: Stay) -> list[Row]:
    supervisors = ", ".join(dict.fromkeys(one.supervisor.name for one in home_supervisions(placement)))
    contact = _("siste kontakt {day}").format(day=day(stay.home_contact_on)) if stay.home_contact_on else ""
    decided = _("avgjort {day}").format(day=day(stay.leave_granted_on)) if stay.leave_granted_on else ""
    return [
        _row(_("Veileder hjemme"), supervisors, contact),
        _row(_("Permisjon innvilget"), _label(Stay.Answer, stay.leave_granted), decided),
        _row(_("Vikar hjemme"), _label(Stay.Answer, stay.locum_arranged)),
    ]


def _goal_row(stay: Stay, goal: str, label: str) -> Row:
    result, on = getattr(stay, f"{goal}_result"), getattr(stay, f"{goal}_on")
    if not result:
        return _row(label, "")
    by = _label(Stay.Role, getattr(stay, f"{goal}_by"))
    return _row(label, str(Stay.Result(result).label), _("{day}, {who}").format(day=day(on), who=by))


def _inngatt(on: date | None) -> str:
    return _("inngått {day}").format(day=day(on)) if on else ""


def _signed(on: date | None) -> str:
    return _("signert {day}").format(day=day(on)) if on else ""


def _label(words: Any, value: str) -> str:
    return str(words(value).label) if value else ""


def readiness_of(actor: Actor, placement: Placement, lines: list[Line]) -> list[dict[str, Any]]:
    """The two lists with how many lines are done; ``may`` where the actor ticks by hand."""
    found = []
    for side, name in SIDES.items():
        own = [one for one in lines if one.item.side == side]
        if own:
            done = sum(one.done for one in own)
            rows = [_readiness_row(actor, placement, one) for one in own]
            found.append({"name": name(), "side": side, "done": done, "count": len(own), "rows": rows})
    return found


def _readiness_row(actor: Actor, placement: Placement, line: Line) -> dict[str, Any]:
    by = {"due": day(line.due_on)}
    note = "" if line.done else (_("Skulle vært gjort {due}") if line.late else _("Innen {due}")).format(**by)
    return {
        "text": line.item.words,
        "state": "done" if line.done else "now" if line.late else "left",
        "late": line.late,
        "note": note,
        "item": line.item.pk,
        "may": line.by_hand and rules.may_tick(actor, placement, line.item),
        "done": line.done,
    }


def teachings_of(placement: Placement) -> list[dict[str, Any]]:
    """The sessions that were held, in order of days."""
    return [
        {"pk": one.pk, "label": _capital(str(one.get_theme_display())), "note": f"{day(one.on)}, {one.where}"}
        for one in placement.teachings.all()
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
