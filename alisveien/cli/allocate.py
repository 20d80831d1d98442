"""``alisveien allocate``: a workbook of nominations in, a proven and explained distribution out. No database."""

import argparse
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from alisveien.base.shipped import DEFAULT_RULES, RULES
from alisveien.cli.compared import print_compared
from alisveien.cli.draw import COMMITTED, commit, with_public_value
from alisveien.cli.language import add_language, speak_norwegian
from alisveien.cli.refusal import CannotBeDone
from alisveien.cli.sources import posts_from, register_from, rules_named
from alisveien.cli.summary import print_summary
from alisveien.engines.distribution.certificate import certificate_of
from alisveien.engines.distribution.frozen import freeze
from alisveien.engines.distribution.run import Distribution, distribute
from alisveien.engines.nominations.columns import WrongColumns
from alisveien.engines.nominations.nomination import Reading
from alisveien.engines.nominations.reading import read_rows
from alisveien.engines.nominations.register import Register
from alisveien.placements.telling.faults import tell_bad_sheet, tell_wrong_columns
from alisveien.placements.telling.files import (
    CERTIFICATE,
    EXPLANATIONS,
    OUTCOME,
    REJECTED,
    explanations_name,
    explanations_text,
    outcome_text,
    refused_of,
    rejected_guide,
    rejected_rows,
    sha256_of,
)
from alisveien.placements.telling.languages import told_in
from alisveien.workbench.sheets import BadSheet, read_sheet, write_sheet


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The workbook, the year, where to write, and what may be chosen."""
    parser.add_argument("workbook", metavar="ARBEIDSBOK.xlsx", type=Path, help=_("innmeldingene"))
    parser.add_argument("--year", type=_year, required=True, metavar=_("ÅR"), help=_("året runden gjelder, som 2028"))
    parser.add_argument("--out", type=Path, required=True, metavar=_("MAPPE"), help=_("mappen resultatet skrives i"))
    parser.add_argument(
        "--rules",
        default=DEFAULT_RULES,
        metavar=_("NAVN"),
        help=_("regelsett: {names}").format(names=", ".join(RULES)),
    )
    parser.add_argument("--draw", metavar=_("TEKST"), help=_("teksten loddet trekkes av; året når den ikke er oppgitt"))
    parser.add_argument(
        "--commit",
        action="store_true",
        help=_("lås grunnlaget til trekningen i {name}, uten å fordele").format(name=COMMITTED),
    )
    parser.add_argument(
        "--public-value", metavar=_("TEKST"), help=_("den offentlige verdien loddet trekkes av, etter --commit")
    )
    parser.add_argument("--capacity", type=Path, metavar=_("FIL"), help=_("egen kapasitetsplan (CSV)"))
    parser.add_argument(
        "--compare", type=Path, metavar=_("FIL"), help=_("en annen kapasitetsplan (CSV) å legge ved siden av")
    )
    parser.add_argument("--departments", type=Path, metavar=_("FIL"), help=_("egen liste over avdelinger (CSV)"))
    add_language(parser, _("språket begrunnelsene også skrives på, i en fil ved siden av"))
    parser.add_argument("--ceilings", action="store_true", help=_("la avdelingenes tak gjelde"))


def _year(text: str) -> int:
    if not text.isdecimal() or not 2000 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError(_("«{text}» er ikke et år mellom 2000 og 2100").format(text=text))
    return int(text)


def run(args: argparse.Namespace) -> int:
    """Read, distribute, prove and write. Everything is written, or nothing."""
    speak_norwegian()
    console = Console()
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TimeElapsedColumn(),
        console=console,
        transient=True,
    ) as progress:
        task = progress.add_task(_("Leser registeret"), total=None)

        def say(text: str) -> None:
            progress.update(task, description=text)

        rules = rules_named(args.rules)
        register = register_from(args.departments)
        posts = posts_from(args.capacity, args.year, register)
        other = posts_from(args.compare, args.year, register) if args.compare else None
        reading = read_workbook(args.workbook, register, args.year, say)
        say(_("Fordeler {count} innmeldinger").format(count=len(reading.nominations)))
        frozen = freeze(
            year=args.year,
            draw=args.draw if args.draw is not None else str(args.year),
            ceilings=args.ceilings,
            rules=rules,
            posts=posts,
            register=register,
            nominations=reading.nominations,
            refused=refused_of(reading),
        )
        if args.commit:
            return commit(args.out, frozen)
        if args.public_value is not None:
            frozen = with_public_value(args.out, frozen, args.public_value)
        distribution = distribute(frozen)
        say(_("Skriver begrunnelser og bevis"))
        write_all(args.out, distribution, reading, args.language)
    print_summary(console, distribution, reading, args.out)
    if other is not None:
        print_compared(console, distribution.frozen, other)
    return 0


def read_workbook(path: Path, register: Register, year: int, say: Callable[[str], None]) -> Reading:
    """Read a workbook against the register. Raises CannotBeDone when it is no nomination list."""
    try:
        sheet = read_sheet(path, lambda rows: say(_("Leser arbeidsboken: {rows} rader").format(rows=rows)))
        say(_("Kontrollerer {rows} rader").format(rows=len(sheet.rows)))
        return read_rows(sheet.headings, sheet.rows, register, year)
    except BadSheet as bad:
        raise CannotBeDone(f"{path.name}: {tell_bad_sheet(bad.code, bad.value)}") from bad
    except WrongColumns as wrong:
        raise CannotBeDone(f"{path.name}: {tell_wrong_columns(wrong)}") from wrong


def write_all(out: Path, distribution: Distribution, reading: Reading, language: str = "nb") -> None:
    """Write the four files beside each other, then move them in together.

    In another language than bokmål the explanations are a fifth file, which the certificate does not cover.
    """
    if out.exists() and not out.is_dir():
        raise CannotBeDone(_("{out} er en fil. Oppgi en mappe.").format(out=out))
    out.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".alisveien-", dir=out))
    try:
        (beside / OUTCOME).write_text(outcome_text(distribution), "utf-8", newline="")
        (beside / EXPLANATIONS).write_text(explanations_text(distribution), "utf-8", newline="")
        write_sheet(beside / REJECTED, _("Avviste rader"), *rejected_rows(reading), rejected_guide())
        files = {name: sha256_of(beside / name) for name in (OUTCOME, EXPLANATIONS, REJECTED)}
        certificate = certificate_of(distribution, files)
        text = json.dumps(certificate, ensure_ascii=False, indent=1, sort_keys=True)
        (beside / CERTIFICATE).write_text(text + "\n", "utf-8", newline="")
        names = [OUTCOME, EXPLANATIONS, REJECTED, CERTIFICATE]
        if language != "nb":
            names.append(explanations_name(language))
            with told_in(language):
                (beside / names[-1]).write_text(explanations_text(distribution), "utf-8", newline="")
        for name in names:
            os.replace(beside / name, out / name)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
