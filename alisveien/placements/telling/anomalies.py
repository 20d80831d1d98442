"""What is worth a look before a list is frozen, in words, each with what to do."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.distribution.anomalies import Anomaly
from alisveien.engines.distribution.frozen import Frozen
from alisveien.placements.queries import Named


def told_anomaly(anomaly: Anomaly, people: Mapping[str, Named], frozen: Frozen) -> str:
    """One sentence on what is odd, and one on what helps."""
    person = people.get(anomaly.hpr_number)
    who = f"{person.name}, {person.home}" if person else anomaly.hpr_number
    if anomaly.code in _of_doctors():
        return _of_doctors()[anomaly.code].format(who=who)
    if anomaly.code == "unsupervised":
        hospital = frozen.register.hospitals[anomaly.hospital].name
        return _unsupervised(f"{anomaly.department}, {hospital}", *(int(value) for value in anomaly.values))
    period, first, *rest = anomaly.values
    if anomaly.code == "no_posts":
        words = _("{period} har ingen plasser, men {count} ønsker gjelder dit. Se på antall plasser.")
        return words.format(period=period, count=first)
    empty = ngettext("{count} plass", "{count} plasser", int(first)).format(count=first)
    waits = ngettext("{count} lege venter", "{count} leger venter", int(rest[0])).format(count=rest[0])
    words = _("{period}: {empty} står tom mens {waits}. Spør om de kan tenke seg halvåret, eller et annet sykehus.")
    return words.format(period=period, empty=empty, waits=waits)


def _of_doctors() -> dict[str, str]:
    return {
        "impossible_window": _(
            "{who}: alle ønskene ligger utenfor tiden «tidligst» og «senest» gir. Be kommunen rette innmeldingen."
        ),
        "no_wish": _("{who}: ingen av ønskene kan oppfylles. Be kommunen se over dem."),
        "one_wish": _("{who}: venter med bare ett ønske. Ett ønske til kan gi plass."),
    }


def _unsupervised(where: str, wishes: int, given: int) -> str:
    wished = ngettext("{count} ønske", "{count} ønsker", wishes).format(count=wishes)
    words = _("{where}: ingen veileder er registrert, og {wished} gjelder dit.").format(where=where, wished=wished)
    if not given:
        return words
    placed = ngettext("{count} lege er foreslått der", "{count} leger er foreslått der", given).format(count=given)
    return f"{words} {placed}. {_('Finn veileder før lista frigis.')}"
