"""``alisveien serve``: the web pages and the jobs behind them, until Ctrl-C."""

import argparse
from gettext import gettext as _

from alisveien.cli.ground import ground
from alisveien.cli.refusal import CannotBeDone
from alisveien.cli.website import is_free, serve_until_stopped, website
from alisveien.cli.worker import worker_beside


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1", metavar=_("VERT"), help=_("adressen det lyttes på"))
    parser.add_argument("--port", default=8000, type=int, metavar=_("PORT"), help=_("porten det lyttes på"))
    parser.add_argument("--workers", default=2, type=int, metavar=_("ANTALL"), help=_("antall prosesser"))


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C. A taken port is refused: whoever runs it for real has asked for that very one."""
    if not is_free(args.host, args.port):
        raise CannotBeDone(_("Port {port} er opptatt. Velg en annen med --port.").format(port=args.port))
    with ground(), worker_beside() as beside, website(args.host, args.port, workers=args.workers) as process:
        print(_("Nettsidene svarer på http://{host}:{port}/").format(host=args.host, port=args.port), flush=True)
        return serve_until_stopped(process, beside.tend)
