"""When a step of a round may be taken: every reason on its own."""

import pytest

from alisveien.base.actor import Actor
from alisveien.engines.distribution.frozen import Posts
from alisveien.placements import rules
from alisveien.placements.models import Round

POSTS = [Posts("983974899", "P1 2028", 9, 2026)]
ME, ANOTHER = Actor(user_id=1), Actor(user_id=2)


def a_round(state: str = "drafted", **more: object) -> Round:
    return Round(state=state, **more)  # type: ignore[arg-type]


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
        (rules.against_freezing(a_round("judged"), tried=True, nominated=3), ["Lista er allerede låst"]),
        (
            rules.against_freezing(a_round(), tried=True, nominated=0),
            ["Ingen er meldt inn", "Antall plasser", "Helseforetaket har ikke valgt"],
        ),
        (
            rules.against_freezing(
                a_round(capacity_decided_by=1, rules_name="nearest-first"), tried=False, nominated=2
            ),
            ["Innmeldingene er endret"],
        ),
        (
            rules.against_freezing(a_round(capacity_decided_by=1, rules_name="nearest-first"), tried=True, nominated=2),
            [],
        ),
        (rules.against_thawing(a_round(), "Fordi"), ["Lista er ikke låst"]),
        (rules.against_thawing(a_round("released"), "Fordi"), ["Fordelingen er frigitt"]),
        (rules.against_thawing(a_round("frozen"), " "), ["Skriv hvorfor"]),
        (rules.against_thawing(a_round("frozen"), "Fordi"), []),
        (rules.against_distributing(a_round()), ["Lås lista"]),
        (rules.against_distributing(a_round("judged")), ["Plassene er allerede"]),
        (rules.against_distributing(a_round("frozen")), []),
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
