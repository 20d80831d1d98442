"""What if: the same list under another capacity plan and the other rule sets, side by side for each trust."""

from dataclasses import replace
from gettext import gettext as _

from rich.console import Console
from rich.table import Table

from alisveien.base.shipped import rule_sets
from alisveien.engines.distribution.compare import Side, side_by_side
from alisveien.engines.distribution.frozen import Frozen, Posts
from alisveien.placements.telling.reasons import rules_title


def print_compared(console: Console, frozen: Frozen, posts: list[Posts]) -> None:
    """One table for each trust: the list as it is, with the other plan, and under the other rule sets."""
    variants = {_("Som nå"): frozen, _("Annen plan"): replace(frozen, posts=tuple(posts))}
    for rules in rule_sets().values():
        if rules.name != frozen.rules.name:
            variants[rules_title(rules.name)] = frozen.under(rules)
    for trust in sorted({one.trust for one in frozen.nominations}):
        sides = side_by_side(list(variants.values()), trust)
        console.print(_table(frozen.register.trusts[trust].short_name, dict(zip(variants, sides, strict=True))))


def _table(trust: str, sides: dict[str, Side]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(trust, no_wrap=True, min_width=24)
    for heading in (
        _("Fordelt"),
        _("Venter"),
        _("1. ønske"),
        _("Nærmest"),
        _("Ventetid"),
        _("Flytter"),
    ):
        table.add_column(heading, justify="right")
    for name, side in sides.items():
        sums = side.sums
        near = "–" if sums.nearest_share is None else f"{sums.nearest_share:.0%}".replace("%", " %")
        wait = "–" if sums.wait_days is None else str(sums.wait_days)
        figures = (sums.placed, sums.waiting, sums.first_wish, near, wait, len(side.movers))
        table.add_row(name, *(str(figure) for figure in figures))
    return table
