"""Nominations, the workbooks they came in, rounds and what each rule set made of one, and placements.

Names of doctors stand in `people`; here a nomination points to its doctor.
"""

from alisveien.placements.models.calendar import RoundDate
from alisveien.placements.models.confirmations import Call, CallLetter, Campaign, ConfirmationTerms, Question
from alisveien.placements.models.intakes import SHA256, Intake, RejectedRow, Workbook
from alisveien.placements.models.nominations import ENDED, Draft, Nomination, SentDraft, Wish
from alisveien.placements.models.rounds import Outcome, Round, Run, Status
from alisveien.placements.models.stays import Placement, PlacementUnit
from alisveien.placements.models.trials import Trial

__all__ = [
    "ENDED",
    "SHA256",
    "Call",
    "CallLetter",
    "Campaign",
    "ConfirmationTerms",
    "Draft",
    "Intake",
    "Nomination",
    "Outcome",
    "Placement",
    "PlacementUnit",
    "Question",
    "RejectedRow",
    "Round",
    "RoundDate",
    "Run",
    "SentDraft",
    "Status",
    "Trial",
    "Wish",
    "Workbook",
]
