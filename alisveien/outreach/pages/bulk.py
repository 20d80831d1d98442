"""What can be done to many rows: write to the roles, and ask municipalities whether their contacts are right."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Action, Change
from alisveien.outreach import queries_letters, queries_network, rules, rules_letters
from alisveien.outreach.forms import LetterForm
from alisveien.outreach.pages.rows import SeatRow, TownRow
from alisveien.outreach.queries import role_in_words
from alisveien.outreach.queries_templates import templates_for
from alisveien.outreach.services.checks import ask_check
from alisveien.outreach.services.mailings import words_of, write_to_role
from alisveien.places.models import Place


def _writing(several: Sequence[SeatRow], answers: Mapping[str, Any], by: Actor, at: datetime) -> list[Change]:
    """Each letter as it would be sent, and why the others are not. One person gets one letter."""
    gets: dict[int, str] = {}
    return [_letter(row, answers, by, gets) for row in several]


def _letter(row: SeatRow, answers: Mapping[str, Any], by: Actor, gets: dict[int, str]) -> Change:
    held = row.seat.held
    label = ", ".join(part for part in (row.town, row.role_words, row.name) if part)
    if not rules.may_follow_up_place(by, row.seat.town.pk):
        return Change(row=row, label=label, against=(_("Kommunen følges opp av et annet kontor."),))
    faults = rules_letters.against_sending(vacant=held is None, email=row.email, bounced=bool(held and held.bounced))
    if held is not None and not faults and held.person in gets:
        faults = [_("Får brevet som {role}.").format(role=gets[held.person])]
    if held is None or faults:
        return Change(row=row, label=label, against=tuple(faults))
    gets[held.person] = f"{role_in_words(row.role)}, {row.town}"
    words = words_of(row.seat, held)
    text = [rules_letters.merged(answers.get(name, ""), words) for name in ("subject", "body")]
    return Change(row=row, label=label, what=_("til {address}").format(address=row.email), detail="\n\n".join(text))


def _write(row: SeatRow, answers: Mapping[str, Any], by: Actor, at: datetime) -> None:
    write_to_role(seat=row.seat, subject=answers["subject"], body=answers["body"], by=by, at=at)


def _starts(actor: Actor) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in templates_for(actor)]


def _begin(actor: Actor, sent: Mapping[str, str]) -> dict[str, str]:
    """The words of the chosen template; what was typed stands when none was."""
    chosen = sent.get("mal", "")
    one = templates_for(actor).filter(pk=chosen).first() if chosen.isdecimal() and len(chosen) < 10 else None
    if one is not None:
        return {"subject": one.subject, "body": one.body}
    return {name: sent[name] for name in ("subject", "body") if name in sent}


WRITE = Action(
    name="skriv",
    label=gettext_lazy("Skriv til rollene"),
    lead=gettext_lazy("Hver mottaker får sitt eget brev på e-post. Alle sendes, eller ingen."),
    may=rules.may_follow_up,
    form=LetterForm,
    starts=_starts,
    start_template="outreach/_choose_template.html",
    begin=_begin,
    preview=_writing,
    do=_write,
    look=gettext_lazy("Se hvem som får brevet"),
    changes=lambda count: ngettext("{n} får brevet", "{n} får brevet", count).format(n=count),
    stays=lambda count: ngettext("{n} får det ikke", "{n} får det ikke", count).format(n=count),
    done=lambda count: ngettext("{n} brev er lagt i utboksen.", "{n} brev er lagt i utboksen.", count).format(n=count),
)


def _asking(several: Sequence[TownRow], answers: Mapping[str, Any], by: Actor, at: datetime) -> list[Change]:
    """To whom each question would go, and why some cannot be asked."""
    network = queries_network.network_on([row.pk for row in several], norwegian_day(at))
    found = []
    for row in several:
        held = queries_letters.whom_to_ask(row.pk, network)
        faults = rules_letters.against_asking(email=held.email if held else "", bounced=bool(held and held.bounced))
        if held is None or faults:
            found.append(Change(row=row, label=row.town, against=tuple(faults)))
        else:
            words = _("lenke til {name}, {role}").format(name=held.name, role=role_in_words(held.role))
            found.append(Change(row=row, label=row.town, what=words))
    return found


def _ask(row: TownRow, answers: Mapping[str, Any], by: Actor, at: datetime) -> None:
    ask_check(place=Place.objects.get(pk=row.pk), by=by, at=at)


ASK = Action(
    name="sporr",
    label=gettext_lazy("Spør om kontaktene stemmer"),
    lead=gettext_lazy("Kommunen får en lenke der den svarer uten konto. Svaret rettes rett inn i kontaktnettet."),
    may=rules.may_follow_up,
    preview=_asking,
    do=_ask,
    look=gettext_lazy("Se hvem som blir spurt"),
    changes=lambda count: ngettext("{n} kommune blir spurt", "{n} kommuner blir spurt", count).format(n=count),
    stays=lambda count: ngettext("{n} kommune kan ikke spørres", "{n} kommuner kan ikke spørres", count).format(
        n=count
    ),
    done=lambda count: ngettext("{n} kommune er spurt.", "{n} kommuner er spurt.", count).format(n=count),
)
