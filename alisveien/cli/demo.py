"""``alisveien demo``: the whole product on this machine, with people who do not exist."""

import argparse
import os
from gettext import gettext as _

from django.core.management import call_command

from alisveien.cli.ground import Steps, ground
from alisveien.cli.website import free_port, serve_until_stopped, website
from alisveien.cli.worker import worker_beside

HOST = "localhost"
CHORES = {
    "migrate": {"interactive": False, "verbosity": 0},
    "load_register": {"verbosity": 0},
    "load_demo_accounts": {"verbosity": 0},
    "load_institutions": {"verbosity": 0},
    "load_agreements": {"verbosity": 0},
    "load_demonstration": {"verbosity": 0},
    "load_capacity": {"verbosity": 0},
    "load_gate": {"verbosity": 0},
    "load_persons": {"verbosity": 0},
    "load_enquiries": {"verbosity": 0},
    "load_old_scheme": {"verbosity": 0},
    "load_outreach": {"verbosity": 0},
    "load_confirmations": {"verbosity": 0},
    "load_stays": {"verbosity": 0},
    "load_swaps": {"verbosity": 0},
    "load_rounds": {"verbosity": 0},
    "load_west": {"verbosity": 0},
    "load_history": {"verbosity": 0},
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which port, and whether to serve at all."""
    parser.add_argument("--port", default=8000, type=int, metavar=_("PORT"), help=_("porten det lyttes på"))
    parser.add_argument("--prepare", action="store_true", help=_("gjør alt klart, men start ikke nettsidene"))


def run(args: argparse.Namespace) -> int:
    """Prepare everything, say how far it has come, serve until Ctrl-C, and stop all that was started."""
    os.environ["ALISVEIEN_DEMONSTRATION"] = "1"
    port = free_port("127.0.0.1", args.port)
    os.environ.setdefault("ALISVEIEN_ADDRESS", f"http://{HOST}:{port}")
    steps = Steps(count=len(CHORES) + (1 if args.prepare else 2))
    with steps.opened(_("Starter databasen"), ground()):
        prepare(steps)
        if args.prepare:
            steps.end()
            return 0
        pages = website("127.0.0.1", port, workers=2)
        with worker_beside() as beside, steps.opened(_("Starter nettsidene"), pages) as process:
            steps.end()
            print(
                _("\n  Åpne http://{host}:{port}/\n  Ctrl-C stopper.\n").format(host=HOST, port=port),
                flush=True,
            )
            return serve_until_stopped(process, beside.tend)


def prepare(steps: Steps) -> None:
    """Bring the database to this version, with the register and the demonstration in it."""
    words = {
        "migrate": _("Gjør databasen klar for denne versjonen"),
        "load_register": _("Leser registeret: kommuner, sykehus, kontor, læringsmål"),
        "load_demonstration": _("Leser eksempelarbeidsboken og fordeler sykehusplassene"),
        "load_capacity": _("Lager forslag og vedtak i kapasitetsplanen"),
        "load_institutions": _("Leser hvem som er utdanningsvirksomhet"),
        "load_agreements": _("Lager samarbeidsavtalene"),
        "load_gate": _("Vedtar øvingsvilkårene og prøver lista på nytt"),
        "load_persons": _("Leser hvem som har rollene i kommunene"),
        "load_old_scheme": _("Leser eksempler på leger i gammel ordning"),
        "load_enquiries": _("Leser eksempler på henvendelser til kontorene"),
        "load_outreach": _("Lager kontakten med kommunene"),
        "load_confirmations": _("Spør kommunene om innmeldingene stemmer"),
        "load_stays": _("Lager plasser i sykehus fra 2022 til 2027"),
        "load_swaps": _("Foreslår et bytte midtveis for to leger"),
        "load_rounds": _("Fordeler rundene i 2026 og 2027 slik de gikk"),
        "load_west": _("Lager en runde i Helse Stavanger, med egne vilkår"),
        "load_history": _("Lager uenighet, bekreftelser og en evaluering"),
        "load_demo_accounts": _("Lager en konto for hver rolle"),
    }
    for name, options in CHORES.items():
        with steps.step(words[name]):
            call_command(name, **options)
