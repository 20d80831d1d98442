"""What a row of a table is compared with: the offices one keeps, and the enquiries that may be the same."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from alisveien.base.actor import Actor
from alisveien.base.folding import folded
from alisveien.enquiries.models import Enquiry
from alisveien.enquiries.queries import enquiries_for, offices_for, place_called
from alisveien.enquiries.table_reading import Line
from alisveien.places.models import Place

Key = tuple[int, date, str, frozenset[str]]


class Ground:
    """The offices of whoever reads a table in, and their enquiries of the days in it. Read once for a file.

    Two queries, and one for each place of a new enquiry.
    """

    def __init__(self, actor: Actor, today: date, days: Iterable[date]) -> None:
        self.actor = actor
        self.offices = list(offices_for(actor, today))
        self.there: dict[Key, list[Enquiry]] = defaultdict(list)
        self.places: dict[tuple[str, date], Place | None] = {}
        for one in enquiries_for(actor, today).filter(asked_on__in=set(days)).order_by("pk"):
            self.there[_key(one.office_id, one.asked_on, one.asker, one.topics)].append(one)

    def office(self, written: str) -> Place | None:
        """The office that is meant: the one with the name, or the only one when nothing is written."""
        meant = [one for one in self.offices if not written or folded(written) in _names(one)]
        return meant[0] if len(meant) == 1 else None

    def same(self, office: Place, line: Line) -> Enquiry | None:
        """The enquiry a row tells of, which no other row has been: the one with the same answer before others."""
        several = self.there[_key(office.pk, line.asked_on, line.asker, line.topics)]
        fits = [one for one in several if _is_from(one, line.place) and _asks(one, line)]
        chosen = min(fits, key=lambda one: not has_answer(one, line), default=None)
        if chosen is not None:
            several.remove(chosen)
        return chosen

    def place(self, written: str, day: date) -> Place | None:
        """The one place that was meant, as places were on the day; None for none or several."""
        if (written, day) not in self.places:
            self.places[written, day] = place_called(self.actor, written, day)
        return self.places[written, day]


def has_answer(one: Enquiry, line: Line) -> bool:
    """Whether an enquiry has the answer a row says, or the row says nothing of it."""
    return not line.answer or _plain(one.answer) == _plain(line.answer)


def _key(office: int, day: date, asker: str, topics: Iterable[str]) -> Key:
    return office, day, asker, frozenset(topics)


def _is_from(one: Enquiry, written: str) -> bool:
    return folded(written) in (_names(one.place) if one.place else {""})


def _names(place: Place) -> set[str]:
    return {folded(name) for name in (place.name, place.short_name, place.code, f"{place.name} ({place.code})")} - {""}


def _asks(one: Enquiry, line: Line) -> bool:
    """Whether channel and question are those of the row, as far as the file has them."""
    same_channel = not line.channel or one.channel == line.channel
    return same_channel and (line.words is None or _plain(one.words) == _plain(line.words))


def _plain(text: str) -> str:
    return " ".join(text.split())
