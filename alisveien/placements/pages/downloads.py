"""The files of a round, as the command line writes them, and all of them in one archive that can be verified."""

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.engines.distribution.certificate import certificate_of
from alisveien.engines.distribution.draw import committed_text
from alisveien.engines.distribution.frozen import from_data
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.columns import HEADING
from alisveien.engines.nominations.nomination import Reading
from alisveien.placements.models import Round
from alisveien.placements.telling.files import (
    CERTIFICATE,
    EXPLANATIONS,
    OUTCOME,
    REJECTED,
    explanations_text,
    outcome_text,
    rejected_guide,
    rejected_rows,
)
from alisveien.workbench.sheets import write_sheet

ALL = "resultat.zip"
KINDS = {
    ALL: "application/zip",
    OUTCOME: "text/csv; charset=utf-8",
    EXPLANATIONS: "text/csv; charset=utf-8",
    REJECTED: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CERTIFICATE: "application/json",
}
LABELS = (
    (ALL, gettext_lazy("Alle filene, kan kontrolleres med «alisveien verify»")),
    (OUTCOME, gettext_lazy("Utfallet for hver innmelding")),
    (EXPLANATIONS, gettext_lazy("Begrunnelsene")),
    (CERTIFICATE, gettext_lazy("Beviset, med hele grunnlaget")),
)

COMMITTED = "committed.json"

NOTHING_REFUSED = Reading(tuple(HEADING.values()), ())


def labels_of(round_: Round) -> tuple[tuple[str, Any], ...]:
    """(name, what it is) of each file of a round."""
    if not round_.commitment:
        return LABELS
    return (*LABELS, (COMMITTED, _("Grunnlaget som kontrollsummen er regnet av")))


def committed_file(round_: Round) -> bytes:
    """The text a round committed to when it was frozen: its SHA-256 is the commitment."""
    return committed_text(from_data(round_.frozen or {}), round_.code).encode()


def file_of(name: str, distribution: Distribution) -> bytes:
    """One of `KINDS`. A certificate names the checksums of the files made with it; a round has no refused rows."""
    texts = {OUTCOME: outcome_text(distribution).encode(), EXPLANATIONS: explanations_text(distribution).encode()}
    if name in texts:
        return texts[name]
    if name == REJECTED:
        return rejected_file(NOTHING_REFUSED)
    if name == CERTIFICATE:
        return _certificate(distribution, texts)
    files = {**texts, REJECTED: rejected_file(NOTHING_REFUSED)}
    return _zipped({**files, CERTIFICATE: _certificate(distribution, files)})


def _certificate(distribution: Distribution, files: Mapping[str, bytes]) -> bytes:
    marks = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    text = json.dumps(certificate_of(distribution, marks), ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def rejected_file(rejected: Reading) -> bytes:
    """The refused rows of a workbook as a workbook, each with its reasons."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / REJECTED
        write_sheet(path, _("Avviste rader"), *rejected_rows(rejected), rejected_guide())
        return path.read_bytes()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
