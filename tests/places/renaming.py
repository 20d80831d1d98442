"""Deeds on a place by one who has just seen what stands."""

from typing import Any

from alisveien.journal.seen import mark_of
from alisveien.places.models import Place, RegisterChange
from alisveien.places.queries_edit import hosts_of, names_of, ties_of
from alisveien.places.services import deeds, hosting


def _seen(*values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for one in values for name, value in one.items()}


def rename_place(*, place: Place, **more: Any) -> RegisterChange:
    """The deed with the mark of the names as they stand."""
    return deeds.rename_place(place=place, seen=mark_of(names_of(place)), **more)


def move_place(*, place: Place, **more: Any) -> RegisterChange:
    """The deed with the mark of what the place belongs to."""
    return deeds.move_place(**_seen({"place": place, "seen": mark_of(ties_of(place))}, more))


def close_place(*, place: Place, **more: Any) -> RegisterChange:
    """The deed with the mark of what the place belongs to."""
    return deeds.close_place(**_seen({"place": place, "seen": mark_of(ties_of(place))}, more))


def change_host(*, office: Place, **more: Any) -> RegisterChange:
    """The deed with the mark of the hosts as they stand."""
    return hosting.change_host(**_seen({"office": office, "seen": mark_of(hosts_of(office))}, more))


def give_notice(*, office: Place, **more: Any) -> RegisterChange:
    """The deed with the mark of the hosts as they stand."""
    return hosting.give_notice(**_seen({"office": office, "seen": mark_of(hosts_of(office))}, more))
