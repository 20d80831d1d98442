"""A run as files: outcome, explanations and refused rows, the same on the command line and from the pages."""

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from alisveien.engines.distribution.empty import Empty, empty_posts
from alisveien.engines.distribution.frozen import Refused
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.columns import places_of
from alisveien.engines.nominations.nomination import Cell, Nomination, Reading
from alisveien.placements.telling.faults import tell_fault, tell_faults
from alisveien.placements.telling.reasons import (
    tell_dropped,
    tell_no_wish_left,
    tell_openings,
    tell_placed,
    tell_unmet,
    wish_title,
)
from alisveien.placements.telling.refusals import tell_refusal
from alisveien.workbench.sheets import Guide

OUTCOME = "outcome.csv"
EXPLANATIONS = "explanations.csv"
REJECTED = "rejected.xlsx"
CERTIFICATE = "certificate.json"

OUTCOME_COLUMNS = (
    "hpr_number",
    "municipality_number",
    "trust",
    "status",
    "period",
    "hospital",
    "department",
    "wish_number",
)
EXPLANATION_COLUMNS = ("hpr_number", "wish_number", "wish", "kind", "code", "reason", "what_helps")


def explanations_name(language: str) -> str:
    """The file of the explanations in another language than bokmål: «explanations.nn.csv»."""
    return EXPLANATIONS.replace(".", f".{language}.")


def outcome_text(distribution: Distribution) -> str:
    """outcome.csv: every imported nomination, by HPR number; cells empty where not placed or not yet named."""
    rows = []
    for one in _by_number(distribution):
        met = distribution.wish_met(one)
        where = (met.period.label, met.hospital or "", met.department or "", met.number) if met else ("", "", "", "")
        rows.append((one.hpr_number, one.municipality, one.trust, distribution.status(one), *where))
    return _csv(OUTCOME_COLUMNS, rows)


def explanations_text(distribution: Distribution) -> str:
    """explanations.csv: what came of every nomination, the reason for each better wish, dropped wishes, warnings."""
    empty = empty_posts(distribution)
    rows = [row for one in _by_number(distribution) for row in reasons_of(one, distribution, empty)]
    return _csv(EXPLANATION_COLUMNS, rows)


def _by_number(distribution: Distribution) -> list[Nomination]:
    return sorted(distribution.frozen.nominations, key=lambda one: one.hpr_number)


def reasons_of(
    one: Nomination, distribution: Distribution, empty: Sequence[Empty], *, released: bool = False
) -> Iterator[tuple[Any, ...]]:
    """The rows of explanations.csv for one nomination, as `EXPLANATION_COLUMNS` names them."""
    frozen, hpr = distribution.frozen, one.hpr_number
    gate = distribution.ranked.gates[hpr]
    titles = {wish.number: wish_title(wish, one, frozen) for wish in one.wishes}
    met = distribution.wish_met(one)
    for unmet in gate.unmet:
        told = tell_unmet(unmet)
        yield hpr, "", "", "not_eligible", unmet.code, told.reason, told.helps
    for refusal in distribution.refusals.get(hpr, []):
        number = gate.allowed[refusal.position].number
        told = tell_refusal(refusal, one, distribution)
        code = "no_posts" if refusal.criterion is None else (*frozen.rules.order, "wish_number")[refusal.criterion]
        yield hpr, number, titles[number], "refused", code, told.reason, told.helps
    if met is not None:
        yield hpr, met.number, titles[met.number], "placed", "", tell_placed(released=released), ""
    elif gate.eligible and not gate.allowed:
        yield hpr, "", "", "waiting", "no_wish_left", tell_no_wish_left(), ""
    if openings := tell_openings(one, distribution, empty):
        yield hpr, "", "", "opening", "", "", openings
    for kind, found in (("dropped", gate.dropped), ("warning", gate.warnings)):
        for dropped in found:
            told = tell_dropped(dropped)
            yield hpr, dropped.wish or "", titles.get(dropped.wish, ""), kind, dropped.code, told.reason, told.helps


def _csv(columns: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def refused_of(reading: Reading) -> list[Refused]:
    """The refused rows as a run freezes them: number, HPR number as typed, faults in words."""
    place = places_of(reading.headings, reading.mapping)["hpr_number"]
    return [
        Refused(row.number, shown(row.cells[place]) if place < len(row.cells) else "", (tell_faults(row.faults),))
        for row in reading.rejected
    ]


def rejected_rows(reading: Reading) -> tuple[tuple[str, ...], list[tuple[Cell, ...]]]:
    """Headings and rows of rejected.xlsx: the failed rows as they stood, with what is wrong and what to do in front.

    Corrected, the same sheet can be read again: columns that are not part of a nomination are left alone.
    """
    rows: list[tuple[Cell, ...]] = []
    for row in reading.rejected:
        told = [tell_fault(fault) for fault in row.faults]
        wrong = "\n".join(f"{one.column}: {one.wrong}" for one in told)
        remedy = "\n".join(f"{one.column}: {one.remedy}" for one in told)
        rows.append((row.number, wrong, remedy, *row.cells))
    return (_("Rad"), _("Hva er galt"), _("Hva du kan gjøre"), *reading.headings), rows


def rejected_guide() -> Guide:
    """The second sheet of rejected.xlsx: what to do with the first."""
    return Guide(
        _("Slik gjør du"),
        (
            _("Radene på arket foran ble ikke lest. Slik får du dem med:"),
            _("1. Les kolonnene «Hva er galt» og «Hva du kan gjøre» lengst til venstre."),
            _("2. Rett cellene i samme rad. «Rad» er radnummeret i arbeidsboken du sendte."),
            _("3. Lagre arbeidsboken som Excel-arbeidsbok (.xlsx). La overskriftene i første rad stå."),
            _("4. Kopier de rettede radene inn i lista di, over de gamle, og send hele lista inn igjen."),
            _("Vil du først se om feilene er borte, kan denne arbeidsboken leses alene, slik den er."),
            _("De tre kolonnene til venstre og dette arket blir ikke lest, så de kan stå."),
        ),
    )


def sha256_of(path: Path) -> str:
    """SHA-256 of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
