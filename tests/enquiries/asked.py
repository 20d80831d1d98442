"""Enquiries for the tests of this area; the register must be loaded."""

from datetime import UTC, date, datetime
from typing import Any

from alisveien.enquiries.models import Enquiry
from alisveien.enquiries.services import keeping
from tests.roles import ADVISER, actor_as, place_of

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 20)


def office(code: str = "nord") -> Any:
    return place_of("office", code)


def logged(**values: Any) -> Enquiry:
    """One that was logged by the adviser of the north and waits for an answer."""
    asked = {
        "office": office(),
        "place": place_of("municipality", "5540"),
        "asker": "supervisor",
        "channel": "phone",
        "topics": ["goals"],
        "words": "Hvem vurderer læringsmålene?",
        "asked_on": FRIDAY,
        "answered": False,
        "answer": "",
        "at": NOW,
    }
    return keeping.log_enquiry(**({"by": actor_as(ADVISER)} | asked | values))
