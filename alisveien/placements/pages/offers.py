"""One offer and the pages around it, as plain values for the templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.registers import Text, Tone
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements import rules_offers as rules
from alisveien.placements.models import Offer
from alisveien.placements.queries_offers import moved_to, where_of
from alisveien.placements.rules_offers import how_it_stands
from alisveien.placements.telling.offers import moment_with_weekday, why_offered
from alisveien.placements.telling.reasons import day, moment

State = Offer.State
TONES: dict[str, Tone] = {
    State.PREPARED: "neutral",
    State.SENT: "accent",
    State.ACCEPTED: "success",
    State.DECLINED: "neutral",
    State.EXPIRED: "warning",
    State.DEFERRED: "info",
    State.REPLACED: "neutral",
    State.RECALLED: "danger",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A deed on an offer as its page asks for it: heading, what follows, and the button."""

    title: Text
    lead: Text
    follows: tuple[Text, ...]
    button: Text
    danger: bool = False


STEPS: dict[str, Step] = {
    "ja": Step(
        gettext_lazy("Ta imot plassen"),
        gettext_lazy("Se over før du svarer. Når du har sagt ja, er plassen din."),
        (
            gettext_lazy("Plassen blir din, og den blir ikke gitt til andre i fordelingen."),
            gettext_lazy("Må helseforetaket senere flytte deg i planen sin, får du beskjed på e-post."),
            gettext_lazy("Du avtaler permisjon med kommunen. Helseforetaket tar kontakt om ansettelsen."),
            gettext_lazy("Du får kvittering på e-post."),
        ),
        gettext_lazy("Ja, jeg tar plassen"),
    ),
    "nei": Step(
        gettext_lazy("Si nei til plassen"),
        gettext_lazy("Plassen går til neste i lista med det samme. Det kan ikke tas tilbake."),
        (
            gettext_lazy("Et nei koster deg ingenting i senere runder. Innmeldingen din står."),
            gettext_lazy("Er det stedet som ikke passer, står de andre ønskene dine i denne runden."),
            gettext_lazy("Du får kvittering på e-post."),
        ),
        gettext_lazy("Nei, gi plassen til neste"),
        danger=True,
    ),
    "utsett": Step(
        gettext_lazy("Be om utsettelse"),
        gettext_lazy("Helseforetaket avgjør. Si bare at det gjelder permisjon, aldri hvorfor."),
        (
            gettext_lazy("Tilbudet står til helseforetaket har svart, og fristen løper ikke."),
            gettext_lazy("Permisjon koster deg aldri plassen i køen."),
        ),
        gettext_lazy("Be om utsettelse"),
    ),
    "avgjor": Step(
        gettext_lazy("Svar på ønsket om utsettelse"),
        gettext_lazy("Helseforetaket avgjør. Legen får svaret med begrunnelsen på e-post."),
        (
            gettext_lazy("Ja: plassen går til neste i lista, og legen beholder plassen i køen til halvåret du velger."),
            gettext_lazy("Nei: tilbudet står, og legen får ny svarfrist."),
        ),
        gettext_lazy("Send svaret"),
    ),
    "trekk": Step(
        gettext_lazy("Plassen har falt bort"),
        gettext_lazy("En frigivelse tas aldri tilbake. Dette retter én plass som ikke finnes lenger."),
        (
            gettext_lazy("Legen får begrunnelsen og står i lista igjen med det samme."),
            gettext_lazy("Er plassen tatt imot, faller avtalen bort. Rettingen står i loggen."),
        ),
        gettext_lazy("Trekk plassen"),
        danger=True,
    ),
}


def half_of(offer: Offer) -> HalfYear:
    """The half-year of the offered post."""
    return HalfYear(offer.post.year, offer.post.half)


def later_halves(offer: Offer) -> list[HalfYear]:
    """The half-years a place can be deferred to, as the page offers them: the next four."""
    now, found = half_of(offer), []
    for _number in range(4):
        now = HalfYear(now.year, 2) if now.half == 1 else HalfYear(now.year + 1, 1)
        found.append(now)
    return found


def record_of(offer: Offer, actor: Actor, at: datetime) -> dict[str, Any]:
    """The record of an offer: heading, facts, what can be done by this actor, what follows, what has happened."""
    own, handles = rules.may_answer_self(actor, offer), rules.may_handle(actor, offer.nomination.trust_id)
    trust, moved = offer.nomination.trust, moved_to(offer)
    asked, due = offer.is_live and bool(offer.ground), moment_with_weekday(offer.answer_by)
    deadline = _("står stille til helseforetaket har svart") if asked else due
    period = _("{half}, {first}–{last}").format(
        half=half_of(offer).label, first=day(offer.post.from_on), last=day(offer.post.to_on)
    )
    return {
        "offer": offer,
        "own": own,
        "title": _("Tilbud om sykehusplass") if own else offer.doctor.name,
        "subtitle": f"{where_of(offer)} · {period}",
        "badges": [{"text": str(State(offer.state).label).capitalize(), "tone": TONES[offer.state]}],
        "facts": [
            {"label": _("Helseforetak"), "value": trust.name, "href": f"/helseforetak/{trust.code}/"},
            {"label": _("Halvår"), "value": period},
            {"label": _("Svarfrist"), "value": deadline},
            {"label": _("Ønske"), "value": _wish(offer)},
            *([{"label": _("Flyttet i planen til"), "value": moved}] if moved else []),
            *([] if own else [{"label": _("Kommune"), "value": offer.nomination.municipality.name}]),
        ],
        "why": why_offered(offer) if own else "",
        "asked": asked,
        "due": due,
        "deadline": deadline,
        "answers": (own or handles) and not rules.against_answering(offer, at),
        "defers": (own or handles) and not rules.against_answering(offer, at) and not offer.ground,
        "settles": handles and asked,
        "recalls": handles and offer.state in (State.PREPARED, State.SENT, State.ACCEPTED),
        "stands": "" if offer.is_live else how_it_stands(offer),
        "events": _events(offer),
        "sees_reason": own or handles,
        "crumbs": [(_("Tilbud"), reverse("placements:offers")), (offer.doctor.name, "")],
    }


def _wish(offer: Offer) -> str:
    return _("{number}. ønske").format(number=offer.wish_number) if offer.wish_number else _("utenfor ønskene")


def _events(offer: Offer) -> list[dict[str, Any]]:
    """What has happened, newest first; the deadline is to come while the offer stands."""
    events: list[dict[str, Any]] = []
    if offer.is_live and not offer.ground:
        text = _("Svarfrist. Uten svar går plassen til neste i lista.")
        events.append({"when": moment_with_weekday(offer.answer_by), "text": text, "coming": True})
    if offer.ended_at:
        events.append({"when": moment(offer.ended_at), "text": how_it_stands(offer), "note": _behalf(offer)})
    if offer.ground_at:
        text = _("Bedt om utsettelse: {ground}").format(ground=Offer.Ground(offer.ground).label)
        events.append({"when": moment(offer.ground_at), "text": text})
    if offer.sent_at:
        events.append({"when": moment(offer.sent_at), "text": _("Tilbudet ble sendt")})
    events.append({"when": moment(offer.made_at), "text": _("Tilbudet ble klargjort")})
    return events


def _behalf(offer: Offer) -> str:
    return _("Helseforetaket svarte for legen: {words}").format(words=offer.asked_how) if offer.asked_how else ""
