"""«Registeret slik det var»: the day an address asks for, and the band that says so."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.registers import Register
from alisveien.workbench.asking import PER, Asked, address

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)


def asked_day(query: QueryDict, today: date) -> tuple[date | None, str]:
    """The day of ``?per=2022-03-01``, or None for today, with what was wrong with it in words."""
    return day_of(query.get(PER, ""), today)


def day_of(text: str, today: date) -> tuple[date | None, str]:
    """A day as an address writes it, or None for today, with what was wrong with it in words."""
    written = text.strip()
    if not written:
        return None, ""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None, _("«%s» er ikke en dato. Her er registeret slik det er i dag.") % written[:40]
    if not EARLIEST <= day < LATEST:
        return None, _("Velg en dato mellom 1900 og 2100. Her er registeret slik det er i dag.")
    return (None if day == today else day), ""


def as_of_part(register: Register, state: Asked) -> Mapping[str, Any]:
    """What a list that can be dated shows: the day, the address of today, and what else the form carries."""
    rest = [(name, value) for name, value in state.pairs() if name != PER]
    return {"dated": register.dated, "as_of": register.as_of, "as_of_now": address(rest), "as_of_kept": rest}


def as_of_words(register: Register) -> tuple[str, ...]:
    """The day in words, for the sheet that follows an export; nothing for today."""
    if register.as_of is None:
        return ()
    return (_("Registeret slik det var %s") % date_format(register.as_of, "j. F Y"),)
