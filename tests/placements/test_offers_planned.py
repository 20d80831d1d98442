"""An offer that was accepted, and a plan that moves the doctor afterwards: the offer says so, and is not recalled."""

from typing import Any

import pytest

from alisveien.base.errors import RuleBroken
from alisveien.placements.models import Offer, Placement, PlacementUnit
from alisveien.placements.services import offer_answers as deeds
from alisveien.placements.services.planner import move_piece
from alisveien.placements.services.planner_publishing import publish_plan, take_back
from tests.placements.nominating import nominated
from tests.placements.offering import offered
from tests.placements.people import coordinator
from tests.placements.planning import AT, P1, P2, cell, draft, post
from tests.roles import DOCTOR, client_as, place_of, user_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]
SURGERY = "unn-harstad/Kirurgi"


@pytest.fixture
def accepted() -> Offer:
    """An offer at gynaecology in Tromsø in P1 2028 that the doctor has accepted."""
    nomination = nominated()
    nomination.doctor.user = user_as(DOCTOR)
    nomination.doctor.save()
    offer = offered(nomination)
    offer.hospital, offer.department = (
        place_of("hospital", "unn-tromso"),
        place_of("department", "unn-tromso/Gynekologi"),
    )
    offer.save()
    return deeds.accept_offer(offer=offer, asked_how="Legen, i telefon", by=coordinator(), at=AT)


def planned(to: Any) -> Any:
    """A plan published where the doctor is moved."""
    unit = PlacementUnit.objects.get()
    one = draft()
    move_piece(draft=one, key=f"e{unit.pk}", to=to, version=1, by=coordinator(), at=AT)
    return publish_plan(draft=one, version=2, by=coordinator(), at=AT)


def recall(offer: Offer) -> Offer:
    return deeds.recall_offer(offer=offer, why="Avdelingen stenges", by=coordinator(), at=AT)


def page(offer: Offer) -> str:
    return client_as(DOCTOR).get(f"/tilbud/{offer.pk}/").content.decode()


def test_an_offer_whose_doctor_is_moved_to_another_half_is_recalled_when_moved_back(accepted: Offer) -> None:
    post(P2)
    plan = planned(cell(P2, SURGERY))
    accepted.refresh_from_db()
    assert (accepted.state, accepted.post.half, accepted.post.state) == ("accepted", 1, "open")
    assert "Kirurgi, UNN Harstad, P2 2028" in page(accepted)
    with pytest.raises(RuleBroken, match="flyttet i planen"):
        recall(accepted)
    accepted.post.refresh_from_db()
    stay = Placement.objects.get()
    assert (stay.state, stay.post.half, accepted.post.state) == ("agreed", 2, "open")
    take_back(draft=plan, by=coordinator(), at=AT)
    assert "Flyttet i planen" not in page(accepted)
    recall(accepted)
    stay.refresh_from_db()
    assert stay.state == "cancelled"
    assert "Flyttet i planen" not in page(accepted)


def test_an_offer_whose_doctor_is_moved_to_another_department_of_the_half_is_recalled(accepted: Offer) -> None:
    assert "Flyttet i planen" not in page(accepted)
    planned(cell(P1, SURGERY))
    assert "Flyttet i planen til" in page(accepted)
    assert recall(accepted).state == "recalled"
    assert Placement.objects.get().state == "cancelled"


def test_an_offer_whose_doctor_has_begun_is_not_recalled(accepted: Offer) -> None:
    Placement.objects.update(state="begun")
    with pytest.raises(RuleBroken, match="Avslutt tjenesten på siden om plassen"):
        recall(accepted)
    accepted.post.refresh_from_db()
    assert accepted.post.state == "filled"


def test_a_placement_without_units_says_no_other_place(accepted: Offer) -> None:
    PlacementUnit.objects.all().delete()
    assert "Flyttet i planen" not in page(accepted)
