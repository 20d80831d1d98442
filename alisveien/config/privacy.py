"""What every area says of the people it holds, named one by one: scrubbing and a person's own data go by it.

A model of ours that stands in none of the lists fails the build: see ``tests/house/test_privacy.py``.
"""

from types import ModuleType

from alisveien.access import privacy as access
from alisveien.accounts import privacy as accounts
from alisveien.agreements import privacy as agreements
from alisveien.base import what_is_held as base
from alisveien.base.privacy import hand_down
from alisveien.curriculum import privacy as curriculum
from alisveien.desk import privacy as desk
from alisveien.documents import privacy as documents
from alisveien.enquiries import privacy as enquiries
from alisveien.establishments import privacy as establishments
from alisveien.journal import privacy as journal
from alisveien.outreach import privacy as outreach
from alisveien.people import privacy as people
from alisveien.placements import privacy as placements
from alisveien.placements.privacy_over import DUE
from alisveien.places import privacy as places
from alisveien.posts import privacy as posts
from alisveien.workbench import privacy as workbench

AREAS: tuple[ModuleType, ...] = (
    people,
    placements,
    enquiries,
    outreach,
    establishments,
    agreements,
    posts,
    curriculum,
    workbench,
    desk,
    documents,
    places,
    access,
    accounts,
    base,
    journal,
)
"""In the order things are shown to the one they are about; journal last, for it asks what the others found."""


def declare() -> None:
    """Hand every declaration down. Called once, when the application starts."""
    hand_down([area.PEOPLE for area in AREAS], [area.NO_PEOPLE for area in AREAS], DUE)
