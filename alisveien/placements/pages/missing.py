"""What is missing, as rows in words: what, where, why, who can mend it, and the one step that is open to the reader."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.actor import Actor
from alisveien.base.registers import Text
from alisveien.engines.nominations.gate import Unmet
from alisveien.placements import queries_missing as facts
from alisveien.placements import rules, rules_need
from alisveien.placements.pages.opening import address_to_open
from alisveien.placements.pages.parts import card_address
from alisveien.placements.queries_missing import Gap
from alisveien.placements.telling.reasons import tell_unmet

KINDS: dict[str, Text] = {
    facts.NOT_ELIGIBLE: gettext_lazy("Fyller ikke vilkårene"),
    facts.UNCONFIRMED: gettext_lazy("Ikke bekreftet på et halvår"),
    facts.NOT_NOMINATED: gettext_lazy("Leger uten innmelding"),
    facts.UNOPENED: gettext_lazy("Runden er ikke åpnet"),
    facts.CAPACITY: gettext_lazy("Antall plasser er ikke vedtatt"),
    facts.RULES: gettext_lazy("Regelsett er ikke valgt"),
    facts.FREEZING: gettext_lazy("Lista er ikke låst"),
}
MUNICIPALITY, TRUST, TIME = "kommune", "foretak", "tid"
MENDERS: dict[str, Text] = {
    MUNICIPALITY: gettext_lazy("Kommunen"),
    TRUST: gettext_lazy("Helseforetaket"),
    TIME: gettext_lazy("Tiden"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """One row. ``step`` and ``href`` are what the reader can do about it, empty when nothing."""

    pk: str
    kind: str
    what: str
    where: str
    where_key: str
    where_href: str
    home: str
    trust: str
    why: str
    mender: str
    since: date | None
    step: str
    href: str


def missing_row(gap: Gap, year: int, actor: Actor) -> Missing:
    """A gap in words."""
    place = gap.home or gap.trust
    assert place is not None  # every gap is somewhere
    step, href = _step(gap, year, actor)
    folder = "kommuner" if gap.home else "helseforetak"
    return Missing(
        pk=gap.pk,
        kind=gap.kind,
        what=str(KINDS[gap.kind]),
        where=place.short_name or place.name,
        where_key=place.sort_key,
        where_href=f"/{folder}/{place.code}/",
        home=gap.home.code if gap.home else "",
        trust=(gap.trust.short_name or gap.trust.name) if gap.trust else "",
        why=_why(gap, year),
        mender=_mender(gap),
        since=gap.since,
        step=step,
        href=href,
    )


def _mender(gap: Gap) -> str:
    if gap.home is None:
        return TRUST
    return TIME if gap.unmet and gap.unmet["mended_by"] == "time" else MUNICIPALITY


def _why(gap: Gap, year: int) -> str:
    """The reason. Whoever may not see the name is told no dates of the doctor's either."""
    if gap.kind == facts.NOT_ELIGIBLE and gap.unmet:
        if gap.hpr_number:
            told = tell_unmet(Unmet(gap.unmet["code"], tuple(gap.unmet["values"]), gap.unmet["mended_by"]))
            return f"{told.reason} {told.helps}"
        return _unmet_without_dates(gap.unmet["code"])
    if gap.kind == facts.NOT_NOMINATED:
        words = ngettext(
            "{count} lege i ny ordning er verken meldt inn eller ferdig med tjenesten.",
            "{count} leger i ny ordning er verken meldt inn eller ferdige med tjenesten.",
            gap.count,
        )
        return words.format(count=gap.count)
    return {
        facts.UNCONFIRMED: _("Kommunen går gjennom innmeldingen hvert halvår. Taushet koster ikke legen plassen."),
        facts.UNOPENED: _("Leger er meldt inn, men det finnes ingen runde for {year}.").format(year=year),
        facts.CAPACITY: _("Helseforetaket vedtar antallet, eller at planen føres videre."),
        facts.RULES: _("Helseforetaket legger regelsettene side om side på lista og velger ett."),
        facts.FREEZING: _("Antall plasser og regelsett er klare. Lista kan låses og plassene fordeles."),
    }[gap.kind]


def _unmet_without_dates(code: str) -> str:
    if code == "not_registered":
        return _("Kommunen er ikke registrert som utdanningsvirksomhet. Den kan søke Helsedirektoratet.")
    if code == "no_agreement":
        return _("Kommunen og helseforetaket mangler en signert samarbeidsavtale om sykehustjeneste.")
    if code == "old_scheme":
        return _("Gammel ordning. Kommunen og legen kan konvertere til ny ordning.")
    return _("For kort tid i ALIS-stilling når halvåret begynner. Et senere ønske, eller en rettet startdato, hjelper.")


def _step(gap: Gap, year: int, actor: Actor) -> tuple[str, str]:
    """What the reader can do: open the record, open the round, or ask to act for the municipality."""
    if gap.hpr_number:
        return _("Se kortet"), card_address(year, gap.hpr_number)
    if gap.home is not None:
        if rules_need.may_ask_to_act(actor, gap.home):
            return _("Handle på oppdrag"), f"{reverse('access:mandates')}?{urlencode({'kommune': gap.home.code})}"
        return "", ""
    if gap.trust is None:
        return "", ""
    if gap.kind == facts.UNOPENED and rules.may_open(actor, gap.trust):
        return _("Åpne en runde"), address_to_open(gap.trust, year)
    if rules_need.may_see_list(actor, gap.trust) and gap.kind != facts.UNOPENED:
        return _("Åpne runden"), reverse("placements:round_overview", args=[year, gap.trust.code])
    return "", ""
