"""The file of somebody who writes about others: the own trace and nobody else; and as many queries however much."""

import pytest

from alisveien.base.models import Letter
from alisveien.placements.models import Draft
from tests.placements.nominating import nominated
from tests.placements.test_own_data import FILE, parts
from tests.roles import DOCTOR, MUNICIPAL_LEADER, actor_as, client_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.django_db


def test_of_what_one_wrote_of_others_only_the_trace_is_given(register: None) -> None:
    one = nominated(by=actor_as(MUNICIPAL_LEADER), leader_email="ukjent@example.no")
    client = client_as(MUNICIPAL_LEADER)
    client.get(f"/innmeldinger/{one.pk}/")
    client.post(f"/innmeldinger/{one.pk}/endre/")
    assert Draft.objects.exists()
    Letter.objects.all().delete()  # the receipt the leader got names the doctor, and is the leader's own letter
    found, data, page = parts(client)
    for words in (one.doctor.last_name, one.doctor.hpr_number, one.doctor.email):
        assert words not in data + page
    assert found["placements.draft"]["rows"]
    assert found["journal.entry"]["rows"]
    assert found["journal.look"]["rows"]
    assert found["people.doctor"]["rows"] == []


def test_the_file_asks_no_more_for_three_than_for_one(register: None) -> None:
    home = place_of("municipality", "5540")
    assert home
    client = client_as(DOCTOR)
    numbers = iter(("9950001", "9950002", "9950003"))

    def plant() -> None:
        nominated(next(numbers), by=actor_as(MUNICIPAL_LEADER))

    nominated("9950009", by=actor_as(MUNICIPAL_LEADER)).doctor.__class__.objects.filter(hpr_number="9950009").update(
        user=user_as(DOCTOR)
    )
    assert_flat(lambda: client.get(FILE), plant)
