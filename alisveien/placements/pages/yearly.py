"""The yearly evaluation in words: one trust's figures, the tables below them, and the document."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.documents.paper import Block
from alisveien.engines.evaluation.figures import Figures
from alisveien.placements import rules_yearly as rules
from alisveien.placements.models import YearlyEvaluation
from alisveien.places.models import Place

FEW = 5


@dataclass(frozen=True, slots=True)
class Told:
    """One figure in words: ``note`` says how it is reckoned, ``href`` opens the rows behind it for who may see them."""

    pk: int
    label: str
    value: str
    note: str
    href: str = ""


def told_of(trust: Place, year: int, figures: Figures, actor: Actor) -> list[Told]:
    """Every figure of a trust, in the order of the page and the files."""
    own, posts = rules.may_see_groups(actor, trust.pk), f"{reverse('posts:posts')}?foretak={trust.code}&ar={year}"
    queue = f"/innmeldinger/?foretak={trust.code}" if own else reverse("placements:need", args=[year])
    need = reverse("placements:need", args=[year])
    of = figures.given
    plan = reverse("posts:trust_plan", args=[trust.code])
    rows = [
        (_("Plasser i planen"), str(figures.planned), _("begge halvår"), plan),
        (_("Besatt"), _filled(figures), _("plasser noen har eller har hatt"), posts),
        (_("I kø"), str(figures.queue), _("åpne innmeldinger uten plass"), queue),
        (_("Ventetid, median"), _in_months(figures.wait_median), _("fra innmelding til første dag"), ""),
        (_("Ventetid, 9 av 10"), _in_months(figures.wait_p90), _("ni av ti ventet ikke lenger"), ""),
        (_("Fikk plass i runden"), _count(of), _("når fordelingen er frigitt"), need),
        (_("Fikk første ønske"), _of(figures.first_wishes, of), _("av dem som fikk plass"), need),
        (_("Ved nærmeste sykehus"), _of(figures.near, of), _("av dem som fikk plass"), need),
        (_("Fikk ikke plass"), _count(figures.waiting), _("venter videre"), need),
        (_("Kort varsel"), str(figures.short_notice), _("meldt inn mindre enn 12 måneder før"), ""),
        (
            _("Tomme måneder"),
            _decimal(figures.idle),
            _("P1: {first}, P2: {second}. En tom dag teller som sin del av måneden, til og med {day}.").format(
                first=_decimal(figures.idle_first), second=_decimal(figures.idle_second), day=day_of(figures)
            ),
            posts,
        ),
    ]
    return [Told(number, *row) for number, row in enumerate(rows, 1)]


def day_of(figures: Figures) -> str:
    """The day the figures are of, in words."""
    day = parse_date(figures.on)
    return date_format(day, "j. F Y") if day else figures.on


def unmet_of(figures: Figures, *, exactly: bool) -> list[tuple[str, str]]:
    """First wishes of those who wait, by place; small groups only to those who see the names."""
    return [(name, _small(rules.told(count, exactly=exactly))) for name, count in figures.unmet]


def need_of(figures: Figures, *, exactly: bool) -> list[tuple[str, str]]:
    """Open nominations by the half-year of the first wish, in the years after."""
    return [(label, _small(rules.told(count, exactly=exactly))) for label, count in figures.need]


def blocks_of(trust: Place, year: int, figures: Figures, actor: Actor, kept: YearlyEvaluation | None) -> list[Block]:
    """The document: figures, unmet wishes and need without small groups, and what was proposed, answered, decided."""
    blocks = [
        Block("Title", _("Evaluering av sykehusplasser {year}").format(year=year)),
        Block("Normal", f"{trust.name}, {day_of(figures)}"),
        Block("Heading1", _("Tallene")),
        *(
            Block("ListBullet", f"{one.label}: {one.value} ({one.note})")
            for one in told_of(trust, year, figures, actor)
        ),
        Block("Heading1", _("Første ønske blant dem som venter")),
        *_points(unmet_of(figures, exactly=False)),
        Block("Heading1", _("Behov i årene etter")),
        *_points(need_of(figures, exactly=False)),
    ]
    if kept is not None:
        blocks += [
            Block("Heading1", _("Forslag, svar og vedtak")),
            *(Block("Normal", line) for line in course_of(kept)),
        ]
    blocks.append(Block("Normal", _("Kontoret foreslår. Helseforetaket avgjør, innen 30. juni året før.")))
    return blocks


def course_of(kept: YearlyEvaluation) -> list[str]:
    """What became of it: proposed, answered, decided, in sentences."""
    proposal = kept.proposal
    lines = [_("Foreslått: {reason}").format(reason=proposal.reason)]
    if proposal.answer:
        lines.append(_("Svar: {answer}. {why}").format(answer=proposal.get_answer_display(), why=proposal.answer_why))
    if proposal.plan and proposal.plan.decided_on:
        words = _("Vedtatt {day} av {body}: {plan}.")
        day = date_format(proposal.plan.decided_on, "j. F Y")
        lines.append(words.format(day=day, body=proposal.plan.body, plan=proposal.plan.name))
    else:
        lines.append(_("Status: {state}.").format(state=proposal.get_state_display()))
    return lines


def figures_for_page(told: list[Told]) -> list[dict[str, Any]]:
    """The first four as key figures."""
    chosen = [told[0], told[1], told[2], told[10]]
    return [{"value": one.value, "label": one.label.lower(), "href": one.href} for one in chosen]


def _points(rows: list[tuple[str, str]]) -> list[Block]:
    return [Block("ListBullet", f"{name}: {count}") for name, count in rows] or [Block("Normal", _("Ingen."))]


def _filled(figures: Figures) -> str:
    if figures.fill_rate is None:
        return str(figures.filled)
    return _("{filled} ({rate} %)").format(filled=figures.filled, rate=figures.fill_rate)


def _count(count: int | None) -> str:
    return "–" if count is None else str(count)


def _of(count: int | None, whole: int | None) -> str:
    return "–" if count is None else _("{count} av {whole}").format(count=count, whole=whole)


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")


def _in_months(value: float | None) -> str:
    return "–" if value is None else _("{months} måneder").format(months=_decimal(value))


def _small(count: int | None) -> str:
    return _("færre enn {few}").format(few=FEW) if count is None else str(count)
