"""The list of enquiries, declared for the workbench, with closing several at once; and the list of standard answers."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.actor import Actor
from alisveien.base.registers import Action, Change, Choice, Column, Register, Text, Tone
from alisveien.enquiries import queries, rules
from alisveien.enquiries.forms import AnswerForm, WhyForm
from alisveien.enquiries.models import Asker, Channel, Enquiry, Topic
from alisveien.enquiries.services import keeping
from alisveien.enquiries.telling import STATES, topics_in_words

TONES: dict[str, Tone] = {
    queries.OPEN: "info",
    queries.OVERDUE: "danger",
    queries.ANSWERED: "success",
    queries.DROPPED: "neutral",
}


def said(enquiry: Any) -> str:
    """Which enquiry: «20. november 2026, Tromsø, veileder»."""
    where = enquiry.place.name if enquiry.place else _("uten sted")
    return f"{date_format(enquiry.asked_on, 'j. F Y')}, {where}, {Asker(enquiry.asker).label}"


def _preview(what: Text, rows: Sequence[Any], answers: Mapping[str, Any], by: Actor, at: datetime) -> list[Change]:
    changes = []
    for row in rows:
        against = tuple(rules.against_answering(row))
        changes.append(Change(row=row, label=said(row), against=against, what="" if against else what))
    return changes


def _answer(row: Enquiry, answers: Mapping[str, Any], by: Actor, at: datetime) -> None:
    keeping.answer_enquiry(enquiry=row, answer=answers.get("answer", ""), by=by, at=at)


def _drop(row: Enquiry, answers: Mapping[str, Any], by: Actor, at: datetime) -> None:
    keeping.drop_enquiry(enquiry=row, why=answers["why"], by=by, at=at)


ACTIONS = (
    Action(
        name="besvart",
        label=gettext_lazy("Merk som besvart"),
        lead=gettext_lazy("Det samme svaret står på alle. Besvart regnes fra i dag når det ikke er svart før."),
        may=rules.may_keep_any,
        preview=partial(_preview, gettext_lazy("besvart i dag")),
        do=_answer,
        done=lambda count: ngettext("{n} henvendelse er besvart.", "{n} henvendelser er besvart.", count).format(
            n=count
        ),
        form=AnswerForm,
    ),
    Action(
        name="avslutt",
        label=gettext_lazy("Avslutt uten svar"),
        lead=gettext_lazy("For henvendelser som ikke lenger trenger svar. De teller ikke i svartiden."),
        may=rules.may_keep_any,
        preview=partial(_preview, gettext_lazy("avsluttet uten svar")),
        do=_drop,
        done=lambda count: ngettext("{n} henvendelse er avsluttet.", "{n} henvendelser er avsluttet.", count).format(
            n=count
        ),
        form=WhyForm,
    ),
)


def _due(row: Any) -> str:
    """Below the status of one that waits: when an answer is due, and who is to give it."""
    if row.closed_on is not None:
        return ""
    due = _("frist {day}").format(day=date_format(row.due_on, "j. F"))
    return f"{due}, {row.assigned_to.name}" if row.assigned_to else due


COLUMNS = (
    Column(
        name="dato",
        label=gettext_lazy("Kom inn"),
        value=lambda row: row.asked_on,
        sort="asked_on",
        link=lambda row: reverse("enquiries:enquiry", args=[row.pk]),
    ),
    Column(
        name="sted",
        label=gettext_lazy("Sted"),
        value=lambda row: row.place.name if row.place else "",
        sort="place__sort_key",
    ),
    Column(name="hvem", label=gettext_lazy("Hvem spør"), value=lambda row: Asker(row.asker).label, sort="asker"),
    Column(name="tema", label=gettext_lazy("Tema"), value=lambda row: topics_in_words(row.topics), sort="topics"),
    Column(
        name="status",
        label=gettext_lazy("Status"),
        value=lambda row: STATES[row.state],
        sort="state",
        tone=lambda row: TONES[row.state],
        note=_due,
    ),
    Column(name="frist", label=gettext_lazy("Svarfrist"), value=lambda row: row.due_on, sort="due_on", shown=False),
    Column(
        name="virkedager",
        label=gettext_lazy("Svartid, virkedager"),
        value=rules.days_to_answer,
        number=True,
        on_phone=False,
    ),
    Column(
        name="svarer",
        label=gettext_lazy("Skal svare"),
        value=lambda row: row.assigned_to.name if row.assigned_to else "",
        sort="assigned_to__name",
        shown=False,
    ),
    Column(
        name="kanal",
        label=gettext_lazy("Kanal"),
        value=lambda row: Channel(row.channel).label,
        sort="channel",
        shown=False,
    ),
    Column(name="sporsmal", label=gettext_lazy("Spørsmålet"), value=lambda row: row.words, shown=False),
    Column(name="svar", label=gettext_lazy("Svaret"), value=lambda row: row.answer, shown=False),
    Column(
        name="kontor",
        label=gettext_lazy("Kontor"),
        value=lambda row: row.office.name,
        sort="office__sort_key",
        shown=False,
    ),
)


def enquiries(today: date) -> Register:
    """The enquiries to the actor's own offices."""
    return Register(
        name="enquiries",
        title=_("Henvendelser"),
        lead=_("Spørsmål til kontoret på telefon, e-post og i møter. Første svar skal komme innen to virkedager."),
        one=_("henvendelse"),
        many=_("henvendelser"),
        rows=partial(queries.enquiries_for, today=today),
        columns=COLUMNS,
        order="-dato",
        filters=_filters(today),
        search=("words", "answer", "place__name"),
        search_label=_("Søk i spørsmål, svar og sted"),
        source=_("kontorets egen logg"),
        source_date=today,
        empty_help=_("Ingen henvendelser passer. Fjern et filter, eller før en ny."),
        help=_(
            "Her står det kontoret er spurt om, det nyeste først. "
            "Kryss av flere for å avslutte dem samlet; du ser hva som blir endret før det skjer."
        ),
        extra_template="enquiries/_head.html",
        actions=ACTIONS,
    )


def _filters(today: date) -> tuple[Choice, ...]:
    return (
        Choice(name="status", label=_("Status"), field="state", choices=lambda actor: list(STATES.items())),
        Choice(name="tema", label=_("Tema"), field="topics", choices=lambda actor: Topic.choices, lookup="overlap"),
        Choice(name="hvem", label=_("Hvem spør"), field="asker", choices=lambda actor: Asker.choices),
        Choice(name="kanal", label=_("Kanal"), field="channel", choices=lambda actor: Channel.choices),
        Choice(
            name="svarer",
            label=_("Skal svare"),
            field="assigned_to",
            choices=lambda actor: [
                (str(user.pk), user.name)
                for office in queries.offices_for(actor, today)
                for user in queries.colleagues_of(actor, office, today)
            ],
        ),
        Choice(
            name="aar",
            label=_("År"),
            field="asked_on__year",
            choices=lambda actor: [(str(year), str(year)) for year in range(today.year, rules.OLDEST.year - 1, -1)],
            several=False,
        ),
    )


def standard_answers(today: date) -> Register:
    """The standard answers of the actor's offices."""
    return Register(
        name="standard_answers",
        title=_("Standardsvar"),
        lead=_("Svar kontoret gir ofte. De kan settes inn når en henvendelse besvares."),
        one=_("standardsvar"),
        many=_("standardsvar"),
        rows=queries.standard_answers_for,
        columns=(
            Column(
                name="tittel",
                label=_("Tittel"),
                value=lambda row: row.title,
                sort="title",
                link=lambda row: reverse("enquiries:standard_answer", args=[row.pk]),
            ),
            Column(name="tema", label=_("Tema"), value=lambda row: Topic(row.topic).label, sort="topic"),
            Column(name="svar", label=_("Svaret"), value=lambda row: row.words, on_phone=False),
        ),
        order="tittel",
        filters=(Choice(name="tema", label=_("Tema"), field="topic", choices=lambda actor: Topic.choices),),
        search=("title", "words"),
        search_label=_("Søk i standardsvarene"),
        source=_("kontorets egne svar"),
        source_date=today,
        empty_help=_("Ingen standardsvar passer. Fjern et filter, eller lag et nytt."),
        help=_(
            "Et standardsvar er en tekst kontoret bruker om igjen. Endrer du det, endres ikke det som alt er svart."
        ),
        extra_template="enquiries/_answers_head.html",
        crumbs=((_("Henvendelser"), reverse("enquiries:enquiries")),),
    )
