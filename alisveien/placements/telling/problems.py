"""Why a problem cannot be solved, and what the judge found in an outcome, in words for the one at the command line."""

from django.utils.translation import gettext as _

from alisveien.engines.allocation.problem import BadProblem
from alisveien.engines.allocation.verify import Fault


def tell_bad_problem(error: BadProblem) -> str:
    """What contradicts itself in a problem, with the names of those it concerns."""
    words = {
        "wrong_kind": _("{where}: her skal det stå {expected}."),
        "missing_field": _("{where}: feltet «{field}» mangler."),
        "unknown_field": _("{where}: feltet «{field}» er ikke kjent. Ta det bort, eller rett navnet."),
        "heading": _("{where}: den første raden må være {expected}."),
        "row_width": _("{where}: raden må ha {expected} felter."),
        "not_utf8": _("{where}: teksten har tegn som ikke kan skrives i UTF-8."),
        "twice": _("{kind} «{name}» står to ganger."),
        "unknown_parent": _("Sted «{name}»: stedet over, «{parent}», finnes ikke."),
        "negative_cap": _("Sted «{name}»: taket er {cap}. Det kan ikke være under 0."),
        "ring": _("Sted «{name}» ligger over seg selv. Rett «parent», så stedene blir et tre."),
        "unknown_doctor": _("Lege «{name}» står ikke i problemet."),
        "unknown_node": _("Lege «{name}» ønsker «{node}», som ikke finnes."),
        "same_wish": _("Lege «{name}» ønsker «{node}» to ganger. Ta bort det ene ønsket."),
        "same_key": _(
            "Lege «{name}», ønske «{node}»: nøkkelen er lik en nøkkel lege «{other}» har under samme rot. "
            "Legg til noe som skiller dem, for eksempel et lodd."
        ),
        "not_finite": _(
            "Lege «{name}», ønske «{node}»: nøkkelen har et tall som ikke er endelig (NaN eller uendelig)."
        ),
        "mixed_keys": _(
            "Under «{name}» er plass {place} i nøklene et tall for noen ønsker og tekst for andre. "
            "De kan ikke sammenliknes."
        ),
    }
    names = dict(error.names)
    names["expected"] = expected(names.get("expected", ""))
    names["kind"] = {"node": _("Sted"), "doctor": _("Lege")}.get(names.get("kind", ""), "")
    return words[error.code].format(**names)


def expected(kind: str) -> str:
    """What should have stood there; a number or a heading is said as it is."""
    return {
        "object": _("et objekt, { … }"),
        "event": _("en hendelse som er kjent"),
        "whole number": _("et helt tall"),
        "list": _("en liste, [ … ]"),
        "text": _("en tekst som ikke er tom"),
        "text or null": _("en tekst eller null"),
        "two units": _("to enheter, den første og den siste delen av halvåret"),
        "number": _("et tall"),
        "whole number or null": _("et helt tall, eller ingenting"),
        "list of numbers or texts": _("en liste med minst ett tall eller én tekst"),
    }.get(kind, kind)


def tell_outcome_fault(fault: Fault) -> str:
    """One thing that is wrong with an outcome or its certificate."""
    words = {
        "doctor_missing": _("Lege «{doctor}» mangler i utfallet."),
        "doctor_unknown": _("Lege «{doctor}» står i utfallet, men ikke i problemet."),
        "not_a_wish": _("Lege «{doctor}» har fått et sted legen ikke ønsker."),
        "over_cap": _("«{node}» har {stated} plasser, men {found} leger."),
        "room_left": _("Lege «{doctor}» ønsker heller «{node}», og der er det plass."),
        "stronger_refused": _("Lege «{doctor}» står foran lege «{by}» ved «{node}», men fikk ikke plassen."),
        "proof_format": _("Beviset er i formatet {stated}, ikke {found}."),
        "proof_problem": _("Beviset gjelder et annet problem: {stated}, ikke {found}."),
        "proof_outcome": _("Beviset gjelder et annet utfall: {stated}, ikke {found}."),
        "proof_node_missing": _("Sted «{node}» mangler i beviset."),
        "proof_node_unknown": _("Sted «{node}» står i beviset, men ikke i problemet."),
        "proof_node_twice": _("Sted «{node}» står to ganger i beviset."),
        "proof_node_cap": _("Sted «{node}»: taket står som {stated}, skulle vært {found}."),
        "proof_node_count": _("Sted «{node}»: antallet står som {stated}, skulle vært {found}."),
        "proof_node_cut_off": _("Sted «{node}»: grensen står som {stated}, skulle vært {found}."),
        "proof_held_missing": _("Lege «{doctor}» mangler i beviset."),
        "proof_held_unknown": _("Lege «{doctor}» står i beviset, men ikke i problemet."),
        "proof_held_twice": _("Lege «{doctor}» står to ganger i beviset."),
        "proof_held_node": _("Lege «{doctor}»: stedet står som {stated}, skulle vært {found}."),
        "proof_held_key": _("Lege «{doctor}»: nøkkelen står som {stated}, skulle vært {found}."),
    }
    return words[fault.code].format(
        doctor=fault.doctor, node=fault.node, by=fault.by, stated=fault.stated, found=fault.found
    )
