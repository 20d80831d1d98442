"""The lists of the half-yearly confirmation, declared for the workbench."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Choice, Column, Register, Text
from alisveien.placements import queries_confirmations as queries
from alisveien.placements.pages.confirmations import TONES, WORDS
from alisveien.placements.rules_confirmations import GREEN
from alisveien.placements.telling.confirmations import answer_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CallList(Register):
    """The list with what stands above it: the trusts' campaigns, and the way to a new one for those who may."""

    head: Any = None


def calls(today: date, head: Any) -> CallList:
    """Who has been asked, and how it goes: one row for each leader."""
    return CallList(
        head=head,
        name="confirmations",
        title=_("Halvårsbekreftelse"),
        lead=_(
            "Hvert halvår sier kommunene om innmeldingene fortsatt stemmer. Ingen mister plassen når svaret uteblir."
        ),
        one=_("spørsmål"),
        many=_("spørsmål"),
        rows=partial(queries.calls_for, today=today),
        columns=CALLS,
        order="-halvaar",
        filters=_filters(today, "place"),
        search=("place__name", "sent_to"),
        search_label=_("Søk på kommune eller e-postadresse"),
        source=_("kommunenes svar, slik de står nå"),
        source_date=today,
        empty_help=_("Ingen er spurt. Helseforetaket setter bekreftelsen i gang hvert halvår."),
        extra_template="placements/_confirmations_head.html",
        help=_("Grønn er besvart, gul venter, og rød er over fristen. Ta kontakt med dem som er røde."),
    )


def doctors(today: date) -> Register:
    """The doctors asked about, for those who see their names."""
    return Register(
        name="confirmation_doctors",
        title=_("Leger i halvårsbekreftelsen"),
        lead=_("Hver lege kommunene er spurt om, og hva de svarte."),
        one=_("lege"),
        many=_("leger"),
        rows=partial(queries.questions_for, today=today),
        columns=DOCTORS,
        order="lege",
        filters=_filters(today, "call__place"),
        search=("nomination__doctor__first_name", "nomination__doctor__last_name", "nomination__doctor__hpr_number"),
        search_label=_("Søk på navn eller HPR-nummer"),
        source=_("kommunenes svar, slik de står nå"),
        source_date=today,
        empty_help=_("Ingen leger passer. Fjern et filter, eller se på et annet halvår."),
        help=_("Åpne innmeldingen for å se hva som står. Bare kommunen kan bekrefte, endre eller trekke."),
        crumbs=((_("Halvårsbekreftelse"), "/bekreftelser/"), (_("Leger"), "")),
    )


def _word(row: Any) -> Text:
    return WORDS[row.state]


CALLS = (
    Column(
        name="sted",
        label=_("Kommune"),
        value=lambda row: row.place.name,
        sort="place__sort_key",
        note=lambda row: row.sent_to or _("Ingen adresse"),
    ),
    Column(
        name="helseforetak",
        label=_("Helseforetak"),
        value=lambda row: row.campaign.trust.short_name or row.campaign.trust.name,
        sort="campaign__trust__sort_key",
    ),
    Column(
        name="halvaar",
        label=_("Halvår"),
        value=lambda row: f"P{row.campaign.half} {row.campaign.year}",
        sort="campaign__opens_on",
    ),
    Column(name="frist", label=_("Frist"), value=lambda row: row.campaign.due_on, sort="campaign__due_on"),
    Column(name="leger", label=_("Leger"), value=lambda row: row.asked, sort="asked", number=True),
    Column(name="igjen", label=_("Mangler svar"), value=lambda row: row.left, sort="left", number=True),
    Column(
        name="minnet",
        label=_("Påminnelser"),
        value=lambda row: row.reminded or 0,
        sort="reminded",
        number=True,
        on_phone=False,
    ),
    Column(name="status", label=_("Status"), value=_word, sort="state", tone=lambda row: TONES[row.state]),
)
DOCTORS = (
    Column(
        name="lege",
        label=_("Lege"),
        value=lambda row: row.nomination.doctor.name,
        sort="nomination__doctor__sort_key",
        link=lambda row: reverse("placements:nomination", args=[row.nomination_id]),
        note=lambda row: f"HPR\u00a0{row.nomination.doctor.hpr_number}",
    ),
    Column(
        name="kommune",
        label=_("Kommune"),
        value=lambda row: row.nomination.municipality.name,
        sort="nomination__municipality__sort_key",
    ),
    Column(
        name="helseforetak",
        label=_("Helseforetak"),
        value=lambda row: row.campaign.trust.short_name or row.campaign.trust.name,
        sort="campaign__trust__sort_key",
    ),
    Column(
        name="halvaar",
        label=_("Halvår"),
        value=lambda row: f"P{row.campaign.half} {row.campaign.year}",
        sort="campaign__opens_on",
    ),
    Column(
        name="bekreftet",
        label=_("Sist bekreftet"),
        value=lambda row: norwegian_day(row.nomination.confirmed_at),
        sort="nomination__confirmed_at",
    ),
    Column(name="svar", label=_("Svar"), value=lambda row: answer_in_words(row) if row.state == GREEN else ""),
    Column(name="status", label=_("Status"), value=_word, sort="state", tone=lambda row: TONES[row.state]),
)


def _filters(today: date, place: str) -> tuple[Choice, ...]:
    return (
        Choice(name="status", label=_("Status"), field="state", choices=_states),
        Choice(name="halvaar", label=_("Halvår"), field="half", choices=partial(_halves, today=today)),
        Choice(
            name="helseforetak",
            label=_("Helseforetak"),
            field="campaign__trust__code",
            choices=partial(_trusts, today=today),
        ),
        Choice(name="kommune", label=_("Kommune"), field=f"{place}__code", choices=partial(_homes, today=today)),
    )


def _states(actor: Actor) -> Iterable[tuple[str, Text]]:
    return list(WORDS.items())


def _halves(actor: Actor, today: date) -> Iterable[tuple[str, Text]]:
    return queries.halves_asked(actor, today)


def _trusts(actor: Actor, today: date) -> Iterable[tuple[str, Text]]:
    return queries.places_asked(actor, today, "campaign__trust")


def _homes(actor: Actor, today: date) -> Iterable[tuple[str, Text]]:
    return queries.places_asked(actor, today, "place")
