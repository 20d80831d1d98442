"""One row of each kind the table of addresses names, for those who try every address and look at every page."""

from tests.people import planting
from tests.placements import campaigns, nominating, offering, planning, staying
from tests.posts import proposing
from tests.roles import DOCTOR, place_of, user_as


def planted() -> dict[str, tuple[object, ...]]:
    """The arguments of an address by the name the table has for them; write it where it is undone."""
    return {
        "office": (place_of("office", "nord").pk,),
        "town": (place_of("municipality", "5540").pk,),
        "holding": (user_as(DOCTOR).holdings.get().pk,),
        "nomination": (nominating.nominated().pk,),
        **proposing.planted(),
        **staying.planted(),
        **offering.planted(),
        **planting.planted(),
        **campaigns.planted(),
        **planning.planted(),
    }
