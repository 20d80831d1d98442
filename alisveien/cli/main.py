"""The command ``alisveien``: a file per sub-command, plain help, no traceback for a person's mistake."""

import argparse
import os
import sys
from gettext import gettext as _
from types import ModuleType

from alisveien.cli import (
    allocate,
    check,
    demo,
    explain,
    halves,
    load_register,
    migrate,
    read_register,
    replay,
    scrub,
    serve,
    solve,
    vacancies,
    verify,
    worker,
)
from alisveien.cli.refusal import refusal_for

GOOD, FAULTS, BAD_INPUT, INTERRUPTED = 0, 1, 2, 130


def commands() -> dict[str, tuple[ModuleType, str]]:
    """Every sub-command with its module and one sentence of help."""
    return {
        "demo": (demo, _("Vis hele løsningen med øvingsdata, på denne maskinen.")),
        "allocate": (allocate, _("Fordel sykehusplassene ut fra en arbeidsbok. Trenger ingen database.")),
        "solve": (solve, _("Løs et hvilket som helst fordelingsproblem, fra fil til fil.")),
        "explain": (explain, _("Forklar hvorfor en lege ikke fikk et bedre ønske, og hva som skal til.")),
        "replay": (replay, _("Spill av det som skjedde etter en fordeling, hendelse for hendelse.")),
        "vacancies": (vacancies, _("Vis tomme plasser, hvem som kunne fått dem, og hva full dekning koster.")),
        "halves": (halves, _("Del plasser i to ganger tre måneder: ved rom, bytte eller unntak.")),
        "verify": (verify, _("Kontroller en fordeling på nytt, felt for felt.")),
        "serve": (serve, _("Start nettsidene.")),
        "worker": (worker, _("Gjør jobbene som venter: sender brev, leser inn, regner ut.")),
        "migrate": (migrate, _("Gjør databasen klar for denne versjonen.")),
        "load-register": (
            load_register,
            _("Les inn registeret over kommuner, sykehus, kontor og læringsmål."),
        ),
        "read-register": (
            read_register,
            _("Se hva en fil fra SSB endrer i registeret, og les den inn."),
        ),
        "scrub": (scrub, _("Tell personopplysninger som ikke trengs lenger, og slett dem.")),
        "check": (check, _("Se etter at alt er på plass, og si hva som mangler.")),
    }


class Parser(argparse.ArgumentParser):
    """argparse, with its own few words in Norwegian."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{**options, "add_help": False})  # type: ignore[arg-type]
        self._positionals.title = _("Det du oppgir")
        self._optionals.title = _("Valg")
        self.add_argument("-h", "--help", action="help", help=_("vis denne hjelpen"))

    def format_usage(self) -> str:
        """The usage line, beginning in Norwegian."""
        return super().format_usage().replace("usage:", _("Bruk:"))

    def format_help(self) -> str:
        """The whole help, beginning in Norwegian."""
        return super().format_help().replace("usage:", _("Bruk:"), 1)

    def error(self, message: str) -> None:  # type: ignore[override]
        """Say what was wrong with the words given, and leave with 2."""
        self.exit(BAD_INPUT, f"{self.format_usage()}{_('Feil:')} {in_norwegian(message)}\n")


def in_norwegian(message: str) -> str:
    """The complaints of argparse a person is likely to meet, in Norwegian; others as they are."""
    words = {
        "the following arguments are required": _("dette mangler"),
        "unrecognized arguments": _("dette er ikke kjent"),
        "expected one argument": _("trenger en verdi"),
        "invalid choice": _("er ikke et mulig valg"),
        "invalid int value": _("er ikke et helt tall"),
        "choose from": _("velg mellom"),
        "argument ": "",
    }
    for english, norwegian in words.items():
        message = message.replace(english, norwegian)
    return message


def parser() -> argparse.ArgumentParser:
    """The parser with every sub-command."""
    top = Parser(
        prog="alisveien",
        description=_("Alisveien: fra innmelding til forklart fordeling av sykehusplasser for ALIS."),
        epilog=_("«alisveien KOMMANDO --help» forteller mer om en kommando."),
    )
    below = top.add_subparsers(dest="command", metavar=_("KOMMANDO"), title=_("Kommandoer"), required=True)
    for name, (module, sentence) in commands().items():
        one = below.add_parser(name, help=sentence, description=sentence)
        module.add_arguments(one)
        one.set_defaults(run=module.run)
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one sub-command. Returns 0 when all is good, 1 for faults found, 2 when it could not be done.

    ``ALISVEIEN_TRACEBACK=1`` lets an error through with all its lines, for those who look for its cause.
    """
    given = parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        print(_("\nAvbrutt."), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD
    except Exception as error:
        if os.environ.get("ALISVEIEN_TRACEBACK") == "1":
            raise
        print(f"{_('Feil:')} {refusal_for(error)}", file=sys.stderr)
        return BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
