"""Two coordinators who publish at the same moment, on two connections: one plan holds, the other is told why."""

import threading

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import connection

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken
from alisveien.placements.models import Placement, PlanDraft
from alisveien.placements.services.planner import move_piece
from alisveien.placements.services.planner_publishing import publish_plan
from tests.placements.people import coordinator
from tests.placements.planning import AT, P1, P2, cell, draft, post, stay

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two_drafts(transactional_db: None, settings: LazySettings) -> list[PlanDraft]:
    """Two drafts that each move another doctor to the only free post of a half-year."""
    settings.DEMONSTRATION = True
    call_command("load_register", verbosity=0)
    units = [stay(1), stay(2, P1, "unn-narvik")]
    post(P2)
    made = [draft("A"), draft("B")]
    for one, unit in zip(made, units, strict=True):
        move_piece(draft=one, key=f"e{unit.pk}", to=cell(P2), version=1, by=coordinator(), at=AT)
    return made


def test_of_two_who_publish_at_once_one_is_told_that_the_plan_has_changed(two_drafts: list[PlanDraft]) -> None:
    said: list[str] = []
    ready = threading.Barrier(2)

    def publish(one: PlanDraft, by: Actor) -> None:
        ready.wait()
        try:
            publish_plan(draft=one, version=2, by=by, at=AT)
            said.append("")
        except RuleBroken as broken:
            said.append(" ".join(broken.reasons))
        finally:
            connection.close()

    people = [coordinator("Første"), coordinator("Andre")]
    both = [threading.Thread(target=publish, args=pair) for pair in zip(two_drafts, people, strict=True)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(said)[0] == ""
    assert "Planen er endret siden utkastet ble laget" in sorted(said)[1]
    assert Placement.objects.filter(post__half=2).count() == 1
    assert PlanDraft.objects.filter(state="published").count() == 1
