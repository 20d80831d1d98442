"""Nominations, the workbooks they came in, rounds and what each rule set made of one, and placements.

Names of doctors stand in `people`; here a nomination points to its doctor.
"""

from alisveien.placements.models.calendar import RoundDate
from alisveien.placements.models.common_hours import CommonHour, CommonHourYes
from alisveien.placements.models.confirmations import Call, CallLetter, Campaign, ConfirmationTerms, Question
from alisveien.placements.models.disputes import Dispute
from alisveien.placements.models.evaluations import Evaluation, EvaluationGiven
from alisveien.placements.models.gate import GateRules, Level
from alisveien.placements.models.holding import HoldingColumns
from alisveien.placements.models.intakes import SHA256, Intake, RejectedRow, Workbook
from alisveien.placements.models.leaving import HomeService, TrustMove
from alisveien.placements.models.nominations import ENDED, Draft, Nomination, SentDraft, Wish
from alisveien.placements.models.offers import LIVE, Offer, OfferStep, OfferTerms, ShortNotice
from alisveien.placements.models.planner import PlanDraft, PlanMove, PostPlace
from alisveien.placements.models.rounds import Outcome, Round, Run, Status
from alisveien.placements.models.stay_deeds import Interruption
from alisveien.placements.models.stay_facts import ReadinessItem, ReadinessReminder, ReadinessTick, Stay, Teaching
from alisveien.placements.models.stay_papers import SupervisionPaper
from alisveien.placements.models.stays import Placement, PlacementUnit
from alisveien.placements.models.swaps import Swap, SwapSide
from alisveien.placements.models.trials import Trial
from alisveien.placements.models.yearly import YearlyEvaluation

__all__ = [
    "ENDED",
    "LIVE",
    "SHA256",
    "Call",
    "CallLetter",
    "Campaign",
    "CommonHour",
    "CommonHourYes",
    "ConfirmationTerms",
    "Dispute",
    "Draft",
    "Evaluation",
    "EvaluationGiven",
    "GateRules",
    "HoldingColumns",
    "HomeService",
    "Intake",
    "Interruption",
    "Level",
    "Nomination",
    "Offer",
    "OfferStep",
    "OfferTerms",
    "Outcome",
    "Placement",
    "PlacementUnit",
    "PlanDraft",
    "PlanMove",
    "PostPlace",
    "Question",
    "ReadinessItem",
    "ReadinessReminder",
    "ReadinessTick",
    "RejectedRow",
    "Round",
    "RoundDate",
    "Run",
    "SentDraft",
    "ShortNotice",
    "Status",
    "Stay",
    "SupervisionPaper",
    "Swap",
    "SwapSide",
    "Teaching",
    "Trial",
    "TrustMove",
    "Wish",
    "Workbook",
    "YearlyEvaluation",
]
