"""The demonstration: what was said of the arenas after the placements that are over. Invented, and always the same."""

from collections.abc import Iterable

from alisveien.placements.models import Evaluation, EvaluationGiven, Placement, PlacementUnit
from alisveien.placements.rules_evaluations import QUESTIONS

Party, State = Evaluation.Party, Placement.State
WORDS = (
    "God tid til veiledning, og plass på poliklinikken fra første uke.",
    "Vakt på dagtid fungerte fint.",
    "Savnet tilgang til systemene den første uka.",
    "Nyttig undervisning om henvisninger, for begge sider.",
    "Legen kom tilbake med mye vi har bruk for.",
)
HOME_SAYS_EVERY, LATEST = 3, 12
"""Of how many placements the municipality has answered for one, and how many of the last nobody has answered about."""


def make_evaluations(placements: Iterable[Placement]) -> None:
    """Answers of two or three parties about each placement that is over, but for the last ones, which wait."""
    over = [one for one in placements if one.state in (State.COMPLETED, State.ENDED_EARLY)]
    units = PlacementUnit.objects.filter(placement__in=over[:-LATEST], department__isnull=False).order_by("pk")
    given, said = [], []
    for number, unit in enumerate(units):
        parties = [Party.DOCTOR, Party.HOSPITAL, *([Party.HOME] if number % HOME_SAYS_EVERY == 0 else [])]
        for party in parties:
            given.append(EvaluationGiven(unit=unit, party=party))
            said.append(_answer(unit, party, number))
    EvaluationGiven.objects.bulk_create(given)
    Evaluation.objects.bulk_create(said)


def _answer(unit: PlacementUnit, party: str, number: int) -> Evaluation:
    ward = unit.department_id or 0
    figures = {name: 3 + (number + ward * (index + 1)) % 3 for index, name in enumerate(QUESTIONS)}
    words = WORDS[number % len(WORDS)] if party == Party.DOCTOR and number % 2 else ""
    return Evaluation(arena=unit.department, party=party, year=unit.to_on.year, words=words, **figures)
