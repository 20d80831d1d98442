"""The summary ``allocate`` prints: what went in, what came out, and where to read more."""

from gettext import gettext as _
from pathlib import Path

from rich.console import Console
from rich.table import Table

from alisveien.base.shipped import rule_sets
from alisveien.engines.distribution.certificate import decided_by_lot
from alisveien.engines.distribution.compare import movers, sums_of
from alisveien.engines.distribution.empty import empty_posts
from alisveien.engines.distribution.run import Distribution, distribute
from alisveien.engines.nominations.nomination import Reading
from alisveien.placements.telling.faults import tell_fault
from alisveien.placements.telling.files import REJECTED
from alisveien.placements.telling.reasons import rules_title, tell_empty

_SHOWN_FAULTS = 20
_COMPARED_UP_TO = 2_000


def print_summary(console: Console, distribution: Distribution, reading: Reading, out: Path) -> None:
    """Print rows read and refused, the sums of each trust, empty posts and the other rule sets."""
    frozen = distribution.frozen
    words = _("{rows} rader lest, {good} tatt inn, {bad} avvist.")
    console.print(words.format(rows=len(reading.rows), good=len(reading.nominations), bad=len(reading.rejected)))
    _print_faults(console, reading)
    planned = sorted({row.planned_for for row in frozen.posts if row.planned_for != frozen.year})
    if planned:
        words = _("Planen for {planned} er ført videre til {year}.")
        console.print(words.format(planned=planned[-1], year=frozen.year))
    console.print(_trusts(distribution))
    for empty in empty_posts(distribution):
        console.print(f"• {tell_empty(empty, frozen)}", highlight=False, soft_wrap=True)
    words = _("Loddtrekning avgjorde for {count} leger.")
    console.print(words.format(count=decided_by_lot(distribution)))
    if len(frozen.nominations) <= _COMPARED_UP_TO:
        _print_others(console, distribution)
    console.print(_("Uavhengig kontroll: ingen feil. Skrevet til {out}").format(out=out), soft_wrap=True)


def _print_faults(console: Console, reading: Reading) -> None:
    for row in reading.rejected[:_SHOWN_FAULTS]:
        for fault in row.faults:
            text = _("  rad {row}: {fault}").format(row=row.number, fault=tell_fault(fault).sentence)
            console.print(text, highlight=False, markup=False, soft_wrap=True)
    left = len(reading.rejected) - _SHOWN_FAULTS
    if left > 0:
        console.print(_("  og {left} til, alle i {name}.").format(left=left, name=REJECTED))


def _trusts(distribution: Distribution) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(_("Helseforetak"))
    for heading in (
        _("Sykehusplasser"),
        _("Fordelt"),
        _("Venter"),
        _("Ikke med"),
        _("Førsteønske"),
        _("Nærmest"),
    ):
        table.add_column(heading, justify="right")
    frozen = distribution.frozen
    for number in sorted({row.trust for row in frozen.posts} | {one.trust for one in frozen.nominations}):
        sums = sums_of(distribution, number)
        own = [distribution.status(one) for one in frozen.nominations if one.trust == number]
        figures = (
            sum(row.posts for row in frozen.posts if row.trust == number),
            sums.placed,
            own.count("waiting"),
            own.count("not_eligible"),
            sums.first_wish,
            sums.nearest,
        )
        table.add_row(frozen.register.trusts[number].short_name, *(str(figure) for figure in figures))
    return table


def _print_others(console: Console, distribution: Distribution) -> None:
    frozen = distribution.frozen
    trusts = sorted({one.trust for one in frozen.nominations})
    for rules in rule_sets().values():
        if rules.name != frozen.rules.name:
            other = distribute(frozen.under(rules))
            count = sum(len(movers([distribution, other], trust)) for trust in trusts)
            words = _("Med regelsettet «{title}» ville {count} leger fått noe annet.")
            console.print(words.format(title=rules_title(rules.name), count=count))
