"""What happened to a distribution afterwards, in words: who moved, why, and what could not happen."""

from django.utils.translation import gettext as _

from alisveien.engines.allocation.replay import BadEvent, Move


def tell_move(move: Move) -> str:
    """One doctor who moved, from where to where, and why."""
    words = {
        "own": _("gjelder legen selv"),
        "new": _("ny plass"),
        "room": _("det ble plass ved «{node}» etter {by}") if move.by else _("«{node}» fikk flere plasser"),
        "full": _("plassen ved «{node}» gikk til {by}") if move.by else _("«{node}» fikk færre plasser"),
        "own_seat": _("legen har plass ved «{node}» hele tiden, men ved et annet ønske"),
    }
    why = words[move.why].format(node=move.node, by=", ".join(f"«{name}»" for name in move.by))
    text = _("Lege «{doctor}»: fra {before} til {after}, fordi {why}.")
    if move.why == "own":
        text = _("Lege «{doctor}»: fra {before} til {after} ({why}).")
    return text.format(doctor=move.doctor, before=_place(move.before), after=_place(move.after), why=why)


def _place(node: str | None) -> str:
    return f"«{node}»" if node is not None else _("ingen plass")


def tell_bad_event(error: BadEvent) -> str:
    """Why an event cannot happen."""
    words = {
        "unknown_doctor": _("Lege «{name}» står ikke på lista."),
        "unknown_node": _("Stedet «{name}» finnes ikke."),
        "known_doctor": _("Lege «{name}» står alt på lista."),
        "known_node": _("Stedet «{name}» finnes alt."),
        "no_place": _("Lege «{name}» har ingen plass."),
        "accepted": _("Lege «{name}» har alt takket ja."),
        "not_wished": _("Legen har ikke ønsket «{name}»."),
        "below_accepted": _("«{name}» kan ikke få færre plasser enn det er leger som har takket ja."),
    }
    return words[error.code].format(name=error.name)
