"""Need and status as lists, declared for the workbench: by trust and half-year, by municipality."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Range, Register
from alisveien.engines.calendar.half_year import half_years_of
from alisveien.placements import rules_need
from alisveien.placements.pages import need as pages
from alisveien.placements.pages.missing import KINDS, MENDERS, Missing
from alisveien.placements.pages.parts import Tab
from alisveien.placements.queries_need import Need
from alisveien.workbench.cells import THIN


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedList(Register):
    """A list with the pages of its year above it."""

    tabs: tuple[Tab, ...]
    year: int


def trusts(need: Need, actor: Actor, today: date) -> NeedList:
    """The trusts in both half-years of a year."""
    rows = pages.trust_rows(need, actor)
    return NeedList(
        name="need_trusts",
        title=_("Helseforetak og halvår {year}").format(year=need.year),
        lead=" ".join(
            filter(
                None, (_("Meldt inn etter det første ønsket, mot plassene i planen. Ingen navn."), pages.plan_of(rows))
            )
        ),
        help=_(
            "Hver rad er et helseforetak i ett halvår. Utfall vises som tall når fordelingen er frigitt; "
            "kontoret og helseforetaket ser det som forslag når den er fordelt."
        ),
        one=_("halvår"),
        many=_("halvår"),
        rows=lambda actor: rows,
        columns=_trust_columns(),
        order="foretak",
        filters=(
            Choice(
                name="halvaar",
                label=_("Halvår"),
                field="half",
                choices=lambda actor: [(str(one.half), one.label) for one in half_years_of(need.year)],
            ),
            Choice(
                name="foretak",
                label=_("Helseforetak"),
                field="code",
                choices=lambda actor: sorted({(row.code, row.trust) for row in rows}, key=lambda pair: pair[1]),
            ),
        ),
        source=_("innmeldinger, kapasitetsplan og runder i Alisveien"),
        source_date=today,
        extra_template="placements/_need_head.html",
        crumbs=pages.crumbs_of(need.year),
        tabs=pages.tabs_of(need.year, actor, "need_trusts"),
        year=need.year,
        empty_help=_("Ingen er meldt inn for dette året, og ingen plan har plasser."),
    )


def _count(name: str, label: str, field: str, *, on_phone: bool = True, shown: bool = True) -> Column:
    return Column(
        name=name,
        label=label,
        value=lambda row: getattr(row, field),
        sort=field,
        number=True,
        on_phone=on_phone,
        shown=shown,
    )


def _trust_columns() -> tuple[Column, ...]:
    return (
        Column(
            name="foretak",
            label=_("Helseforetak"),
            value=lambda row: row.trust,
            sort="trust_key",
            link=lambda row: f"/helseforetak/{row.code}/",
        ),
        Column(name="halvaar", label=_("Halvår"), value=lambda row: row.label.replace(" ", THIN), sort="half"),
        _count("innmeldt", _("Meldt inn"), "nominated"),
        _count("vilkar", _("Fyller ikke vilkårene"), "not_eligible", on_phone=False),
        Column(
            name="plasser",
            label=_("Plasser i planen"),
            value=lambda row: row.posts,
            sort="posts",
            number=True,
        ),
        Column(name="plan", label=_("Planen"), value=lambda row: row.plan, sort="plan", shown=False),
        Column(
            name="runde",
            label=_("Runden"),
            value=lambda row: row.state_words,
            sort="state_words",
            tone=lambda row: "success" if row.state == "released" else ("accent" if row.proposal else "neutral"),
        ),
        _count("gitt", _("Plass gitt"), "placed"),
        _count("ledige", _("Ledige"), "empty"),
        _count("venter", _("Venter"), "waiting"),
        _count("maneder", _("Måneder ventet (median)"), "months", on_phone=False),
        _count("forste", _("Første ønske"), "first", on_phone=False, shown=False),
        _count("nermest", _("Nærmest"), "near", on_phone=False, shown=False),
    )


def homes(need: Need, actor: Actor, today: date) -> NeedList:
    """The municipalities within reach in a year."""
    rows, close = pages.home_rows(need, actor), rules_need.may_see_status(actor)
    return NeedList(
        name="need_homes",
        title=_("Behov i kommunene {year}").format(year=need.year),
        lead=_("Hvor mange hver kommune har meldt inn, og hvor mange som venter. Ingen navn. Kommunen melder inn.")
        if close
        else _("Kommuner med fem eller flere innmeldte. Andre kommuner er skrevet «færre enn 5», også de uten noen."),
        help=_(
            "Meldt inn er åpne innmeldinger med et ønske i året. Venter er de som er med og ikke har fått plass, "
            "så langt det kan vises."
        ),
        one=_("kommune"),
        many=_("kommuner"),
        rows=lambda actor: rows,
        columns=_home_columns(need.year) if close else _open_columns(),
        order="kommune",
        filters=_home_filters(rows, close=close),
        search=("name", "number"),
        search_label=_("Søk på kommune eller nummer"),
        source=_("innmeldinger og runder i Alisveien"),
        source_date=today,
        extra_template="placements/_need_head.html",
        crumbs=pages.crumbs_of(need.year),
        tabs=pages.tabs_of(need.year, actor, "need_homes"),
        year=need.year,
    )


def _home_filters(rows: list[pages.HomeNeed], *, close: bool) -> tuple[Choice | Range, ...]:
    trusts = Choice(
        name="foretak",
        label=_("Helseforetak"),
        field="trust",
        choices=lambda actor: [(name, name) for name in sorted({row.trust for row in rows})],
        several=False,
    )
    number = Choice(
        name="kommune",
        label=_("Kommune"),
        field="number",
        choices=lambda actor: [(row.number, row.name) for row in rows],
        several=False,
    )
    nominated = Range(name="innmeldt", label=_("Meldt inn"), field="nominated", highest=9999)
    waiting = Range(name="venter", label=_("Venter"), field="waiting", highest=9999)
    unmet = Range(name="vilkar", label=_("Fyller ikke vilkårene"), field="not_eligible", highest=9999)
    return (trusts, number, nominated, waiting, unmet) if close else (trusts, number, nominated)


def _name_columns() -> tuple[Column, ...]:
    return (
        Column(
            name="kommune",
            label=_("Kommune"),
            value=lambda row: row.name,
            sort="name_key",
            link=lambda row: f"/kommuner/{row.number}/",
        ),
        Column(name="foretak", label=_("Helseforetak"), value=lambda row: row.trust, sort="trust", on_phone=False),
    )


def _home_columns(year: int) -> tuple[Column, ...]:
    return (
        *_name_columns(),
        _count("innmeldt", _("Meldt inn"), "nominated"),
        _count("p1", f"P1 {year}", "first_half", on_phone=False),
        _count("p2", f"P2 {year}", "second_half", on_phone=False),
        _count("vilkar", _("Fyller ikke vilkårene"), "not_eligible"),
        _count("gitt", _("Plass gitt"), "placed"),
        _count("venter", _("Venter"), "waiting"),
        _count("maneder", _("Måneder ventet (median)"), "months", on_phone=False),
        _count("forste", _("Første ønske"), "first", on_phone=False, shown=False),
        _count("nermest", _("Nærmest"), "near", on_phone=False, shown=False),
        Column(name="kontor", label=_("Kontor"), value=lambda row: row.office, sort="office", shown=False),
    )


def _open_columns() -> tuple[Column, ...]:
    return (
        *_name_columns(),
        Column(
            name="innmeldt",
            label=_("Meldt inn"),
            value=lambda row: _("færre enn 5") if row.nominated is None else row.nominated,
            sort="nominated",
            number=True,
        ),
        Column(name="kontor", label=_("Kontor"), value=lambda row: row.office, sort="office"),
    )


def missing(rows: list[Missing], year: int, actor: Actor, today: date) -> NeedList:
    """What is missing in a year within reach, and who can mend it."""
    trusts, homes = {row.trust for row in rows if row.trust}, {(row.home, row.where) for row in rows if row.home}
    return NeedList(
        name="need_missing",
        title=_("Det som mangler {year}").format(year=year),
        lead=_("Det som står i veien for at behovet blir møtt, og hvem som kan rette det. Ingen navn."),
        help=_(
            "Kommunen retter innmeldinger, helseforetaket flytter runden. "
            "Rådgivere åpner en innmelding bare på oppdrag fra kommunen, og det står i loggen."
        ),
        one=_("ting mangler"),
        many=_("ting mangler"),
        rows=lambda actor: rows,
        columns=_missing_columns(),
        order="hva",
        filters=(
            Choice(name="hva", label=_("Hva"), field="kind", choices=lambda actor: list(KINDS.items())),
            Choice(name="hvem", label=_("Hvem kan rette det"), field="mender", choices=lambda a: list(MENDERS.items())),
            Choice(
                name="foretak",
                label=_("Helseforetak"),
                field="trust",
                choices=lambda actor: [(name, name) for name in sorted(trusts)],
            ),
            Choice(
                name="kommune",
                label=_("Kommune"),
                field="home",
                choices=lambda actor: sorted(homes, key=lambda pair: pair[1]),
                several=False,
            ),
        ),
        search=("where", "what", "why"),
        search_label=_("Søk på sted eller hva som mangler"),
        source=_("innmeldinger og runder i Alisveien. Vilkårene er prøvd da regelsettene sist ble prøvd på lista"),
        source_date=today,
        extra_template="placements/_need_head.html",
        crumbs=pages.crumbs_of(year),
        tabs=pages.tabs_of(year, actor, "need_missing"),
        year=year,
        empty_help=_("Ingenting mangler her. Alle innmeldinger er i orden, og rundene er i gang."),
    )


def _missing_columns() -> tuple[Column, ...]:
    return (
        Column(name="hva", label=_("Hva mangler"), value=lambda row: row.what, sort="what", note=lambda row: row.why),
        Column(
            name="hvor",
            label=_("Hvor"),
            value=lambda row: row.where,
            sort="where_key",
            link=lambda row: row.where_href,
            note=lambda row: row.trust if row.home else "",
        ),
        Column(name="hvem", label=_("Hvem kan rette det"), value=lambda row: str(MENDERS[row.mender]), sort="mender"),
        Column(name="siden", label=_("Siden"), value=lambda row: row.since, sort="since"),
        Column(name="steg", label=_("Neste steg"), value=lambda row: row.step, link=lambda row: row.href or None),
        Column(name="hvorfor", label=_("Hvorfor"), value=lambda row: row.why, shown=False),
    )
