"""History by triggers: nothing that writes can pass it."""

import pytest
from django.db import connection
from django.utils import timezone

from alisveien.base.actor import Actor
from alisveien.journal.history import history_context, history_of
from alisveien.journal.services import record
from alisveien.posts.models import CapacityPlan
from tests.journal.plans import a_plan

pytestmark = pytest.mark.django_db


def labels(plan_id: int) -> list[tuple[str, str]]:
    found = history_of(CapacityPlan)._default_manager.filter(pgh_obj_id=plan_id).order_by("pgh_id")
    return list(found.values_list("pgh_label", "state"))


def test_raw_sql_update_and_bulk_create_leave_their_trace() -> None:
    (made,) = CapacityPlan.objects.bulk_create([CapacityPlan(name="P", version=9, state="tentative", source="s")])
    CapacityPlan.objects.filter(pk=made.pk).update(state="decided")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE posts_capacityplan SET state = 'tentative' WHERE id = %s", [made.pk])
        cursor.execute("DELETE FROM posts_capacityplan WHERE id = %s", [made.pk])
    assert labels(made.pk) == [
        ("insert", "tentative"),
        ("update", "decided"),
        ("update", "tentative"),
        ("delete", "tentative"),
    ]


def test_a_change_says_who_made_it_and_which_deed_it_was() -> None:
    with history_context(Actor(user_id=7)):
        plan = a_plan()
        record("posts.plan.changed", about=plan, by=Actor(user_id=7), at=timezone.now())
        plan.state = "decided"
        plan.save()
    last = history_of(CapacityPlan)._default_manager.order_by("pgh_id").last()
    assert last.pgh_context.metadata == {"user": 7, "link": None, "entry": "posts.plan.changed"}
