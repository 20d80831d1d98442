"""Three months at each of two units in words, for the one at the command line: what came of each request."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.allocation.exception import Excepted, Violation
from alisveien.engines.allocation.halves import Halves, Units


def tell_halves(found: Halves) -> list[str]:
    """One line for every request: two units given, swapped at mid-term, or left."""
    split = _("Lege «{doctor}»: {units}. Det er plass under takene.")
    swapped = _("Lege «{one}» og lege «{other}» bytter midt i halvåret. Ingen andre flyttes.")
    left = _("Lege «{doctor}» får ikke to enheter uten at noe annet må vike.")
    return [
        *(split.format(doctor=one, units=tell_units(found.units[one])) for one in found.split),
        *(swapped.format(one=one, other=other) for one, other in found.swapped),
        *(left.format(doctor=one) for one in found.left),
    ]


def tell_units(units: Units | None) -> str:
    """Where a doctor is: one place for the whole half-year, two units after each other, or no place."""
    if units is None:
        return _("ingen plass")
    first, second = units
    return f"«{first}»" if first == second else _("«{first}», så «{second}»").format(first=first, second=second)


def tell_price(found: Excepted) -> list[str]:
    """What an exception costs: how many orders it breaks, each of them, and whether fewer is impossible."""
    if not found.price:
        price = _("Pris: ingen rekkefølge brytes.")
    else:
        count = len(found.price)
        price = ngettext("Pris: {count} rekkefølge brytes.", "Pris: {count} rekkefølger brytes.", count).format(
            count=count
        )
    sure = (
        _("Ingen fordeling bryter færre.")
        if found.proven
        else _("Tiden gikk ut før det var vist at ingen bryter færre. Gi mer tid med --seconds.")
    )
    return [f"{price} {sure}", *(_broken(one) for one in found.price)]


def _broken(violation: Violation) -> str:
    words = _("Lege «{doctor}» ønsker heller {units}, og ingen sterkere står i veien.")
    return words.format(doctor=violation.doctor, units=tell_units(violation.wish.units))


def tell_moved(doctor: str, before: Units | None, after: Units | None) -> str:
    """One doctor the exception gives something else."""
    words = _("Lege «{doctor}»: fra {before} til {after}.")
    return words.format(doctor=doctor, before=tell_units(before), after=tell_units(after))
