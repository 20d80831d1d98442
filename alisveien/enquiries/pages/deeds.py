"""The words of the deeds on an enquiry, the form each asks with, and what its page shows besides."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Text
from alisveien.enquiries import queries
from alisveien.enquiries.forms import AnswerForm, AssignForm, CorrectForm, WhyForm
from alisveien.enquiries.pages.asking import named_as, persons_suggested, suggestions, typed_as
from alisveien.enquiries.queries_persons import persons_that_ask
from alisveien.enquiries.services import keeping
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of

FormOf = Callable[[Any, Actor, date], Callable[..., Form]]
Context = Callable[[Actor, Any, date], dict[str, Any]]


def _nothing(actor: Actor, enquiry: Any, today: date) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One deed as its page tells it. ``do`` is the service behind it, ``form_of`` makes its form for an enquiry."""

    heading: Text
    lead: Text
    button: Text
    done: Text
    do: Callable[..., object]
    form_of: FormOf
    context: Context = _nothing


def seen_of(enquiry: Any) -> dict[str, Any]:
    """What the forms carry to tell the second of two editors: the version, and the mark of who is to answer."""
    return {"version": enquiry.version, "seen": mark_of(picture(enquiry, *keeping.GIVEN))}


def _answers(actor: Actor, enquiry: Any, today: date) -> dict[str, Any]:
    """The standard answers of the office, those on the same topic first."""
    own = queries.standard_answers_for(actor).filter(office=enquiry.office)
    return {"standard_answers": sorted(own, key=lambda one: one.topic not in enquiry.topics)}


def _places(actor: Actor, enquiry: Any, today: date) -> dict[str, Any]:
    return {
        "places": suggestions(queries.places_that_ask(actor, today)),
        "persons": persons_suggested(persons_that_ask(actor, today)),
    }


def _answer_form(enquiry: Any, actor: Actor, today: date) -> Callable[..., Form]:
    return partial(AnswerForm, initial={"answer": enquiry.answer}) if enquiry.answer else AnswerForm


def _assign_form(enquiry: Any, actor: Actor, today: date) -> Callable[..., Form]:
    colleagues = queries.colleagues_of(actor, enquiry.office, today)
    seen = seen_of(enquiry)["seen"]
    return partial(AssignForm, colleagues=colleagues, initial={"to": enquiry.assigned_to_id, "seen": seen})


def _correct_form(enquiry: Any, actor: Actor, today: date) -> Callable[..., Form]:
    second = enquiry.topics[1] if len(enquiry.topics) > 1 else ""
    initial = {
        "version": enquiry.version,
        "place": typed_as(enquiry.place),
        "asker": enquiry.asker,
        "person": named_as(enquiry.person),
        "channel": enquiry.channel,
        "topic": enquiry.topics[0],
        "topic_also": second,
        "words": enquiry.words,
        "asked_on": enquiry.asked_on,
    }
    return partial(CorrectForm, actor=actor, today=today, initial=initial)


def _why_form(enquiry: Any, actor: Actor, today: date) -> Callable[..., Form]:
    return WhyForm


DEEDS: dict[str, Deed] = {
    "svar": Deed(
        heading=_("Svar på henvendelsen"),
        lead=_("Skriv kort hva som ble svart. Henvendelsen avsluttes, og svartiden regnes fra i dag."),
        button=_("Lagre svaret og avslutt"),
        done=_("Svaret er lagret. Du kan angre i loggen."),
        do=keeping.answer_enquiry,
        form_of=_answer_form,
        context=_answers,
    ),
    "fordel": Deed(
        heading=_("Gi henvendelsen til en kollega"),
        lead=_("Den kommer på arbeidslista til den du velger."),
        button=_("Lagre"),
        done=_("Henvendelsen er fordelt. Du kan angre i loggen."),
        do=keeping.assign_enquiry,
        form_of=_assign_form,
    ),
    "rett": Deed(
        heading=_("Rett henvendelsen"),
        lead=_("Svarfristen regnes på nytt når datoen endres."),
        button=_("Lagre rettelsen"),
        done=_("Henvendelsen er rettet. Du kan angre i loggen."),
        do=keeping.correct_enquiry,
        form_of=_correct_form,
        context=_places,
    ),
    "avslutt": Deed(
        heading=_("Avslutt uten svar"),
        lead=_("For en henvendelse som ikke lenger trenger svar. Den teller ikke i svartiden."),
        button=_("Avslutt uten svar"),
        done=_("Henvendelsen er avsluttet. Du kan angre i loggen."),
        do=keeping.drop_enquiry,
        form_of=_why_form,
    ),
    "apne": Deed(
        heading=_("Åpne igjen"),
        lead=_("Dagen for det første svaret blir stående."),
        button=_("Åpne igjen"),
        done=_("Henvendelsen er åpen igjen. Du kan angre i loggen."),
        do=keeping.reopen_enquiry,
        form_of=_why_form,
    ),
}
