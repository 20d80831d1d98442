"""When a step of a round may be taken: every reason on its own."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alisveien.base.actor import Actor
from alisveien.engines.distribution.frozen import Posts
from alisveien.placements import rules
from alisveien.placements.models import Round

POSTS = [Posts("983974899", "P1 2028", 9, 2026)]
DAY = date(2027, 6, 1)
ME, ANOTHER = Actor(user_id=1), Actor(user_id=2)


def a_round(state: str = "drafted", **more: object) -> Round:
    return Round(state=state, **more)  # type: ignore[arg-type]


def ready_to_freeze() -> Round:
    return a_round(capacity_decided_by=1, rules_name="nearest-first")


def committed() -> Round:
    return a_round("frozen", commitment="a" * 64, frozen_at=datetime(2027, 6, 1, 9, tzinfo=UTC))


def against_freezing(
    round_: Round, *, tried: bool = True, nominated: int = 2, source: str = "Lotto 12. juni"
) -> list[str]:
    return rules.against_freezing(round_, tried=tried, nominated=nominated, source=source)


@pytest.mark.parametrize(
    ("reasons", "said"),
    [
        (rules.against_changing_a_draft(a_round("frozen")), ["Lista er låst"]),
        (rules.against_changing_a_draft(a_round()), []),
        (rules.against_deciding(a_round(), []), ["Kapasitetsplanen har ingen plasser"]),
        (rules.against_deciding(a_round(), POSTS), []),
        (rules.against_trying(a_round(), 0), ["Ingen er meldt inn"]),
        (rules.against_trying(a_round(), 1), []),
        (rules.against_choosing(a_round(), "best-first", tried=False), ["Velg ett", "Prøv regelsettene"]),
        (rules.against_choosing(a_round(), "nearest-first", tried=True), []),
        (against_freezing(a_round("judged")), ["Lista er allerede låst"]),
        (
            against_freezing(a_round(), nominated=0),
            ["Ingen er meldt inn", "Antall plasser", "Helseforetaket har ikke valgt"],
        ),
        (against_freezing(ready_to_freeze(), tried=False), ["Innmeldingene er endret"]),
        (against_freezing(ready_to_freeze(), source=" "), ["Skriv hvilken offentlig verdi loddet"]),
        (
            against_freezing(ready_to_freeze(), source="x" * 301),
            ["Skriv hvilken offentlig verdi det er, med høyst 300"],
        ),
        (against_freezing(ready_to_freeze()), []),
        (rules.against_thawing(a_round(), "Fordi"), ["Lista er ikke låst"]),
        (rules.against_thawing(a_round("released"), "Fordi"), ["Fordelingen er frigitt"]),
        (rules.against_thawing(a_round("frozen"), " "), ["Skriv hvorfor"]),
        (rules.against_thawing(a_round("frozen"), "Fordi"), []),
        (rules.against_distributing(a_round()), ["Lås lista"]),
        (rules.against_distributing(a_round("judged")), ["Plassene er allerede"]),
        (rules.against_distributing(a_round("frozen")), []),
        (rules.against_distributing(a_round("frozen", commitment="a" * 64)), ["Trekk loddet"]),
        (rules.against_other_code(a_round("frozen", code="a" * 64), "b" * 64), ["Løsningen er oppgradert"]),
        (rules.against_other_code(a_round("frozen", code="a" * 64), "a" * 64), []),
        (rules.against_drawing(a_round(), "42", DAY, DAY), ["Lås lista før"]),
        (rules.against_drawing(a_round("frozen"), "42", DAY, DAY), ["Loddet er allerede"]),
        (rules.against_drawing(committed(), "", DAY, DAY), ["Skriv verdien"]),
        (rules.against_drawing(committed(), "42", DAY - timedelta(1), DAY), ["Verdien må være blitt kjent"]),
        (rules.against_drawing(committed(), "42", DAY + timedelta(1), DAY), ["Dagen kan ikke være fram i tid"]),
        (rules.against_drawing(committed(), "42", DAY, DAY), []),
        (rules.against_judging(a_round("frozen")), ["Plassene er ikke fordelt"]),
        (rules.against_judging(a_round("released")), ["Fordelingen er allerede kontrollert"]),
        (rules.against_judging(a_round("distributed")), []),
        (rules.against_releasing(a_round("released"), ME), ["Fordelingen er allerede frigitt"]),
        (rules.against_releasing(a_round("drafted"), ME), ["Fordelingen er ikke kontrollert"]),
        (rules.against_releasing(a_round("judged", frozen_by=1), ME), ["Du låste lista"]),
        (rules.against_releasing(a_round("judged", frozen_by=1), ANOTHER), []),
    ],
)
def test_every_reason_is_said_and_no_other(reasons: list[str], said: list[str]) -> None:
    assert len(reasons) == len(said)
    for reason, words in zip(reasons, said, strict=True):
        assert reason.startswith(words)
        assert reason.endswith(".")
