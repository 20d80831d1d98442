"""Files of other registers → the register of places: tried first, then read in whole or not at all.

Trying is reading in and taking back, so that what is shown is what will happen.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, allow
from alisveien.base.registers import Text
from alisveien.places import rules
from alisveien.places.checking import Table, check
from alisveien.places.models import RegisterChange, RegisterFile
from alisveien.places.services import reading_figures, reading_klass, reading_units
from alisveien.places.services.deeds import Did, refused
from alisveien.places.services.ledger import Ledger
from alisveien.places.services.reading import Finding, Found, Reader
from alisveien.places.services.standing import bring_up_to_date
from alisveien.places.sheets import BrokenRegister, Fault, Sheet, sheet_from


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of file: what it is called, where it comes from, its columns, and who reads it."""

    label: Text
    help: Text
    table: Table
    read: Reader
    shaped: Callable[[Sheet], Sheet] = lambda sheet: sheet


SOURCES: Mapping[str, Source] = {
    "klass": Source(
        gettext_lazy("Kommunenumre og endringer (SSB KLASS 131)"),
        gettext_lazy("Nye numre, sammenslåinger og delinger med dato. Også tida før 2020."),
        reading_klass.TABLE,
        reading_klass.read,
        reading_klass.shaped,
    ),
    "folketall": Source(
        gettext_lazy("Folketall (SSB 07459)"),
        gettext_lazy("Folketall i kommunene på en dato."),
        reading_figures.POPULATION,
        reading_figures.read_population,
    ),
    "fastleger": Source(
        gettext_lazy("Fastlegestatistikk (SSB 12005)"),
        gettext_lazy("Fastleger, lister og listelengde i kommunene på en dato."),
        reading_figures.GENERAL_PRACTICE,
        reading_figures.read_general_practice,
    ),
    "enheter": Source(
        gettext_lazy("Enheter i helseforetak (Brønnøysundregistrene)"),
        gettext_lazy("Enheter med organisasjonsnummer, eier og kommune."),
        reading_units.TABLE,
        reading_units.read,
    ),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would do or has done: its findings, how many of each sort, and a digest of them all."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    digest: str

    @property
    def changes(self) -> int:
        """How many findings change something."""
        return sum(count for sort, count in self.counts.items() if sort != Found.SAME)


class _TakenBack(Exception):
    """Raised to undo a trial; it never leaves this module."""


def try_file(*, kind: str, name: str, data: bytes, by: Actor, at: datetime) -> Preview:
    """What reading a file in would do; nothing is changed. Raises NotAllowed, BrokenRegister, RuleBroken."""
    seen: list[Preview] = []
    try:
        with transaction.atomic():
            seen.append(_read(kind=kind, name=name, data=data, by=by, at=at)[0])
            raise _TakenBack
    except _TakenBack:
        return seen[0]


@transaction.atomic
def import_file(
    *, kind: str, name: str, data: bytes, by: Actor, at: datetime, digest: str = ""
) -> tuple[Preview, RegisterChange | None]:
    """Read a file in, whole or not at all; no deed is written when it changes nothing.

    ``digest`` is that of the preview somebody has seen: when the file would now do something else, nothing is done.
    Raises NotAllowed, BrokenRegister, RuleBroken.
    """
    preview, ledger = _read(kind=kind, name=name, data=data, by=by, at=at)
    if digest and preview.digest != digest:
        raise RuleBroken([_("Registeret er endret siden forhåndsvisningen. Se over den nye, og bekreft igjen.")])
    if not ledger.wrote:
        return preview, None
    label = str(SOURCES[kind].label)
    title = _("{label}: {count} endringer lest inn").format(label=label, count=preview.changes)
    day = norwegian_day(at)
    return preview, ledger.close(kind=Did.IMPORT, title=title, effective_on=day, why=name[:200], by=by, at=at)


def _read(*, kind: str, name: str, data: bytes, by: Actor, at: datetime) -> tuple[Preview, Ledger]:
    allow(rules.may_edit_whole_register(by), refused())
    source = SOURCES[kind]
    sheet = source.shaped(sheet_from(name, data))
    check({kind: sheet}, {kind: source.table})
    ledger = Ledger()
    findings, faults = source.read(sheet, ledger, norwegian_day(at))
    if faults:
        raise BrokenRegister([Fault(name, line, words) for line, words in faults])
    bring_up_to_date(ledger.places.values(), norwegian_day(at))
    counts = Counter(finding.sort.value for finding in findings)
    said = "\n".join(f"{finding.sort}: {finding.words}" for finding in findings)
    return Preview(tuple(findings), counts, hashlib.sha256(said.encode()).hexdigest()), ledger


@transaction.atomic
def keep_file(*, kind: str, name: str, data: bytes, by: Actor, at: datetime) -> RegisterFile:
    """Keep a file from its preview to the answer. Raises as ``try_file``."""
    preview = try_file(kind=kind, name=name, data=data, by=by, at=at)
    text = data.decode("utf-8-sig")
    return RegisterFile.objects.create(
        kind=kind, name=name[:200], text=text, digest=preview.digest, by_id=by.user_id, at=at
    )


@transaction.atomic
def read_kept_file(*, file: RegisterFile, by: Actor, at: datetime) -> RegisterChange | None:
    """Read a kept file in after its preview. Raises NotAllowed, RuleBroken, BrokenRegister.

    When the register has changed meanwhile the new preview has to be seen first: see ``renew_preview``.
    """
    file = RegisterFile.objects.select_for_update().get(pk=file.pk)
    if file.answered_at is not None:
        raise RuleBroken([_("Fila er alt behandlet.")])
    done = import_file(kind=file.kind, name=file.name, data=file.text.encode(), by=by, at=at, digest=file.digest)
    file.change, file.answered_at = done[1], at
    file.save(update_fields=["change", "answered_at"])
    return file.change


def renew_preview(*, file: RegisterFile, by: Actor, at: datetime) -> Preview:
    """What a kept file would do now; the digest is kept with it, since this is what the person sees."""
    preview = try_file(kind=file.kind, name=file.name, data=file.text.encode(), by=by, at=at)
    if preview.digest != file.digest:
        file.digest = preview.digest
        file.save(update_fields=["digest"])
    return preview
