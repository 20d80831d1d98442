"""Why a wish of any problem was not met, and «hva skal til», in words: for the one who holds the whole file.

What a doctor of a round is told, without other people's values, is in `refusals`.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.engines.allocation.counterfactual import Help
from alisveien.engines.allocation.explain import Refusal


def tell_place(node: str | None) -> str:
    """What the doctor got."""
    return _("Plass: «{node}».").format(node=node) if node is not None else _("Ingen plass.")


def tell_helps(helps: Sequence[Help]) -> list[str]:
    """Every single change that would have met the wish, or that none would."""
    return [tell_help(one) for one in helps] or [_("Ingen enkelt endring ville vært nok.")]


def tell_reason(refusal: Refusal, wish: str) -> str:
    """Why a wish was not met: the full node, its posts, and which criterion placed the last one in ahead."""
    if refusal.code == "no_posts":
        return _("Ønske «{wish}»: «{node}» har ingen plasser.").format(wish=wish, node=refusal.node)
    words = {
        "own_seat": _(
            "Ønske «{wish}»: alle plasser ved «{node}» er fordelt, og den siste er legens egen, ved et annet ønske."
        ),
        "outranked": ngettext(
            "Ønske «{wish}»: «{node}» har {cap} plass, og den gikk til en som står foran på plass {criterion} "
            "i nøkkelen.",
            "Ønske «{wish}»: «{node}» har {cap} plasser, og den siste gikk til en som står foran på plass {criterion} "
            "i nøkkelen.",
            refusal.cap,
        ),
    }
    criterion = (refusal.criterion or 0) + 1
    return words[refusal.code].format(wish=wish, node=refusal.node, cap=refusal.cap, criterion=criterion)


def tell_help(help_: Help) -> str:
    """One change that alone would have met the wish."""
    if help_.code == "posts":
        return ngettext(
            "Med {more} plass mer ved «{node}» ville ønsket vært innfridd.",
            "Med {more} plasser mer ved «{node}» ville ønsket vært innfridd.",
            help_.more,
        ).format(more=help_.more, node=help_.node)
    words = _("Med {value} eller sterkere på plass {criterion} i nøkkelen ville ønsket vært innfridd.")
    return words.format(value=help_.value, criterion=(help_.criterion or 0) + 1)
