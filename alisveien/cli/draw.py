"""The draw at the command line: commit to a frozen list first, draw from it when the public value is known."""

from gettext import gettext as _
from pathlib import Path

from alisveien.base.shipped import engine_code
from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.allocation.lottery import commitment_of
from alisveien.engines.distribution.draw import committed_text, drawn
from alisveien.engines.distribution.frozen import Frozen

COMMITTED = "committed.json"


def commit(out: Path, frozen: Frozen) -> int:
    """Write the text that is committed to, and say its checksum. Raises CannotBeDone where it would be another."""
    if out.exists() and not out.is_dir():
        raise CannotBeDone(_("{out} er en fil. Oppgi en mappe.").format(out=out))
    text = committed_text(frozen, engine_code())
    path = out / COMMITTED
    if path.exists() and path.read_bytes() != text.encode():
        raise CannotBeDone(_("{path} finnes og er låst til et annet grunnlag. Velg en annen mappe.").format(path=path))
    out.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    print(_("Grunnlaget er låst i {path}. Publiser dette før verdien er kjent:").format(path=path))
    print(_("  grunnlag   {value}").format(value=commitment_of(text)))
    print(_("  regelsett  {value}").format(value=frozen.rules.hash))
    print(_("  kode       {value}").format(value=engine_code()))
    return 0


def with_public_value(out: Path, frozen: Frozen, value: str) -> Frozen:
    """The input with the draw a public value gives. Raises CannotBeDone where it is not what was committed to."""
    path = out / COMMITTED
    if not path.is_file():
        raise CannotBeDone(_("Fant ikke {path}. Lås grunnlaget med --commit først.").format(path=path))
    if path.read_bytes() != committed_text(frozen, engine_code()).encode():
        raise CannotBeDone(_("Grunnlaget, regelsettet eller koden er endret siden {path} ble låst.").format(path=path))
    found = drawn(frozen, engine_code(), value)
    print(_("Loddet er trukket av {seed}.").format(seed=found.draw))
    return found
