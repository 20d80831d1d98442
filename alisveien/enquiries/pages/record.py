"""The record of one enquiry."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.actor import Actor
from alisveien.enquiries import rules
from alisveien.enquiries.registers import TONES
from alisveien.enquiries.telling import STATES, topics_in_words
from alisveien.journal.pages import log_of


def record_of(actor: Actor, enquiry: Any, today: date) -> dict[str, Any]:
    """Everything the page of an enquiry prints. ``enquiry`` has ``state``, as `queries.enquiries_for` gives it."""
    where = enquiry.place.name if enquiry.place else ""
    title = topics_in_words(enquiry.topics)
    return {
        "enquiry": enquiry,
        "title": title,
        "crumbs": [(_("Henvendelser"), reverse("enquiries:enquiries")), (title, "")],
        "badges": [{"text": str(STATES[enquiry.state]), "tone": TONES[enquiry.state]}],
        "subtitle": " · ".join(part for part in (enquiry.get_asker_display(), where, enquiry.office.name) if part),
        "facts": [
            _fact(_("Kom inn"), _day(enquiry.asked_on)),
            _fact(_("Kanal"), enquiry.get_channel_display()),
            _fact(_("Svarfrist"), _day(enquiry.due_on)),
            _fact(_("Første svar"), answered_in_words(enquiry)),
            _fact(_("Skal svare"), enquiry.assigned_to.name if enquiry.assigned_to else _("den som er først")),
            _fact(_("Sted"), where or _("ikke kjent"), _href(enquiry)),
            *_who(enquiry),
        ],
        "is_open": enquiry.closed_on is None,
        "log": log_of(actor, enquiry),
        "synthetic": enquiry.is_synthetic,
    }


def answered_in_words(enquiry: Any) -> str:
    """«23. november 2026, samme dag», «24. november 2026, etter 1 virkedag», or that there is none."""
    days = rules.days_to_answer(enquiry)
    if days is None:
        return _("ikke svart")
    if days == 0:
        return _("{day}, samme dag").format(day=_day(enquiry.first_answered_on))
    words = ngettext("{day}, etter {n} virkedag", "{day}, etter {n} virkedager", days)
    return words.format(day=_day(enquiry.first_answered_on), n=days)


def _who(enquiry: Any) -> list[dict[str, str]]:
    """Who asked by name, where that was written down."""
    person = enquiry.person
    if person is None:
        return []
    return [_fact(_("Navn"), person.name, reverse("people:person", args=[person.pk]))]


def _href(enquiry: Any) -> str:
    place = enquiry.place
    if place is None:
        return ""
    return f"/kommuner/{place.code}/" if place.kind == place.Kind.MUNICIPALITY else f"/organisasjoner/{place.pk}/"


def _day(day: date) -> str:
    return date_format(day, "l j. F Y")


def _fact(label: str, value: str, href: str = "") -> dict[str, str]:
    return {"label": label, "value": value, "href": href}
