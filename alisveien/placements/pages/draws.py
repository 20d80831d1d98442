"""The draws as a page shows them: what was committed to, and the lines with which anybody recomputes a lot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from alisveien.placements.queries_draw import Draw
from alisveien.placements.small_groups import LEAST
from alisveien.placements.telling.reasons import day, moment, rules_title

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """One draw: its title, facts as (name, value, is a checksum), and the commands; none before it is drawn."""

    anchor: str
    title: str
    state: str
    facts: tuple[tuple[str, str, bool], ...]
    commands: tuple[str, ...]


def suggested_source(today: date) -> str:
    """A public value nobody knows yet: the Lotto numbers of the first Saturday after today."""
    saturday = today + timedelta(days=(SATURDAY - today.weekday() - 1) % 7 + 1)
    return _("Vinnertallene i Lotto lørdag {day}, i stigende rekkefølge").format(day=day(saturday))


def shown(draws: Iterable[Draw]) -> list[Shown]:
    """Every draw as it is shown."""
    return [_shown(one) for one in draws]


def _shown(draw: Draw) -> Shown:
    title = _("{trust}, runden {year}").format(trust=draw.trust, year=draw.year)
    state = _("Trukket") if draw.value else _("Venter på verdien")
    return Shown(f"trekning-{draw.id}", title, state, (*_committed(draw), *_drawn(draw)), commands_of(draw))


def _committed(draw: Draw) -> tuple[tuple[str, str, bool], ...]:
    return (
        (_("Låst"), moment(draw.frozen_at), False),
        (_("Regelsett"), rules_title(draw.rules_name), False),
        (_("Trekkes av"), draw.source, False),
        (_("Kontrollsum av lista"), draw.commitment, True),
        *(((_("Kontrollsum av regelsettet"), draw.rules_hash, True),) if draw.rules_hash else ()),
        (_("Kontrollsum av koden"), draw.code, True),
    )


def _drawn(draw: Draw) -> tuple[tuple[str, str, bool], ...]:
    if not draw.value or draw.known_on is None:
        return ()
    rows = [
        (_("Verdien"), draw.value, False),
        (_("Kunngjort"), day(draw.known_on), False),
        (_("Frøet loddene regnes av"), draw.seed, True),
    ]
    if draw.released:
        few = _("færre enn {least} leger").format(least=LEAST)
        count = few if draw.by_lot is None else _("{count} leger").format(count=draw.by_lot)
        rows.append((_("Avgjort av loddet"), count, False))
    return tuple(rows)


def commands_of(draw: Draw) -> tuple[str, ...]:
    """The lines that give the seed and then a doctor's lot, with nothing but ``sha256sum``; none before it is drawn."""
    if not draw.value:
        return ()
    return (
        f"printf '%s|%s' {draw.commitment} {quoted(draw.value)} | sha256sum",
        f"printf '%s|%s' {draw.seed} HPR | sha256sum",
    )


def quoted(value: str) -> str:
    """A text as one word of a shell, whatever it holds."""
    return "'" + value.replace("'", "'\"'\"'") + "'"
