"""Why each model that holds people does so, for how long, and what is left when it is scrubbed."""

from django.db.models import Model

from alisveien.base.privacy import Privacy
from alisveien.placements import models

_PURPOSE = "Distribute hospital posts to doctors in specialist training and explain each decision to its doctor."
_BASIS = "GDPR article 6(1)(e); spesialistforskriften §§ 3 and 19. The demonstration holds invented persons only."
_KEPT = "Two years after the round's last half-year has ended, then scrubbed; sums and hashes stay."

PEOPLE: dict[type[Model], Privacy] = {
    models.Nomination: Privacy(_PURPOSE, _BASIS, _KEPT, ("doctor", "leader_email", "ended_why")),
    models.Draft: Privacy(
        "Let somebody leave a nomination half written and come back to it.",
        _BASIS,
        "Until it is sent or thrown away, at most ninety days after it was last saved.",
        ("typed", "seen"),
    ),
    models.SentDraft: Privacy(
        "Lead somebody who has the form open twice to the nomination that was sent.",
        _BASIS,
        "At most ninety days after it was sent.",
        ("user_id", "link_id"),
    ),
    models.Wish: Privacy(_PURPOSE, _BASIS, _KEPT, ("need",)),
    models.RejectedRow: Privacy(
        "Tell the sender what is wrong in a row, with the row as it was written.",
        _BASIS,
        "Until the row has come in anew or the round is closed.",
        ("hpr_number", "name", "municipality", "cells", "faults"),
    ),
    models.Workbook: Privacy(
        "Let the one who sent a workbook see what reading it in would do, before it is done.",
        _BASIS,
        "Until it is read in, and seven days at most.",
        ("samples", "checked"),
    ),
    models.Round: Privacy(
        "Prove the outcome: the frozen input holds HPR numbers and no names.", _BASIS, _KEPT, ("frozen",)
    ),
    models.Run: Privacy(
        "Prove the outcome: the certificate holds the frozen input, with HPR numbers and no names.",
        _BASIS,
        _KEPT,
        ("certificate",),
    ),
    models.Outcome: Privacy(_PURPOSE, _BASIS, _KEPT, ("steps", "reasons")),
}

NO_PEOPLE: frozenset[type[Model]] = frozenset({models.Intake})
"""Models of this area that hold no person."""
